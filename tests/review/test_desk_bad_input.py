"""What no page of the desk sends is answered with a sentence, and never with a 500."""

from __future__ import annotations

import pytest

from guidance.authoring.models import Scenario
from guidance.review.models import Step, Submission
from tests.review.desk_pages import approve, edit_scenario, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]

BROKEN = 500


def test_a_character_the_database_cannot_keep_is_left_out(tess, sue):
    edit_scenario()
    slug = Scenario.objects.get().slug

    said = tess.post(f"/review/submit/scenario/{slug}/now/", {"note": "Bet\0ter."})

    made = Submission.objects.get()
    assert said.status_code == 302
    assert made.note == "Better."
    sue.post(f"/review/submissions/{made.pk}/return/", {"words": "\0Name it."})
    assert Step.objects.get(what="returned").comment == "Name it."


@pytest.mark.parametrize(
    "data",
    [
        {"chosen": "٣", "on": "٣"},
        {"when": "later", "moment": "2026-13-99T99:99"},
        {"when": "later", "moment": "0001-01-01T00:00"},
        {"when": "later", "moment": "9999-12-31T23:59"},
        {"grade": "\0", "note": "\0"},
    ],
)
def test_odd_terms_publish_nothing(tess, sue, data):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    terms = {"chosen": made.pk, "asked": 1, "on": 1, "note": "Better.", "grade": "odd"}

    posted = sue.post("/review/publish/now/", terms | data)
    shown = sue.get("/review/publish/", terms | data)

    assert posted.status_code in {409, 422}
    assert shown.status_code == 200


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("submissions/{}/claim/", {"over": "\0"}),
        ("submissions/{}/claim/", {"back": "//elsewhere.example/"}),
        ("submissions/{}/release/", {"back": "/review/\r\nX: y"}),
        ("submissions/{}/approve/", {"seen": "\0", "ticked": "\0"}),
        ("editions/99999999999999999999/call-off/", {"reason": "Why not."}),
        ("documents/memo/none/anew/", {}),
        ("documents/poem/ode/anew/", {}),
    ],
)
def test_odd_presses_do_nothing(tess, sue, action, data):
    edit_scenario()
    made = submit(tess)

    said = sue.post(f"/review/{action.format(made.pk)}", data)

    assert said.status_code < BROKEN
    assert said.headers.get("Location", "/review/").startswith("/review/")
    assert not Step.objects.exclude(what="claimed").exists()


def test_whoever_was_signed_out_meanwhile_still_has_what_they_typed(tess, client):
    edit_scenario()
    where = f"/review/submissions/{submit(tess).pk}/"

    kept = client.post(f"{where}return/", {"words": "Name <it>.", "back": where})
    pressed = client.post(f"{where}claim/", {"back": where})

    assert kept.status_code == 403
    assert "Name &lt;it&gt;.</textarea>" in kept.content.decode()
    assert f"/admin/login/?next={where}" in kept.content.decode()
    assert pressed["Location"] == f"/admin/login/?next={where}"
    assert not Step.objects.exists()


def test_what_is_under_review_runs_nothing_on_the_desk(tess, sue):
    """A trainer's text is anybody's text: it is shown as the characters it is."""
    script, image = "<script>alert(1)</script>", "<img src=x onerror=alert(1)>"
    row = edit_scenario(f"No. {script}")
    link = f"{image} [a](javascript:alert(1))"
    Scenario.objects.update(question=f"May I {image}?", steps=[image], detail=link)
    tess.post(f"/review/submit/scenario/{row.slug}/now/", {"note": script})
    made = Submission.objects.get()
    one = f"/review/submissions/{made.pk}/"
    sue.post(f"{one}comment/", {"words": script})
    assert approve(sue, made).status_code == 302

    for client, address in (
        (sue, one),
        (sue, "/review/?show=approved"),
        (sue, "/review/publish/"),
        (sue, f"/under-review/questions/{row.slug}/"),
        (tess, f"/review/submit/scenario/{row.slug}/"),
        (tess, f"/admin/authoring/scenario/{row.pk}/change/"),
    ):
        page = client.get(address).content.decode()
        assert "alert(1)" in page, address
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert 'href="javascript:' not in page, address

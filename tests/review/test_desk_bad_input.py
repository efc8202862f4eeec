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

"""The list of what is due, its one press, and what people choose to hear of."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import Scenario
from guidance.editions.library import library
from guidance.review.models import Approval, MailChoice, Submission
from tests.content.a_guidance import a_guidance, a_memo, a_scenario, a_section
from tests.review.desk_work import first_edition, person, written

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2025, 3, 1, 12, tzinfo=UTC)
LIST, PRESS = "/review/upkeep/", "/review/upkeep/ride-it/still-correct/"
SCENARIOS = [
    a_scenario(review_every=3),
    a_scenario(slug="lock-it", ref="a02", question="May I lock it?"),
    a_scenario(slug="sell-it", ref="a03", question="Shall I sell it?", review_every=60),
]


@pytest.fixture(autouse=True)
def long_published():
    first_edition(a_guidance(scenarios=SCENARIOS), at=LONG_AGO)
    yield
    library.forget()


def client_of(name: str, role: Role) -> Client:
    open_account(name, role)
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


@pytest.fixture
def sue() -> Client:
    return client_of("sue", Role.SUPERVISOR)


@pytest.fixture
def tess() -> Client:
    return client_of("tess", Role.TRAINER)


def page(client: Client, address: str = LIST) -> str:
    return " ".join(client.get(address).content.decode().split())


def listed(html: str) -> list[str]:
    return re.findall('data-kept="([^"]+)"', html)


def form(html: str) -> dict[str, str]:
    """Return the fields of the first press on the list."""
    first = html.partition('still-correct/"')[2].partition("</form>")[0]
    return dict(re.findall('name="(back|seen|reviewed)" value="([^"]*)"', first))


def test_what_is_overdue_is_listed_the_most_urgent_first(sue):
    html = page(sue)

    assert listed(html) == ["a01", "a02"]
    assert "Overdue</b> since 1 Jun 2025 · not yet reviewed · no owner" in html


def test_ones_own_come_first(sue):
    Scenario.objects.filter(ref="a02").update(owner=person("sue"))

    html = page(sue)

    assert listed(html) == ["a02", "a01"]
    assert "not yet reviewed · yours" in html


@pytest.mark.parametrize(
    ("show", "refs"),
    [
        ("overdue", ["a01", "a02"]),
        ("due", []),
        ("mine", ["a03"]),
        ("unowned", ["a01", "a02"]),
        ("all", ["a03", "a01", "a02"]),
        ("nonsense", ["a01", "a02"]),
    ],
)
def test_the_list_can_be_narrowed(sue, show, refs):
    Scenario.objects.filter(ref="a03").update(owner=person("sue"))

    assert listed(page(sue, f"{LIST}?show={show}")) == refs


def test_the_queue_leads_to_what_is_due_and_overdue(sue):
    html = page(sue, "/review/")

    assert f'href="{LIST}?show=due"' in html
    assert f'href="{LIST}?show=overdue"' in html


def test_where_nothing_is_due_the_next_is_named(sue):
    html = page(sue, f"{LIST}?show=due")

    assert "Nothing here. The next is due on 1 Mar 2030: Shall I sell it?" in html


def test_one_press_takes_it_off_the_list_and_officers_see_the_day(sue):
    fields = form(page(sue))

    done = sue.post(PRESS, fields, follow=True)

    html = " ".join(done.content.decode().split())
    assert done.redirect_chain == [(LIST, 302)]
    assert "Still correct: “Can I ride a bicycle I found?”" in html
    assert listed(html) == ["a02"]
    library.forget()
    assert "Last reviewed" in page(Client(), "/questions/ride-it/")


def test_pressing_twice_says_that_it_is_done(sue):
    fields = form(page(sue))
    sue.post(PRESS, fields)

    again = sue.post(PRESS, fields, follow=True)

    assert "sue has found it correct already" in again.content.decode()
    assert Approval.objects.count() == 1


def test_what_would_not_count_says_what_changed_and_leads_to_its_page(sue):
    fields = form(page(sue))
    body = "An officer leaves a **found bicycle** where it is. Always."
    memo = a_memo(sections=[a_section(body=body)])
    written(a_guidance(memos=[memo], scenarios=SCENARIOS))

    html = page(sue)
    pressed = sue.post(PRESS, fields, follow=True)

    assert "being changed: section b-1 changed." in html
    assert "still-correct" not in html
    assert pressed.redirect_chain == [("/review/documents/scenario/ride-it/", 302)]
    assert "Nothing was signed. What it rests on" in pressed.content.decode()


def test_what_has_another_version_under_review_leads_to_that(sue):
    scenarios = [a_scenario(review_every=3, answer="No. Leave it there.")]
    [made] = written(a_guidance(scenarios=[*scenarios, *SCENARIOS[1:]]))

    html = page(sue)

    assert f'href="/review/submissions/{made.pk}/">Go to it' in html
    assert "ride-it/still-correct" not in html


def test_nobody_finds_correct_what_they_edited(sue):
    row = Scenario.objects.get(slug="ride-it")
    log_edit(row, by=person("sue"), at=LONG_AGO.replace(month=1))

    pressed = sue.post(PRESS, form(page(sue)), follow=True)

    assert "You worked on it since it was last approved" in pressed.content.decode()
    assert not Submission.objects.exists()


def test_a_trainer_reads_the_list_and_has_no_press(tess):
    html = page(tess)

    assert listed(html) == ["a01", "a02"]
    assert "still-correct" not in html
    assert tess.post(PRESS, {}).status_code == 403


@pytest.mark.parametrize("junk", ["", "2026", "2026-99-99T00:00", "\x00", "x" * 5000])
def test_a_form_with_nonsense_in_it_signs_nothing(sue, junk):
    done = sue.post(PRESS, {"seen": junk, "reviewed": junk, "back": junk}, follow=True)

    assert done.status_code == 200
    assert not Approval.objects.exists()


def test_people_choose_what_they_hear_of(sue):
    before = page(sue, "/review/mail/")
    for _ in range(2):
        done = sue.post("/review/mail/choose/", {"digest": "on"}, follow=True)

    chosen = MailChoice.objects.get()
    assert before.count("checked") == 5
    assert "Your account has no address" in before
    assert (chosen.user.username, chosen.digest, chosen.submitted) == (
        "sue",
        True,
        False,
    )
    assert done.redirect_chain == [("/review/mail/", 302)]
    assert done.content.decode().count("checked") == 1


def test_the_page_says_where_mails_go(sue):
    User.objects.filter(username="sue").update(email="sue@example.org")

    assert "Mails go to sue@example.org." in page(sue, "/review/mail/")


def test_an_officers_account_chooses_nothing():
    olly = client_of("olly", Role.OFFICER)

    assert olly.get("/review/mail/").status_code == 403
    assert olly.get(LIST).status_code == 403
    assert olly.post("/review/mail/choose/", {}).status_code == 403

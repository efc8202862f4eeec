"""Pages about editions: what each changed, who approved it, any two beside each other."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from guidance.accounts.models import User
from guidance.content.model import Guidance
from guidance.editions.library import library
from guidance.editions.models import CallingOff, Edition, Recall
from guidance.editions.recording import Publication, record, record_publication
from tests.content.a_guidance import (
    BICYCLES,
    a_guidance,
    a_scenario,
    a_wizard,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    library.forget()
    yield
    library.forget()


def second_edition(guidance: Guidance) -> str:
    """Return the page of an edition that changes the example to `guidance`."""
    record(a_guidance(), "First edition.", at=NOON)
    record(guidance, "Second edition.", at=NOON)
    page = Client().get("/editions/2/").content.decode()
    return unescape(" ".join(page.split()))


def test_an_edition_says_which_ways_through_a_wizard_end_otherwise():
    graph = {**BICYCLES, "is-it-yours": {**BICYCLES["is-it-yours"], "no": "take-it"}}

    page = second_edition(a_guidance(wizards=[a_wizard(graph)]))

    assert "1 of 5 ways ends otherwise than before." in page
    assert "The same verdict by another outcome: 1 way" in page


def test_an_edition_says_which_scenario_has_another_verdict():
    page = second_edition(a_guidance(scenarios=[a_scenario(verdict="yes")]))

    tags = page.partition("Scenarios that answer otherwise")[2]
    assert tags.index("tag--no") < tags.index("tag--yes")


def test_an_edition_that_only_rewords_changes_no_answers():
    page = second_edition(a_guidance(scenarios=[a_scenario(answer="Leave it there.")]))

    assert "Changed</span> Scenario" in page
    assert "put in" in page
    assert "Answers that change" not in page


def test_a_scenario_at_another_address_is_told_as_that():
    page = second_edition(a_guidance(scenarios=[a_scenario(slug="push-it")]))

    moved = page.partition("The same at another address")[2]
    assert "ride-it" in moved
    assert "push-it" in moved


def test_a_first_edition_changes_no_answers():
    record(a_guidance(), "First edition.", at=NOON)

    page = Client().get("/editions/1/").content.decode()

    assert "Answers that change" not in page


HOUR = timedelta(hours=1)
CHANGED = a_guidance(scenarios=[a_scenario(answer="No, call the owner.")])


def text(address: str, **asked: str) -> str:
    """Return the words of a page."""
    page = Client().get(address, asked).content.decode()
    words = re.sub(r"<[^>]*>", " ", page.partition("<main")[2])
    return unescape(" ".join(words.split()))


def susan() -> User:
    return User.objects.get_or_create(username="susan", defaults={"name": "Susan"})[0]


def approved_edition(at: datetime = NOON + HOUR) -> Edition:
    """Record an edition whose scenario Susan approved."""
    first = Edition.objects.get(number=1)
    snapshot = record(CHANGED, "Thrown away.", at=at).documents[2]
    assert snapshot not in first.documents
    signature = {
        "document": "scenarios/ride-it",
        "snapshot": snapshot,
        "by": "Susan",
        "at": "2026-11-21T12:30:00.000000+00:00",
        "fingerprint": "f" * 64,
    }
    publication = Publication(
        "The owner is called.",
        by=susan(),
        grade="urgent",
        signatures=[signature],  # type: ignore[list-item]
    )
    return record_publication(CHANGED, publication, at=at + HOUR)


def a_plan(*, called_off: bool) -> Edition:
    now = datetime.now(UTC)
    plan = record(CHANGED, "A plan.", at=now, in_force_from=now + HOUR * 90)
    if called_off:
        CallingOff.objects.create(edition=plan, reason="Not yet.", at=now, by=susan())
    return plan


def test_the_list_says_when_by_whom_and_what_became_of_each():
    record(a_guidance(), "First edition.", at=NOON)
    approved_edition()
    a_plan(called_off=True)

    page = text("/editions/")

    assert "Edition 4 called off A plan. Called off on" in page
    assert (
        "Edition 3 urgent you are reading this The owner is called. "
        "In force from 21 Nov 2026, 14:00 · published 21 Nov 2026, 14:00 by Susan"
    ) in page


def test_a_plan_is_said_to_be_one():
    record(a_guidance(), "First edition.", at=NOON)
    a_plan(called_off=False)

    assert "Edition 2 to come A plan. Comes into force on" in text("/editions/")
    assert "a plan until then, which may be called off" in text("/editions/2/")


def test_an_edition_says_who_approved_what_and_when():
    record(a_guidance(), "First edition.", at=NOON)
    approved_edition()

    page = text("/editions/3/")

    assert (
        "Can I ride a bicycle I found?: approved by Susan on 21 Nov 2026, 12:30" in page
    )
    assert "3 documents published from a pack when the site was set up; no" in page
    assert "Grade Urgent" in page


def test_the_first_edition_says_that_nobody_approved_it():
    record(a_guidance(), "First edition.", at=NOON)

    page = text("/editions/1/")

    assert "This is the first edition: everything in it is new." in page
    assert "4 documents published from a pack when the site was set up; no" in page


def test_any_two_editions_are_compared_either_way_round():
    record(a_guidance(), "First edition.", at=NOON)
    record(CHANGED, "Second.", at=NOON)
    record(a_guidance(), "Third.", at=NOON)

    forth, back, same = (
        text("/editions/compare/", before=before, after=after)
        for before, after in (("1", "2"), ("2", "1"), ("1", "3"))
    )

    assert "[put in: call the owner ]" in forth
    assert "[taken out: call the owner ]" in back
    assert "Nothing: both say the same." in same
    assert "From edition 2 to edition 3" in text("/editions/compare/")


@pytest.mark.parametrize("asked", ["7", "x", "-1", "1" * 900, "²"])
def test_an_edition_that_is_not_there_can_not_be_compared(asked: str):
    record(a_guidance(), "First edition.", at=NOON)

    response = Client().get("/editions/compare/", {"before": asked})

    assert response.status_code == 404
    assert b"There is no edition" in response.content


def test_the_form_leads_to_a_moment_by_either_clock():
    record(a_guidance(), "First edition.", at=NOON)

    def sent(**asked: str) -> Any:
        return Client().get("/editions/", asked)

    whole = sent(date="2026-11-22", time="", clock="as_of")
    minute = sent(date="2026-11-22", time="14:30:00", clock="shown_on")

    assert whole.url == "/as-of/2026-11-22/"
    assert minute.url == "/shown-on/2026-11-22T14:30/"
    assert Client().get(minute.url).status_code == 200


@pytest.mark.parametrize(
    ("day", "minute", "told"),
    [
        ("2026-02-30", "", "There is no day 2026-02-30 in the calendar."),
        ("tomorrow", "", "There is no day tomorrow in the calendar."),
        ("2026-11-22", "25:00", "There is no time 2026-11-22T25:00."),
        ("9999-12-31", "", "No calendar goes that far."),
        ("20261122", "", "There is no day 20261122 in the calendar."),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_it(day: str, minute: str, told: str):
    record(a_guidance(), "First edition.", at=NOON)

    page = Client().get("/editions/", {"date": day, "time": minute}).content.decode()

    assert told in page
    assert f'value="{day}"' in page


def test_what_changed_since_a_day_counts_that_day_in():
    record(a_guidance(), "First edition.", at=NOON)
    record(CHANGED, "Second.", at=NOON + HOUR * 24)

    assert "Edition 2" in text("/changes/", since="2026-11-22")
    assert "[put in: call the owner ]" in text("/changes/", since="2026-11-22")
    assert "Nothing. Edition 2 was in force then" in text(
        "/changes/", since="2026-11-23"
    )
    assert "all of it is new" in text("/changes/", since="2026-11-21")
    assert "no day 2026-31-31" in text("/changes/", since="2026-31-31")
    assert "since you last looked" in text("/changes/")


def test_a_recall_is_something_that_changed_and_a_day_to_come_is_none():
    record(a_guidance(), "First edition.", at=NOON)
    wrong = {"title": "Ride it", "reason": "Out of date.", "at": NOON, "by": susan()}
    Recall.objects.create(kind="scenario", ref="a01", alone=True, **wrong)
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    page = text("/changes/", since="2026-11-21")

    assert "Do not rely on this since 21 Nov 2026, 12:00: Ride it a01" in page
    assert "Do not rely" not in text("/changes/", since="2026-11-22")
    assert "is still to come" in text("/changes/", since=f"{tomorrow:%Y-%m-%d}")


def test_the_feed_has_every_edition_under_a_name_that_stays():
    record(a_guidance(), "First edition.", at=NOON)
    a_plan(called_off=True)
    atom = "{http://www.w3.org/2005/Atom}"

    def entries(host: str) -> list[tuple[str, str]]:
        page = Client(SERVER_NAME=host).get("/editions/feed.atom")
        assert page["Content-Type"].startswith("application/atom+xml")
        assert "public" in page["Cache-Control"]
        feed = ElementTree.fromstring(page.content)
        found = feed.iter(f"{atom}entry")
        return [
            (e.findtext(f"{atom}title", ""), e.findtext(f"{atom}id", "")) for e in found
        ]

    here, there = entries("localhost"), entries("127.0.0.1")

    assert [title for title, _ in here] == ["Edition 2 (called off)", "Edition 1"]
    assert here == there
    assert all(name.startswith("urn:uuid:") for _, name in here)
    assert b"/editions/feed.atom" in Client().get("/editions/").content

"""What an answer says of its last review, on the clock of the page."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from guidance.editions.library import library
from guidance.editions.models import Edition, Reviewed
from guidance.editions.recording import record
from tests.content.a_guidance import a_department, a_guidance, a_scenario

pytestmark = pytest.mark.django_db

# A day that has begun in Greenwich and not yet in New York.
FIRST = datetime(2025, 3, 2, 3, tzinfo=UTC)
SECOND = datetime(2025, 5, 10, 12, tzinfo=UTC)
ZONE = "America/New_York"
HERS, WALK = "/questions/ride-it/", "/can-i/take-a-bicycle/?is-it-locked=yes"


@pytest.fixture(autouse=True)
def one_edition():
    library.forget()
    guidance = a_guidance(
        department=a_department(time_zone=ZONE),
        scenarios=[a_scenario(review_every=3)],
    )
    yield record(guidance, "First edition.", at=FIRST)
    library.forget()


def review(edition: Edition, at: datetime) -> None:
    """Find everything in an edition right."""
    for each in edition.documents:
        Reviewed.objects.create(snapshot_id=each, at=at)
    library.refresh(at=at)


def said(address: str) -> str:
    html = Client().get(address).content.decode()
    text = " ".join(re.sub("<[^>]+>", " ", html).split())
    found = re.search(
        r"(Overdue for review since [^.]+\. )?"
        r"(Not yet reviewed by|Last reviewed [\w ]+ by) a supervisor\.",
        text,
    )
    return found[0] if found else ""


def test_an_answer_that_nobody_reviewed_says_so():
    assert said("/as-of/2025-03-02" + HERS) == "Not yet reviewed by a supervisor."
    assert said("/as-of/2025-03-02" + WALK) == "Not yet reviewed by a supervisor."


def test_an_answer_says_on_which_day_of_the_departments_it_was_reviewed(one_edition):
    review(one_edition, datetime(2025, 3, 20, 2, tzinfo=UTC))

    line = "Last reviewed 19 Mar 2025 by a supervisor."
    assert said("/as-of/2025-03-19" + HERS) == line
    assert said("/as-of/2025-03-19" + WALK) == line


def test_a_page_of_a_day_knows_of_no_later_review(one_edition):
    review(one_edition, SECOND)

    assert said("/as-of/2025-05-09" + HERS) == "Not yet reviewed by a supervisor."
    assert said("/as-of/2025-05-10" + HERS).startswith("Last reviewed 10 May 2025")


def test_it_is_overdue_months_after_it_was_first_published(one_edition):
    other = a_scenario(slug="other", ref="a02", question="May I lock it?")
    guidance = a_guidance(
        department=a_department(time_zone=ZONE),
        scenarios=[a_scenario(review_every=3), other],
    )
    record(guidance, "Another question.", at=SECOND)

    fresh, late = said("/as-of/2025-06-01" + HERS), said("/as-of/2025-06-02" + HERS)

    assert fresh == "Not yet reviewed by a supervisor."
    assert late == f"Overdue for review since 1 Jun 2025. {fresh}"


def test_a_review_puts_the_day_off(one_edition):
    review(one_edition, SECOND)

    assert said("/as-of/2025-08-10" + HERS).startswith("Last reviewed")
    assert said("/as-of/2025-08-11" + HERS).startswith(
        "Overdue for review since 10 Aug"
    )


def test_today_it_is_overdue_and_a_wizard_never_is(one_edition):
    review(one_edition, SECOND)

    late = "Overdue for review since 10 Aug 2025. Last reviewed 10 May 2025"
    assert said(HERS) == f"{late} by a supervisor."
    assert said(WALK) == "Last reviewed 10 May 2025 by a supervisor."


def test_an_edition_that_was_replaced_says_what_was_so_until_then(one_edition):
    guidance = a_guidance(scenarios=[a_scenario(answer="No. Leave it there.")])
    record(guidance, "Other words.", at=SECOND)
    review(one_edition, SECOND.replace(month=12))

    assert said("/editions/1" + HERS) == "Not yet reviewed by a supervisor."
    assert said("/editions/2" + HERS).startswith("Overdue for review since 10 Nov")


def test_the_pages_know_it_without_a_query(one_edition, django_assert_num_queries):
    review(one_edition, SECOND)

    with django_assert_num_queries(0):
        assert said(HERS)
        assert said(WALK)


def test_the_data_have_the_day_by_ref(one_edition):
    before = Client().get("/editions/current.json").json()["reviewed"]
    review(one_edition, SECOND)

    after = Client().get("/editions/current.json").json()["reviewed"]

    assert before == {}
    assert after == {"a01": "2025-05-10", "w-take": "2025-05-10"}

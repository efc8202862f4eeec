"""Questions that are due to be looked at again, and finding them still correct."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import Scenario
from guidance.content.model import Guidance
from guidance.content.problems import Refused
from guidance.content.upkeep import Upkeep
from guidance.editions.library import library
from guidance.editions.models import Reviewed
from guidance.review.holding import TooLate
from guidance.review.models import Approval, Submission
from guidance.review.standing import Position, Standing
from guidance.review.upkeep import Kept, kept, still_correct
from tests.content.a_guidance import (
    a_department,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
)
from tests.review.desk_work import first_edition, person, position, written

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 1, 31, 12, tzinfo=UTC)
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    library.forget()
    yield
    library.forget()


def questions(**changed: object) -> Guidance:
    scenarios = [
        a_scenario(review_every=3),
        a_scenario(slug="lock-it", ref="a02", question="May I lock it?"),
    ]
    return a_guidance(**{"scenarios": scenarios} | changed)


def changed_section() -> Guidance:
    body = "An officer leaves a **found bicycle** where it is. Always."
    return questions(memos=[a_memo(sections=[a_section(body=body)])])


def of(slug: str, at: datetime = MAY) -> Kept:
    return next(each for each in kept(at) if each.scenario.slug == slug)


def press(by: str, page: Kept, at: datetime = MAY) -> Position:
    return still_correct(
        page.scenario.slug,
        by=person(by),
        at=at,
        seen=page.seen,
        reviewed=page.reviewed,
    )


def test_a_question_is_due_months_after_it_was_first_published():
    first_edition(questions(), at=FIRST)

    found = kept(MAY)

    assert [(each.scenario.ref, each.due, each.state) for each in found] == [
        ("a01", date(2026, 4, 30), Upkeep.OVERDUE),
        ("a02", date(2026, 7, 31), Upkeep.FRESH),
    ]


def test_days_are_counted_in_the_departments_zone():
    here = a_department(time_zone="America/New_York")
    first_edition(questions(department=here), at=FIRST)

    late = datetime(2026, 5, 1, 3, tzinfo=UTC)  # still the 30th in New York

    assert of("ride-it", late).state is Upkeep.DUE


def test_the_list_costs_the_same_however_long_it_is(django_assert_num_queries):
    first_edition(questions(), at=FIRST)
    library.refresh(at=FIRST)

    with django_assert_num_queries(5):
        kept(MAY)


def test_an_owner_is_found_by_the_ref_of_the_question():
    first_edition(questions(), at=FIRST)
    Scenario.objects.filter(ref="a01").update(owner=person("tess"), slug="other")

    assert of("ride-it").owner == person("tess")
    assert of("lock-it").owner is None


def test_one_press_renews_and_signs_it_and_officers_get_the_date():
    first_edition(questions(), at=FIRST)

    done = press("sue", of("ride-it"))

    assert done.standing is Standing.APPROVED
    assert done.submission.is_renewal
    assert of("ride-it").due == date(2026, 8, 1)
    library.refresh(at=MAY)
    snapshot = library.current(MAY).snapshots["scenarios/ride-it"]
    assert library.reviewed(snapshot) == MAY


def test_the_same_question_can_be_renewed_the_next_time_too():
    first_edition(questions(), at=FIRST)
    press("sue", of("ride-it"))
    later = MAY + timedelta(days=100)

    press("sue", of("ride-it", later), at=later)

    assert of("ride-it", later).reviewed == later


def test_a_second_press_is_told_who_was_quicker_and_writes_nothing():
    first_edition(questions(), at=FIRST)
    page = of("ride-it")
    press("sue", page)

    with pytest.raises(TooLate, match=r"^sue has found it correct already"):
        press("sam", page)

    assert Submission.objects.count() == Approval.objects.count() == 1


def test_nobody_finds_correct_what_they_edited():
    first_edition(questions(), at=FIRST)
    row = Scenario.objects.get(slug="ride-it")
    log_edit(row, by=person("sue"), at=FIRST - timedelta(days=1))

    with pytest.raises(Refused, match="You worked on it"):
        press("sue", of("ride-it"))

    assert not Submission.objects.exists()
    assert not Reviewed.objects.exists()


def test_it_does_not_count_where_quoted_words_are_being_changed():
    first_edition(questions(), at=FIRST)
    before = of("ride-it")
    written(changed_section(), at=MAY)

    after = of("ride-it")

    assert before.is_open
    assert after.reasons == ("section b-1 changed",)
    assert not after.is_open
    for page in (before, after):
        with pytest.raises(Refused, match="section b-1 changed"):
            press("sue", page)
    assert not Approval.objects.exists()


def test_what_has_another_version_under_review_is_not_renewed():
    first_edition(questions(), at=FIRST)
    scenarios = [a_scenario(review_every=3, answer="No. Leave it there.")]
    scenarios += questions().scenarios[1:]
    [submission] = written(questions(scenarios=scenarios), at=MAY)

    page = of("ride-it")

    assert page.position
    assert page.position.submission == submission
    assert not page.is_open
    with pytest.raises(TooLate, match="under review"):
        press("sue", page)


def test_a_page_that_showed_other_words_signs_nothing():
    first_edition(questions(), at=FIRST)
    page = of("ride-it")

    with pytest.raises(TooLate, match="changed after you opened"):
        still_correct(
            "ride-it", by=person("sue"), at=MAY, seen="0" * 64, reviewed=page.reviewed
        )

    assert not Submission.objects.exists()


def test_where_two_have_to_approve_the_second_press_counts():
    topic = a_department().topics[0].model_copy(update={"two_approvers": True})
    first_edition(questions(department=a_department(topics=[topic])), at=FIRST)

    first = press("sue", of("ride-it"))
    with pytest.raises(TooLate, match="approved it already"):
        press("sue", of("ride-it"))
    second = press("sam", of("ride-it"))

    assert first.standing is Standing.WAITING
    assert second.submission == first.submission
    assert position(first.submission).standing is Standing.APPROVED
    assert of("ride-it").reviewed == MAY


def test_a_question_that_is_not_in_force_is_not_renewed():
    first_edition(questions(), at=FIRST)

    with pytest.raises(Refused, match="Nothing of that name is in force"):
        still_correct("gone", by=person("sue"), at=MAY, seen="", reviewed=None)

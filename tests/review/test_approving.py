"""Approving: who may, what is signed, what voids it, and what counts again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidance.authoring.edit_log import log_edit
from guidance.authoring.filling import fill
from guidance.authoring.models import Outcome, Scenario
from guidance.content.model import Guidance
from guidance.content.problems import Refused
from guidance.editions.library import library
from guidance.editions.models import Reviewed
from guidance.review.approving import (
    approve,
    claim,
    comment,
    may_approve,
    release,
    return_to_author,
    to_sign,
)
from guidance.review.candidate import desk_candidate
from guidance.review.holding import TooLate
from guidance.review.models import Approval, Step, Submission
from guidance.review.standing import Standing, queue, standings
from guidance.review.submitting import renew, withdraw
from tests.content.a_guidance import (
    a_case,
    a_citation,
    a_department,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
    a_wizard,
    with_cases,
)
from tests.review.desk_work import (
    HOUR,
    LATER,
    approved,
    first_edition,
    person,
    position,
    published,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db

LEFT = a_scenario(answer="No, leave it there.")
LEAVE_IT = a_guidance(scenarios=[LEFT])
ALWAYS = a_section(body="An officer leaves a **found bicycle** where it is. Always.")
STRICTER = a_guidance(memos=[a_memo(sections=[ALWAYS])])
BOTH = a_guidance(memos=[a_memo(sections=[ALWAYS])], scenarios=[LEFT])


@pytest.fixture(autouse=True)
def edition_one() -> Iterator[None]:
    first_edition()
    yield
    library.forget()


@pytest.fixture
def submission() -> Submission:
    [found] = written(LEAVE_IT)
    return found


def pressed(submission: Submission, by: str = "sue", **changed: Any) -> Approval:
    asked = to_sign(submission, desk_candidate())
    form = {"ticked": {each.key for each in asked.quoted}, "seen": asked.seen}
    return approve(submission, by=person(by), at=LATER, **(form | changed))


def where_it_stands(found: Submission) -> tuple[Standing, tuple[str, ...]]:
    return position(found).standing, position(found).reasons


def test_an_approval_signs_the_answer_and_the_words_it_rests_on(submission):
    approval = pressed(submission)

    assert approval.signed["document"] == submission.snapshot_id
    assert list(approval.signed["sections"]) == ["bicycle-order/found"]
    assert where_it_stands(submission) == (Standing.APPROVED, ())
    assert Reviewed.objects.get().snapshot_id == submission.snapshot_id


def test_every_quotation_has_a_key_of_its_own():
    outcomes = a_wizard().outcomes
    asked = to_sign(
        renew("wizard", "take-a-bicycle", by=person("sue"), at=LATER), desk_candidate()
    )

    assert {each.key for each in asked.quoted} == {f"{o.ref}-1" for o in outcomes}
    assert {each.section.ref for each in asked.quoted if each.section} == {"b-1"}


def test_a_quotation_that_is_not_ticked_is_not_signed(submission):
    with pytest.raises(Refused, match="1 of 1 quotations are not ticked"):
        pressed(submission, ticked=set())

    assert not Approval.objects.exists()


def test_what_changed_under_the_page_is_not_signed(submission):
    seen = to_sign(submission, desk_candidate()).seen
    fill(BOTH)
    submitted("memo", "bicycle-order")

    with pytest.raises(TooLate, match="changed after you opened the page"):
        pressed(submission, seen=seen)

    assert not Approval.objects.exists()


def test_nobody_approves_what_they_submitted_or_edited():
    log_edit(Scenario.objects.get(), by=person("sam"), at=LATER)
    Scenario.objects.update(answer="No, leave it there.")
    submission = submitted("scenario", "ride-it", by="tess")

    assert may_approve(submission, person("sue")) == ""
    for name, words in (("tess", "submitted it"), ("sam", "worked on it")):
        assert words in may_approve(submission, person(name))
        with pytest.raises(Refused, match=words):
            pressed(submission, by=name)
    assert not Approval.objects.exists()


def test_whoever_takes_up_what_is_in_force_may_approve_it():
    renewal = renew("scenario", "ride-it", by=person("sue"), at=LATER)

    pressed(renewal, by="sue")

    assert position(renewal).standing is Standing.APPROVED
    assert queue().positions == ()


def test_what_is_approved_needs_no_further_approval(submission):
    pressed(submission)

    for name in ("sue", "sam"):
        with pytest.raises(TooLate, match="It is approved, by sue"):
            pressed(submission, by=name)


def test_a_topic_may_need_two():
    two = a_department(
        topics=[
            each.model_copy(update={"two_approvers": True})
            for each in a_department().topics
        ]
    )
    for each in written(a_guidance(department=two)):
        approved(each)
    published()
    [submission] = written(
        a_guidance(department=two, scenarios=[LEFT]), at=LATER + HOUR
    )

    pressed(submission, by="sue")

    assert position(submission).standing is Standing.WAITING
    assert position(submission).needed == 2
    assert not Reviewed.objects.filter(snapshot=submission.snapshot).exists()
    with pytest.raises(TooLate, match="another supervisor"):
        pressed(submission, by="sue")
    pressed(submission, by="sam")
    assert position(submission).standing is Standing.APPROVED
    assert Reviewed.objects.filter(snapshot=submission.snapshot).exists()


def test_who_takes_the_rule_of_two_away_needs_two_for_what_goes_along():
    strict = a_department(
        topics=[
            each.model_copy(update={"two_approvers": True})
            for each in a_department().topics
        ]
    )
    for each in written(a_guidance(department=strict)):
        approved(each)
    published()

    department, scenario = written(LEAVE_IT, at=LATER + HOUR)

    assert department.kind == "department"
    assert position(scenario).needed == 2


def test_editing_a_quoted_section_voids_nothing_and_submitting_it_does(submission):
    pressed(submission)
    fill(BOTH)
    assert position(submission).standing is Standing.APPROVED

    memo = submitted("memo", "bicycle-order")

    assert where_it_stands(submission) == (
        Standing.VOIDED,
        ("section b-1 changed",),
    )
    withdraw(memo, by=person("tess"), at=LATER)
    assert position(submission).standing is Standing.APPROVED


def test_returning_what_voided_it_makes_an_approval_count_again(submission):
    pressed(submission)
    fill(BOTH)
    memo = submitted("memo", "bicycle-order")

    return_to_author(memo, "Not “always”.", by=person("sue"), at=LATER)

    assert where_it_stands(memo)[0] is Standing.RETURNED
    assert position(submission).standing is Standing.APPROVED


def test_what_was_voided_is_signed_anew_with_the_new_words(submission):
    first = pressed(submission)
    fill(BOTH)
    submitted("memo", "bicycle-order")

    second = pressed(submission)

    assert position(submission).standing is Standing.APPROVED
    assert position(submission).counting == (second,)
    assert position(submission).approvals == (first, second)


def test_what_is_in_force_is_voided_by_a_changed_section_and_can_be_taken_up():
    [memo] = written(STRICTER)

    voided = {each.place: each.reasons for each in queue().voided}
    assert voided == {
        "scenarios/ride-it": ("section b-1 changed",),
        "wizards/take-a-bicycle": ("section b-1 changed",),
    }
    renewal = renew("scenario", "ride-it", by=person("sue"), at=LATER)
    assert [each.place for each in queue().voided] == ["wizards/take-a-bicycle"]
    assert [each.submission for each in queue().positions] == [memo, renewal]


def test_a_renewal_is_done_with_when_the_words_come_back():
    [memo] = written(STRICTER)
    renewal = renew("scenario", "ride-it", by=person("sue"), at=LATER)
    pressed(renewal)
    withdraw(memo, by=person("tess"), at=LATER)

    assert position(renewal).standing is Standing.APPROVED
    assert queue().positions == ()
    assert queue().voided == ()


def test_an_approved_renewal_is_voided_by_the_next_change():
    renewal = renew("scenario", "ride-it", by=person("sue"), at=LATER)
    pressed(renewal)

    written(STRICTER)

    assert where_it_stands(renewal) == (Standing.VOIDED, ("section b-1 changed",))
    assert renewal in [each.submission for each in queue().positions]


def test_cases_that_come_out_otherwise_are_voided_by_the_wizard_they_try():
    for each in written(with_cases(a_case())):
        approved(each)
    published()
    Outcome.objects.filter(slug="leave-it").update(verdict="yes")

    submitted("wizard", "take-a-bicycle", at=LATER + HOUR)

    [voided] = queue().voided
    assert voided.place == "cases/take-a-bicycle"
    assert voided.reasons == ("case “The bicycle is locked” comes out as Yes",)


def test_who_is_on_it_is_seen_and_can_be_relieved(submission):
    claim(submission, by=person("sue"), at=LATER)
    claim(submission, by=person("sue"), at=LATER)
    assert position(submission).standing is Standing.CLAIMED
    assert position(submission).claimed_by == person("sue")

    with pytest.raises(TooLate, match="sue is on it already"):
        claim(submission, by=person("sam"), at=LATER)
    claim(submission, by=person("sam"), at=LATER, over=person("sue").pk)
    with pytest.raises(TooLate, match="sam is on it now"):
        release(submission, by=person("sue"), at=LATER)
    release(submission, by=person("sam"), at=LATER)

    assert position(submission).standing is Standing.WAITING
    with pytest.raises(TooLate, match="You are not on it"):
        release(submission, by=person("sam"), at=LATER)


def test_returning_and_commenting_need_words(submission):
    for act in (return_to_author, comment):
        with pytest.raises(Refused, match="Nothing is said"):
            act(submission, "  ", by=person("sue"), at=LATER)

    assert not Step.objects.exists()


def test_nothing_more_is_decided_about_what_was_returned(submission):
    return_to_author(submission, "Which order?", by=person("sue"), at=LATER)

    for act in (
        lambda: pressed(submission, by="sam"),
        lambda: claim(submission, by=person("sam"), at=LATER),
        lambda: return_to_author(submission, "Too.", by=person("sam"), at=LATER),
        lambda: withdraw(submission, by=person("tess"), at=LATER),
    ):
        with pytest.raises(TooLate, match="sue has returned it"):
            act()
    comment(submission, "The first one.", by=person("tess"), at=LATER)


def test_lists_cost_the_same_however_much_is_under_review(
    django_assert_num_queries: Any,
):
    def asked() -> int:
        with CaptureQueriesContext(connection) as asked:
            found = queue()
            assert found.positions
        return len(asked)

    written(LEAVE_IT)
    approved(Submission.objects.get())
    few = asked()
    written(many())
    for each in Submission.objects.filter(kind="scenario", slug__startswith="s"):
        approved(each)
        comment(each, "Good.", by=person("sam"), at=LATER)

    assert asked() == few
    everything = list(Submission.objects.all())
    with django_assert_num_queries(few):
        standings(everything)


def many() -> Guidance:
    memos = [
        a_memo(slug=f"m{n}", ref=f"m{n}", sections=[a_section(ref=f"m{n}-1")])
        for n in range(5)
    ]
    scenarios = [
        a_scenario(
            slug=f"s{n}",
            ref=f"s{n}",
            question=f"Question {n}?",
            citations=[a_citation(section=f"m{n}/found")],
        )
        for n in range(5)
    ]
    return a_guidance(memos=[a_memo(), *memos], scenarios=[LEFT, *scenarios])

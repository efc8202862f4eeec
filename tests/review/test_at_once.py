"""Two at once: one of them does it, and the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from guidance.authoring.models import Scenario
from guidance.authoring.standing import about_to_save, hold_still
from guidance.content.freezing import thaw
from guidance.content.problems import Refused
from guidance.editions.library import library
from guidance.editions.models import CallingOff, Edition
from guidance.editions.reading import read
from guidance.editions.recording import one_at_a_time
from guidance.review.approving import approve, claim, return_to_author, to_sign
from guidance.review.calling_off import call_off
from guidance.review.candidate import desk_candidate
from guidance.review.holding import TooLate, lock
from guidance.review.models import Approval, Step, Submission
from guidance.review.publishing import Terms, publish_approved
from guidance.review.standing import Standing
from guidance.review.submitting import renew, submit, withdraw
from guidance.review.upkeep import kept, still_correct
from tests.content.a_guidance import a_guidance, a_scenario
from tests.review.at_once import Act, Person, both
from tests.review.desk_work import (
    LATER,
    approved,
    first_edition,
    person,
    position,
    published,
    submitted,
    written,
)

LEAVE_IT = a_guidance(scenarios=[a_scenario(answer="No, leave it there.")])


@pytest.fixture(autouse=True)
def edition_one(committed: None) -> Iterator[None]:
    first_edition()
    for name in ("tess", "tom", "sue", "sam"):
        person(name)
    yield
    library.forget()


@pytest.fixture
def submission() -> Submission:
    [found] = written(LEAVE_IT)
    return found


def approving(submission: Submission, by: str) -> Act:
    asked = to_sign(submission, desk_candidate())
    form = {"ticked": {each.key for each in asked.quoted}, "seen": asked.seen}
    return lambda: approve(submission, by=person(by), at=LATER, **form)  # type: ignore[arg-type]


def publishing(*chosen: Submission, by: str = "sue") -> Act:
    terms = Terms("Next.", "editorial", on=1)
    keys = [each.pk for each in chosen]
    return lambda: publish_approved(keys, terms, by=person(by), at=LATER)


def sentence(late: Person) -> str:
    assert isinstance(late.raised, TooLate), late.raised
    return str(late.raised)


def test_a_submission_pressed_twice_is_one_submission():
    Scenario.objects.update(answer="No, leave it there.")

    def press() -> Submission:
        return submit("scenario", "ride-it", note="", by=person("tess"), at=LATER)

    first, second = both(hold_still, press, press)

    assert first.returned == Submission.objects.get()
    assert isinstance(second.raised, Refused)
    assert "tess submitted just this" in str(second.raised)


@pytest.mark.parametrize("other", ["sue", "sam"])
def test_an_approval_pressed_twice_is_one_approval(submission, other):
    acts = approving(submission, "sue"), approving(submission, other)

    first, second = both(lambda: lock([submission]), *acts)

    assert first.returned == Approval.objects.get()
    assert sentence(second) == "Nothing was done. It is approved, by sue."


@pytest.mark.parametrize("other", ["sue", "sam"])
def test_what_two_find_still_correct_is_renewed_once(other):
    [page] = kept(LATER)

    def finding(by: str) -> Act:
        return lambda: still_correct(
            "ride-it", by=person(by), at=LATER, seen=page.seen, reviewed=page.reviewed
        )

    first, second = both(hold_still, finding("sue"), finding(other))

    assert first.returned.standing is Standing.APPROVED
    assert sentence(second).startswith("sue has found it correct already")
    assert Submission.objects.get() == first.returned.submission
    assert Approval.objects.count() == 1


def test_what_is_withdrawn_while_it_is_approved_is_not_approved(submission):
    first, second = both(
        lambda: lock([submission]),
        lambda: withdraw(submission, by=person("tess"), at=LATER),
        approving(submission, "sue"),
    )

    assert first.raised is None
    assert sentence(second) == "Nothing was done. tess has withdrawn it."
    assert not Approval.objects.exists()


def test_what_is_returned_while_it_is_withdrawn_ends_once(submission):
    first, second = both(
        lambda: lock([submission]),
        lambda: return_to_author(submission, "Which?", by=person("sue"), at=LATER),
        lambda: withdraw(submission, by=person("tess"), at=LATER),
    )

    assert first.returned == Step.objects.get()
    assert sentence(second) == "Nothing was done. sue has returned it."


def test_two_who_take_it_on_at_once_are_not_both_on_it(submission):
    first, second = both(
        lambda: lock([submission]),
        lambda: claim(submission, by=person("sue"), at=LATER),
        lambda: claim(submission, by=person("sam"), at=LATER),
    )

    assert first.raised is None
    assert sentence(second) == "sue is on it already."


def test_two_who_take_up_the_same_document_make_one_renewal():
    def press(name: str) -> Act:
        return lambda: renew("scenario", "ride-it", by=person(name), at=LATER)

    first, second = both(hold_still, press("sue"), press("sam"))

    assert first.returned == Submission.objects.get()
    assert sentence(second) == "sue has put it up already; it is under review."


def test_two_who_publish_at_once_get_one_edition_and_one_message(submission):
    approved(submission)

    acts = publishing(submission), publishing(submission, by="sam")
    first, second = both(one_at_a_time, *acts)

    assert first.returned[0] == Edition.objects.get(number=2)
    said = "Nothing was published: Edition 2 was published meanwhile by sue."
    assert sentence(second) == said
    assert Edition.objects.count() == 2


def test_an_approval_that_is_not_finished_is_waited_for_and_published(submission):
    [publisher] = both(
        approving(submission, "sue"),
        publishing(submission),
    )

    edition, _ = publisher.returned
    assert read(edition).guidance == LEAVE_IT


def test_what_is_withdrawn_before_it_is_published_is_left_out(submission):
    approved(submission)
    [publisher] = both(
        lambda: withdraw(submission, by=person("tess"), at=LATER),
        publishing(submission),
    )

    assert isinstance(publisher.raised, Refused)
    assert Edition.objects.count() == 1


def test_what_is_published_is_neither_withdrawn_nor_returned(submission):
    approved(submission)

    late = both(
        publishing(submission),
        lambda: withdraw(submission, by=person("tess"), at=LATER),
        lambda: return_to_author(submission, "No.", by=person("sam"), at=LATER),
    )

    said = "Nothing was done. It was published in edition 2."
    assert [sentence(each) for each in late] == [said, said]


def test_a_version_submitted_while_the_one_before_is_published_comes_after_it(
    submission,
):
    approved(submission)
    Scenario.objects.update(answer="No, walk on.")

    [trainer] = both(
        publishing(submission), lambda: submitted("scenario", "ride-it", by="tom")
    )

    assert position(submission).standing is Standing.PUBLISHED
    assert position(trainer.returned).standing is Standing.WAITING


def test_an_edit_that_is_not_finished_is_waited_for_and_submitted_whole():
    def edit() -> None:
        about_to_save()
        Scenario.objects.update(answer="No, leave it there.")
        Scenario.objects.update(detail="It belongs to somebody.")

    [trainer] = both(edit, lambda: submitted("scenario", "ride-it"))

    frozen = thaw(trainer.returned.snapshot.stored)
    assert frozen == a_scenario(
        answer="No, leave it there.", detail="It belongs to somebody."
    )


def test_an_edit_while_a_document_is_submitted_is_the_next_submission():
    Scenario.objects.update(answer="No, leave it there.")

    def edit() -> None:
        with transaction.atomic():
            about_to_save()
            Scenario.objects.update(answer="No, walk on.")

    [editor] = both(lambda: submitted("scenario", "ride-it"), edit)

    assert editor.raised is None
    first = Submission.objects.get()
    assert first.snapshot
    assert thaw(first.snapshot.stored) == LEAVE_IT.scenarios[0]
    assert submitted("scenario", "ride-it").pk > first.pk


def test_an_edition_is_called_off_once(submission):
    approved(submission)
    edition, _ = published(in_force_from=LATER + timedelta(days=1))

    def press(name: str) -> Act:
        return lambda: call_off(edition, "Not yet.", by=person(name), at=LATER)

    first, second = both(one_at_a_time, press("sue"), press("sam"))

    assert first.returned == CallingOff.objects.get()
    assert sentence(second) == "sue has called Edition 2 off already."


def test_an_edition_called_off_while_another_is_put_on_it_is_not_stood_on(submission):
    approved(submission)
    moment = LATER + timedelta(days=1)
    edition, _ = published(in_force_from=moment)
    sell = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    [added] = written(a_guidance(scenarios=[*LEAVE_IT.scenarios, sell]))
    approved(added)

    [publisher] = both(
        lambda: call_off(edition, "Not yet.", by=person("sue"), at=LATER),
        lambda: published(added, in_force_from=moment, on=2),
    )

    said = "Nothing was published: it would follow Edition 1 now."
    assert sentence(publisher) == said

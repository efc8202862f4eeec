"""Submitting: what is frozen, when it is refused, and who counts as its editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from guidance.authoring.edit_log import log_edit
from guidance.authoring.filling import fill
from guidance.authoring.models import Department, Memo, Scenario, Wizard
from guidance.content.freezing import thaw
from guidance.content.problems import Refused
from guidance.editions.library import library
from guidance.editions.reading import read
from guidance.review.candidate import desk_candidate
from guidance.review.holding import TooLate
from guidance.review.models import Step, Submission
from guidance.review.standing import Standing
from guidance.review.submitting import renew, withdraw
from guidance.review.unsubmitted import What, work
from tests.content.a_guidance import (
    a_case,
    a_guidance,
    a_scenario,
    a_wizard,
    with_cases,
)
from tests.review.desk_work import (
    HOUR,
    LATER,
    NOON,
    approved,
    first_edition,
    person,
    position,
    published,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db

LEAVE_IT = a_guidance(scenarios=[a_scenario(answer="No, leave it there.")])


@pytest.fixture(autouse=True)
def edition_one() -> Iterator[None]:
    first_edition()
    yield
    library.forget()


def refused(kind: str, slug: str) -> str:
    with pytest.raises(Refused) as refusal:
        submitted(kind, slug)
    [problem] = refusal.value.problems
    return problem.kind


def test_a_submission_is_what_the_draft_says_at_that_moment():
    fill(LEAVE_IT)

    submission = submitted("scenario", "ride-it")
    Scenario.objects.update(answer="No, walk on.")

    assert submission.snapshot
    assert thaw(submission.snapshot.stored) == LEAVE_IT.scenarios[0]
    assert (submission.title, submission.topic) == (
        "Can I ride a bicycle I found?",
        "bicycles",
    )
    assert position(submission).standing is Standing.WAITING


def test_what_is_edited_afterwards_is_told_as_unsubmitted_and_not_reviewed():
    fill(LEAVE_IT)
    submission = submitted("scenario", "ride-it")
    Scenario.objects.update(answer="No, walk on.")
    Memo.objects.get().sections.update(body="An officer leaves a found bicycle.")

    candidate = desk_candidate()
    found = work(candidate)

    assert [(each.what, each.place) for each in found.unsubmitted] == [
        (What.CHANGED, "memos/bicycle-order"),
        (What.CHANGED, "scenarios/ride-it"),
    ]
    assert found.says_otherwise("scenarios/ride-it")
    assert found.edited_under(candidate.documents["scenarios/ride-it"]) == ["b-1"]
    assert position(submission).standing is Standing.WAITING


def test_what_can_not_be_frozen_is_refused_with_its_problems():
    Wizard.objects.update(start=None)

    assert refused("wizard", "take-a-bicycle") == "field"
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("scenario", "ride-it"),
        ("memo", "bicycle-order"),
        ("wizard", "take-a-bicycle"),
        ("department", "example"),
    ],
)
def test_what_says_just_what_is_in_force_is_refused(kind: str, slug: str):
    assert refused(kind, slug) == "nothing-changed"


@pytest.mark.parametrize("kind", ["scenario", "case_set", "waivers", "no-such-kind"])
def test_what_is_not_there_is_refused(kind: str):
    assert refused(kind, "no-such-thing") == "nothing-there"


def test_the_same_is_submitted_once():
    fill(LEAVE_IT)
    submitted("scenario", "ride-it")

    assert refused("scenario", "ride-it") == "under-review"


def test_a_newer_submission_takes_the_place_of_the_older():
    fill(LEAVE_IT)
    older = submitted("scenario", "ride-it")
    Scenario.objects.update(answer="No, walk on.")
    newer = submitted("scenario", "ride-it")

    assert position(older).standing is Standing.OVERTAKEN
    assert position(older).newer == newer.pk
    assert position(newer).standing is Standing.WAITING


def test_an_older_submission_stays_overtaken_when_the_newer_is_withdrawn():
    fill(LEAVE_IT)
    older = submitted("scenario", "ride-it")
    Scenario.objects.update(answer="No, walk on.")
    withdraw(submitted("scenario", "ride-it"), by=person("tess"), at=LATER)

    assert position(older).standing is Standing.OVERTAKEN
    assert desk_candidate().submissions == {}


def test_going_back_to_what_is_in_force_is_a_withdrawal_and_no_submission():
    fill(LEAVE_IT)
    submitted("scenario", "ride-it")
    fill(a_guidance())

    assert refused("scenario", "ride-it") == "nothing-changed"


def test_what_was_withdrawn_can_be_submitted_again_unchanged():
    fill(LEAVE_IT)
    first = submitted("scenario", "ride-it")
    withdraw(first, by=person("tess"), at=LATER, words="A typo.")

    again = submitted("scenario", "ride-it")

    assert position(first).standing is Standing.WITHDRAWN
    assert position(again).standing is Standing.WAITING
    with pytest.raises(TooLate, match="tess has withdrawn it"):
        withdraw(first, by=person("tess"), at=LATER)


def test_a_deleted_document_is_put_up_to_be_taken_out():
    Scenario.objects.all().delete()

    submission = submitted("scenario", "ride-it")

    assert submission.snapshot is None
    assert submission.title == "Can I ride a bicycle I found?"
    assert "scenarios/ride-it" not in desk_candidate().documents
    approved(submission)
    edition, _ = published()
    assert read(edition).guidance.scenarios == ()
    assert position(submission).standing is Standing.PUBLISHED
    [signature] = edition.signatures
    assert (signature["document"], signature["snapshot"]) == ("scenarios/ride-it", "")


def test_a_new_document_that_was_never_published_is_withdrawn_and_not_taken_out():
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    [submission] = written(a_guidance(scenarios=[a_scenario(), other]))
    Scenario.objects.filter(slug="sell-it").delete()

    assert refused("scenario", "sell-it") == "nothing-there"
    assert position(submission).standing is Standing.WAITING


def test_the_department_can_not_be_taken_out():
    fill(a_guidance())
    Scenario.objects.all().delete()
    Wizard.objects.update(start=None)
    Wizard.objects.all().delete()
    Department.objects.all().delete()

    assert refused("department", "example") == "no-department"


def test_a_new_address_drops_the_old_one():
    fill(a_guidance(scenarios=[a_scenario(slug="cycle")]))

    submission = submitted("scenario", "cycle")

    assert submission.replaces == "ride-it"
    places = {each for each in desk_candidate().documents if "scenarios" in each}
    assert places == {"scenarios/cycle"}
    assert refused("scenario", "ride-it") == "moved"


def test_what_is_under_review_at_another_address_is_set_aside():
    fill(LEAVE_IT)
    older = submitted("scenario", "ride-it")
    Scenario.objects.update(slug="cycle")

    newer = submitted("scenario", "cycle")

    assert position(older).standing is Standing.WITHDRAWN
    assert position(older).steps[0].comment == "It was submitted anew as cycle."
    assert list(desk_candidate().submissions.values()) == [newer]


def test_two_that_change_addresses_with_each_other_both_stay():
    one, two = a_scenario(), a_scenario(slug="sell-it", ref="a02", question="Sell it?")
    for each in written(a_guidance(scenarios=[one, two])):
        approved(each)
    published()
    swapped = [
        one.model_copy(update={"slug": "sell-it"}),
        two.model_copy(update={"slug": "ride-it"}),
    ]

    written(a_guidance(scenarios=swapped), at=LATER + HOUR)

    refs = {each.slug: each.ref for each in desk_candidate().lookup.guidance.scenarios}
    assert refs == {"sell-it": "a01", "ride-it": "a02"}
    assert not Step.objects.exists()


def test_the_cases_of_a_wizard_move_with_it():
    for each in written(with_cases(a_case())):
        approved(each)
    published()
    moved = with_cases(a_case(), wizard="take-it", wizards=[a_wizard(slug="take-it")])
    fill(moved)

    cases = submitted("case_set", "take-it", at=LATER + HOUR)

    assert (cases.replaces, cases.topic) == ("take-a-bicycle", "bicycles")
    assert refused("case_set", "take-a-bicycle") == "moved"


def worked_on(row: Any, by: str, at: Any = LATER) -> None:
    log_edit(row, by=person(by), at=at)


def test_whoever_edited_since_the_last_approval_is_an_editor():
    row = Scenario.objects.get()
    worked_on(row, "tess", NOON)
    Scenario.objects.update(answer="No, leave it there.")
    worked_on(row, "tom")
    submission = submitted("scenario", "ride-it", at=LATER + HOUR)

    assert set(submission.editors) == {person("tess").pk, person("tom").pk}


def test_what_was_approved_before_is_nobodys_edit_any_more():
    row = Scenario.objects.get()
    worked_on(row, "tess", NOON)
    Scenario.objects.update(answer="No, leave it there.")
    approved(submitted("scenario", "ride-it", at=LATER), at=LATER)
    Scenario.objects.update(answer="No, walk on.")
    worked_on(row, "tom", LATER + HOUR)

    submission = submitted("scenario", "ride-it", at=LATER + 2 * HOUR)

    assert submission.editors == [person("tom").pk]


def test_an_approval_that_was_taken_back_forgives_nobody():
    worked_on(Scenario.objects.get(), "tess", NOON)
    Scenario.objects.update(answer="No, leave it there.")
    first = submitted("scenario", "ride-it", at=LATER)
    approved(first)
    withdraw(first, by=person("tom"), at=LATER)

    again = submitted("scenario", "ride-it", by="tom", at=LATER + HOUR)

    assert again.editors == [person("tess").pk]


def test_a_new_address_loses_no_editor():
    row = Scenario.objects.get()
    worked_on(row, "tess", NOON)
    for slug, by in (("cycle", "tom"), ("pedal", "sue")):
        row.slug = slug
        row.save(update_fields=["slug"])
        worked_on(row, by)

    submission = submitted("scenario", "pedal", at=LATER + HOUR)

    people = {person(name).pk for name in ("tess", "tom", "sue")}
    assert set(submission.editors) == people


def test_a_renewal_puts_up_what_is_in_force_whatever_the_draft_says():
    fill(LEAVE_IT)

    renewal = renew("scenario", "ride-it", by=person("sue"), at=LATER)

    assert renewal.is_renewal
    assert renewal.snapshot_id == library.newest().snapshots["scenarios/ride-it"]


def test_what_is_under_review_is_not_renewed_beside_it():
    fill(LEAVE_IT)
    submitted("scenario", "ride-it")

    with pytest.raises(TooLate, match="tess has put it up already"):
        renew("scenario", "ride-it", by=person("sue"), at=LATER)


def test_edits_made_since_a_text_is_in_force_do_not_count_for_its_renewal():
    worked_on(Scenario.objects.get(), "tess", NOON - HOUR)
    worked_on(Scenario.objects.get(), "tom", LATER)

    renewal = renew("scenario", "ride-it", by=person("sue"), at=LATER + HOUR)

    assert renewal.editors == [person("tess").pk]


def test_only_what_is_in_force_is_renewed():
    with pytest.raises(Refused, match="Nothing of that name is in force"):
        renew("scenario", "no-such", by=person("sue"), at=LATER)

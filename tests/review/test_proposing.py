"""Publishing what was chosen: who must count, what is left out, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from guidance.content.model import Guidance
from guidance.content.problems import Refused
from guidance.content.vocabulary import Verdict
from guidance.editions.library import library
from guidance.editions.models import CallingOff, Edition
from guidance.editions.reading import read
from guidance.review.calling_off import call_off
from guidance.review.going_back import go_back, proposal_to_go_back
from guidance.review.holding import TooLate
from guidance.review.models import Submission
from guidance.review.publishing import Terms, publish_approved, ready
from guidance.review.standing import Standing, queue
from guidance.review.submitting import renew
from tests.content.a_guidance import (
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
    a_wizard,
)
from tests.review.desk_work import (
    HOUR,
    LATER,
    NOON,
    approved,
    first_edition,
    person,
    position,
    proposed,
    published,
    released,
    written,
)

pytestmark = pytest.mark.django_db

LEFT = a_scenario(answer="No, leave it there.")
LEAVE_IT = a_guidance(scenarios=[LEFT])
ALWAYS = a_section(body="An officer leaves a **found bicycle** where it is. Always.")
STRICTER = a_guidance(memos=[a_memo(sections=[ALWAYS])])
BOTH = a_guidance(memos=[a_memo(sections=[ALWAYS])], scenarios=[LEFT])
TOMORROW = LATER + timedelta(days=1)


@pytest.fixture(autouse=True)
def edition_one() -> Iterator[Edition]:
    yield first_edition()
    library.forget()


def in_force(edition: Edition) -> Guidance:
    return read(edition).guidance


def kinds(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.kind for each in refusal.value.problems]


def test_what_is_approved_and_chosen_comes_into_force_and_nothing_else():
    sell = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    one, two = written(a_guidance(scenarios=[LEFT, sell]))
    approved(one)
    approved(two)

    edition, _ = published(one)

    assert in_force(edition) == LEAVE_IT
    assert position(one).standing is Standing.PUBLISHED
    assert position(one).published_in == 2
    assert [each.submission for each in ready()] == [two]


def test_the_edition_says_who_signed_what():
    [submission] = written(LEAVE_IT)
    approval = approved(submission)

    edition, _ = published()

    assert edition.grade == "editorial"
    assert edition.signatures == [
        {
            "document": "scenarios/ride-it",
            "snapshot": submission.snapshot_id,
            "by": "sue",
            "at": "2026-11-21T13:00:00.000000+00:00",
            "fingerprint": approval.fingerprint,
        }
    ]
    assert read(edition).digest == edition.digest


def test_a_signature_stays_as_long_as_what_was_signed():
    [submission] = written(LEAVE_IT)
    approval = approved(submission)
    published()
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")

    edition = released(a_guidance(scenarios=[LEFT, other]), at=LATER + HOUR)

    prints = [each["fingerprint"] for each in edition.signatures]
    assert prints[0] == approval.fingerprint
    assert len(prints) == 2


def test_what_is_not_approved_is_not_published():
    [submission] = written(LEAVE_IT)

    with pytest.raises(Refused) as refusal:
        published(submission)

    assert kinds(refusal) == ["nothing-chosen"]
    [left] = proposed([submission]).left_out
    assert left.reasons == ("It waits for a supervisor.",)


def test_what_is_void_is_left_out_and_its_version_in_force_stays():
    [scenario] = written(LEAVE_IT)
    approved(scenario)
    noted = a_guidance().department.model_copy(update={"note": "Ours."})
    department, _ = written(BOTH.model_copy(update={"department": noted}))
    approved(department)

    edition, done = published(scenario, department)

    [left] = done.left_out
    assert left.position.submission == scenario
    assert left.reasons == ("section b-1 changed",)
    assert in_force(edition) == a_guidance(department=noted)


def test_a_changed_section_waits_for_what_rests_on_it():
    [memo] = written(STRICTER)
    approved(memo)

    with pytest.raises(Refused) as refusal:
        published(memo)

    assert kinds(refusal) == ["voided", "voided"]
    blocked = proposed([memo]).blocked
    assert {each.place: each.reasons for each in blocked} == {
        "scenarios/ride-it": ("section b-1 changed",),
        "wizards/take-a-bicycle": ("section b-1 changed",),
    }
    for kind, slug in (("scenario", "ride-it"), ("wizard", "take-a-bicycle")):
        approved(renew(kind, slug, by=person("sue"), at=LATER))
    edition, _ = published(memo)
    assert in_force(edition) == STRICTER
    signed = [each["document"] for each in edition.signatures]
    assert signed == [
        "memos/bicycle-order",
        "scenarios/ride-it",
        "wizards/take-a-bicycle",
    ]
    assert (queue().positions, queue().voided) == ((), ())


def test_what_was_signed_with_new_words_does_not_go_without_them():
    memo, scenario = written(BOTH)
    approved(memo)
    approved(scenario)

    with pytest.raises(Refused):
        published(scenario)

    [left] = proposed([scenario]).left_out
    assert left.reasons == ("section b-1 changed",)


def test_what_was_signed_beside_another_is_published_with_it_or_not_at_all():
    """The scenario is a case of the wizard, which answers it otherwise in force."""
    old = a_guidance().wizards[0]
    outcomes = [
        each.model_copy(update={"verdict": Verdict.ONLY_IF})
        if each.slug == "leave-it"
        else each
        for each in old.outcomes
    ]
    settled = {"wizard": old.slug, "answers": {"is-it-locked": "yes"}}
    case = a_scenario(
        slug="move-it",
        ref="a02",
        question="Can I move it?",
        verdict="only_if",
        settled_by=settled,
    )
    scenarios = [a_scenario(), case]
    changed, added = written(
        a_guidance(wizards=[a_wizard(outcomes=outcomes)], scenarios=scenarios)
    )
    for each in (changed, added):
        approved(each)

    def left_out(*chosen: Submission) -> list[tuple[str, ...]]:
        return [each.reasons for each in proposed(chosen).left_out]

    assert left_out(added) == [("case “Can I move it?” comes out as No",)]
    assert left_out(changed) == [("case “Can I move it?” is gone",)]
    assert left_out(added, changed) == []


def test_the_whole_is_checked_and_not_only_what_was_chosen():
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    linking = a_scenario(see_also=["sell-it"])
    old, new = written(a_guidance(scenarios=[linking, other]))
    approved(old)
    approved(new)

    with pytest.raises(Refused) as refusal:
        published(old)

    assert kinds(refusal) == ["unknown-scenario"]
    assert published(old, new)[0].number == 2


def test_what_is_proposed_is_compared_with_what_is_in_force():
    [submission] = written(LEAVE_IT)
    approved(submission)

    report = proposed([submission]).comparison.report

    assert [each.place for each in report.documents] == ["scenarios/ride-it"]


@pytest.mark.parametrize(
    ("terms", "kind"),
    [
        ({"note": "  "}, "no-note"),
        ({"grade": ""}, "no-grade"),
        ({"in_force_from": NOON}, "too-early"),
    ],
)
def test_an_edition_needs_a_note_a_grade_and_a_moment_to_come(terms, kind):
    [submission] = written(LEAVE_IT)
    approved(submission)

    with pytest.raises(Refused) as refusal:
        published(submission, **terms)

    assert kind in kinds(refusal)
    assert Edition.objects.count() == 1


def test_who_looked_at_an_older_edition_is_told_who_was_quicker():
    for each in written(LEAVE_IT):
        approved(each)
    published()
    keys = [each.pk for each in Submission.objects.all()]
    terms = Terms("Again.", "editorial", on=1)

    with pytest.raises(TooLate, match="Edition 2 was published meanwhile by sue"):
        publish_approved(keys, terms, by=person("sam"), at=LATER)


def scheduled() -> Edition:
    for each in written(LEAVE_IT):
        approved(each)
    return published(in_force_from=TOMORROW)[0]


def test_an_edition_to_come_is_called_off_and_what_it_held_is_ready_again():
    edition = scheduled()
    [submission] = Submission.objects.all()
    assert position(submission).standing is Standing.PUBLISHED

    row = call_off(edition, " Not yet. ", by=person("sam"), at=LATER + HOUR)

    assert row.reason == "Not yet."
    assert position(submission).standing is Standing.APPROVED
    assert [each.submission for each in ready()] == [submission]
    with pytest.raises(TooLate, match="sam has called Edition 2 off already"):
        call_off(edition, "Twice.", by=person("sue"), at=LATER + HOUR)
    assert published(at=LATER + 2 * HOUR)[0].number == 3


def test_an_edition_in_force_is_not_called_off(edition_one):
    for edition, at in ((edition_one, LATER), (scheduled(), TOMORROW)):
        with pytest.raises(TooLate, match="is in force"):
            call_off(edition, "Too late.", by=person("sue"), at=at)

    assert not CallingOff.objects.exists()


def test_an_edition_is_not_called_off_without_a_reason_nor_under_another():
    edition = scheduled()
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    for each in written(a_guidance(scenarios=[LEFT, other])):
        approved(each)
    published(in_force_from=TOMORROW + HOUR)

    with pytest.raises(Refused) as refusal:
        call_off(edition, "  ", by=person("sue"), at=LATER)
    assert kinds(refusal) == ["no-reason"]
    with pytest.raises(Refused, match="Edition 3 stands on Edition 2"):
        call_off(edition, "Not yet.", by=person("sue"), at=LATER)


def test_an_edition_before_one_to_come_takes_its_place_or_is_refused():
    scheduled()
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    [urgent] = written(a_guidance(scenarios=[LEFT, other]))
    approved(urgent)

    with pytest.raises(Refused) as refusal:
        published(urgent)
    assert kinds(refusal) == ["later-edition"]

    off = frozenset({2})
    both = [each.submission for each in ready(off)]
    edition, _ = published(*both, call_off=off)
    assert in_force(edition) == a_guidance(scenarios=[LEFT, other])
    assert CallingOff.objects.get().edition_id == 2


@pytest.mark.parametrize("number", [1, 7])
def test_only_an_edition_that_is_to_come_is_called_off_with_it(number):
    scheduled()
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    [added] = written(a_guidance(scenarios=[LEFT, other]))
    approved(added)
    terms = Terms("Now.", "urgent", on=1, call_off=frozenset({number, 2}))

    with pytest.raises(TooLate, match="Nothing was published"):
        publish_approved([added.pk], terms, by=person("sue"), at=LATER)

    assert not CallingOff.objects.exists()


def test_an_edition_after_one_to_come_stands_on_it():
    scheduled()
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    for each in written(a_guidance(scenarios=[LEFT, other])):
        approved(each)

    edition, _ = published(in_force_from=TOMORROW + HOUR)

    assert in_force(edition) == a_guidance(scenarios=[LEFT, other])


def test_who_stood_on_an_edition_that_was_called_off_is_told():
    edition = scheduled()
    other = a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")
    [added] = written(a_guidance(scenarios=[LEFT, other]))
    approved(added)
    call_off(edition, "Not yet.", by=person("sam"), at=LATER)

    with pytest.raises(TooLate, match="it would follow Edition 1 now"):
        published(added, in_force_from=TOMORROW + HOUR, on=2)


def test_going_back_publishes_the_old_content_anew_with_its_signatures():
    second = released(LEAVE_IT)
    released(a_guidance(scenarios=[a_scenario(answer="Walk on.")]), at=LATER + HOUR)

    edition = go_back(
        2,
        Terms("Back to edition 2.", "urgent", on=3),
        by=person("sue"),
        at=LATER + 2 * HOUR,
    )

    assert in_force(edition) == LEAVE_IT
    assert edition.documents == second.documents
    assert edition.signatures == second.signatures
    assert ready() == []
    assert (queue().positions, queue().voided) == ((), ())


def test_going_back_is_refused_for_errors_and_told_of_warnings(edition_one):
    released(LEAVE_IT)
    shown = proposal_to_go_back(1, in_force_from=None, at=LATER + HOUR)
    assert shown.problems == ()
    assert shown.comparison.report.documents

    with pytest.raises(TooLate, match="Edition 2 was published meanwhile"):
        go_back(1, Terms("Back.", "urgent", on=1), by=person("sue"), at=LATER + HOUR)


def test_what_was_left_behind_by_going_back_can_be_submitted_again():
    released(LEAVE_IT)
    back = Terms("Back.", "urgent", on=2)
    go_back(1, back, by=person("sue"), at=LATER + HOUR)

    [again] = written(LEAVE_IT, at=LATER + 2 * HOUR)

    assert position(again).standing is Standing.WAITING
    approved(again)
    assert in_force(published(at=LATER + 3 * HOUR)[0]) == LEAVE_IT

"""Pulling an answer and giving it back: two people for each, and nobody twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from guidance.accounts.models import User
from guidance.content.recallable import Answer, answers, found
from guidance.editions import recalling
from guidance.editions.models import Recall, RecallStep
from guidance.editions.recalling import BadReason, CannotBeDone, may_act_alone
from tests.content.a_guidance import a_guidance, a_scenario
from tests.editions.conftest import NOON

pytestmark = pytest.mark.django_db

ANSWER = Answer("scenario", a_scenario().ref, a_scenario().question, a_scenario().slug)
REASON = "The court order came down."
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def diaz() -> User:
    return User.objects.create(username="diaz", name="Sgt. Diaz")


@pytest.fixture
def okafor() -> User:
    return User.objects.create(username="okafor", name="Lt. Okafor")


@pytest.fixture
def proposed(diaz) -> Recall:
    return recalling.propose(ANSWER, REASON, by=diaz, at=NOON)


@pytest.fixture
def pulled(proposed, okafor) -> Recall:
    recalling.confirm(proposed, by=okafor, at=NOON)
    return Recall.objects.get()


def again() -> Recall:
    return Recall.objects.get()


def test_an_answer_is_pulled_by_two(proposed, okafor):
    assert again().is_waiting
    assert not again().is_in_effect

    recalling.confirm(proposed, by=okafor, at=LATER)

    assert again().is_in_effect
    assert not again().is_unconfirmed


def test_nobody_confirms_what_they_proposed(proposed, diaz):
    with pytest.raises(CannotBeDone, match="Somebody else has to confirm it"):
        recalling.confirm(proposed, by=diaz, at=LATER)

    assert again().is_waiting


def test_alone_it_takes_effect_at_once_and_is_marked_until_confirmed(diaz, okafor):
    alone = recalling.propose(ANSWER, REASON, by=diaz, at=NOON, alone=True)

    assert again().is_in_effect
    assert again().is_unconfirmed
    recalling.confirm(alone, by=okafor, at=LATER)
    assert not again().is_unconfirmed


def test_what_was_pulled_alone_is_not_given_back_by_one(diaz, okafor):
    alone = recalling.propose(ANSWER, REASON, by=diaz, at=NOON, alone=True)

    with pytest.raises(CannotBeDone, match="Propose to lift it"):
        recalling.refuse(alone, "It is right.", by=okafor, at=LATER)

    recalling.propose_lift(alone, "It is right.", by=okafor, at=LATER)
    recalling.confirm_lift(alone, by=diaz, at=LATER)
    assert not again().is_in_effect


def test_a_proposal_can_be_refused_or_taken_back(proposed, diaz):
    recalling.refuse(proposed, "My mistake.", by=diaz, at=LATER)

    assert not again().is_waiting
    assert not again().is_in_effect


def test_whoever_confirms_too_late_is_told_who_was_quicker(proposed, okafor):
    recalling.refuse(proposed, "It is right.", by=okafor, at=LATER)

    with pytest.raises(CannotBeDone, match=r"Lt\. Okafor was quicker and refused this"):
        recalling.confirm(proposed, by=okafor, at=LATER)


def test_the_same_answer_is_not_proposed_twice(proposed, diaz, okafor):
    with pytest.raises(CannotBeDone, match="You proposed") as told:
        recalling.propose(ANSWER, REASON, by=diaz, at=LATER)
    assert told.value.recall == proposed
    with pytest.raises(CannotBeDone, match=r"Sgt\. Diaz proposed"):
        recalling.propose(ANSWER, REASON, by=okafor, at=LATER)
    recalling.confirm(proposed, by=okafor, at=LATER)
    with pytest.raises(CannotBeDone, match="pulled already"):
        recalling.propose(ANSWER, REASON, by=okafor, at=LATER)


def test_an_answer_is_given_back_by_two_and_can_be_pulled_anew(pulled, diaz, okafor):
    recalling.propose_lift(pulled, "Withdrawn by the court.", by=diaz, at=LATER)
    assert again().is_in_effect
    with pytest.raises(CannotBeDone, match="Somebody else has to confirm it"):
        recalling.confirm_lift(pulled, by=diaz, at=LATER)

    recalling.confirm_lift(pulled, by=okafor, at=LATER)

    assert not again().is_in_effect
    recalling.propose(ANSWER, REASON, by=diaz, at=LATER)
    assert Recall.objects.count() == 2


def test_a_lift_can_be_refused_and_proposed_again(pulled, diaz, okafor):
    recalling.propose_lift(pulled, "All is well.", by=diaz, at=LATER)
    recalling.refuse_lift(pulled, "Not yet.", by=okafor, at=LATER)
    assert again().lift_proposal is None
    with pytest.raises(CannotBeDone, match="Nobody proposes to lift this any more"):
        recalling.confirm_lift(pulled, by=okafor, at=LATER)

    recalling.propose_lift(pulled, "Now all is well.", by=okafor, at=LATER)

    proposal = again().lift_proposal
    assert proposal
    assert proposal.by == okafor
    with pytest.raises(CannotBeDone, match=r"Lt\. Okafor proposed to lift"):
        recalling.propose_lift(pulled, "Me too.", by=diaz, at=LATER)


def test_what_is_not_in_effect_is_not_lifted(proposed, pulled, diaz, okafor):
    recalling.propose_lift(pulled, "All is well.", by=diaz, at=LATER)
    recalling.confirm_lift(pulled, by=okafor, at=LATER)

    for act in (recalling.propose_lift, recalling.refuse_lift):
        with pytest.raises(CannotBeDone, match="quicker and lifted"):
            act(pulled, "Late.", by=okafor, at=LATER)


def test_every_act_that_needs_a_reason_asks_for_it(pulled, diaz):
    for bad, told in [("  ", "Say why"), ("x" * 1001, "shorter"), ("\0", "control")]:
        with pytest.raises(BadReason, match=told):
            recalling.propose_lift(pulled, bad, by=diaz, at=LATER)


def test_steps_are_in_order_though_a_clock_was_behind(proposed, okafor):
    recalling.confirm(proposed, by=okafor, at=NOON - timedelta(seconds=3))

    assert [each.at for each in again().taken()] == [NOON]


def by_the_proposer(recall: Recall) -> None:
    recall.steps.create(what="confirmed", at=LATER, by=recall.by)


def lifted_without_a_proposal(recall: Recall) -> None:
    recall.steps.create(what="lifted", at=LATER, by=recall.by)


def lifted_by_the_proposer(recall: Recall) -> None:
    for what in ("lift_proposed", "lifted"):
        recall.steps.create(what=what, at=LATER, by=recall.by)


def changed(recall: Recall) -> None:
    Recall.objects.update(reason="Another.")


@pytest.mark.parametrize(
    "forbidden",
    [by_the_proposer, lifted_without_a_proposal, lifted_by_the_proposer, changed],
)
def test_the_database_refuses_what_takes_two(
    proposed, forbidden: Callable[[Recall], None]
):
    with pytest.raises(DatabaseError), transaction.atomic():
        forbidden(proposed)

    assert not RecallStep.objects.exists()


@pytest.mark.parametrize(
    ("begin", "end", "may"),
    [(22, 6, [23, 2]), (6, 22, [9, 21]), (0, 0, [2, 9, 21, 23])],
)
def test_the_hours_of_acting_alone_may_go_past_midnight(begin, end, may):
    hours = (time(begin), time(end))
    day = datetime(2026, 11, 21, tzinfo=UTC)

    allowed = [
        hour for hour in (2, 9, 21, 23) if may_act_alone(hours, day.replace(hour=hour))
    ]

    assert allowed == sorted(may)
    assert not may_act_alone(None, day)


def test_what_can_be_pulled_is_found_by_its_ref_and_by_words():
    every = list(answers(a_guidance()))

    assert {each.kind for each in every} == {"scenario", "wizard", "outcome", "memo"}
    assert found(a_guidance(), "scenario", ANSWER.ref) == ANSWER
    assert found(a_guidance(), "memo", ANSWER.ref) is None
    assert ANSWER.holds([ANSWER.ref, "bicycle"])
    assert not ANSWER.holds(["tricycle"])

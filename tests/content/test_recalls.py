"""What is recalled, at any moment, from what people did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from guidance.content.lookup import Lookup
from guidance.content.recalls import Recalls, Recorded, Step, names_of_scenario
from tests.content.a_guidance import a_guidance

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
GUIDANCE = a_guidance()
LOOKUP = Lookup(GUIDANCE)
[SCENARIO] = GUIDANCE.scenarios
[WIZARD] = GUIDANCE.wizards
[MEMO] = GUIDANCE.memos
OUTCOME = WIZARD.outcomes[0]


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def a_recall(*steps: str, **changed: Any) -> Recorded:
    """Return a recall proposed at noon, with one step a minute after that."""
    fields = {
        "number": 1,
        "kind": "scenario",
        "ref": SCENARIO.ref,
        "title": SCENARIO.title,
        "reason": "The court order came down.",
        "alone": False,
        "at": NOON,
    }
    taken = tuple(Step(what, after(n)) for n, what in enumerate(steps, start=1))
    return Recorded(**{**fields, **changed}, steps=taken)


@pytest.mark.parametrize(
    ("alone", "steps", "since", "until"),
    [
        (False, ["confirmed"], 1, None),
        (False, ["confirmed", "lift_proposed"], 1, None),
        (False, ["confirmed", "lift_proposed", "lift_refused"], 1, None),
        (False, ["confirmed", "lift_proposed", "lifted"], 1, 3),
        (True, [], 0, None),
        (True, ["confirmed"], 0, None),
        (True, ["lift_proposed", "lifted"], 0, 2),
    ],
)
def test_an_answer_is_pulled_from_the_second_yes_to_the_lifting(
    alone, steps, since, until
):
    [pulled] = Recalls([a_recall(*steps, alone=alone)]).history(
        "scenario", SCENARIO.ref
    )

    assert pulled.since == after(since)
    assert pulled.until == (None if until is None else after(until))
    assert pulled.is_unconfirmed is ("confirmed" not in steps)


@pytest.mark.parametrize("steps", [[], ["refused"]])
def test_one_person_pulls_nothing_unless_they_act_alone(steps):
    recalls = Recalls([a_recall(*steps)])

    assert not recalls
    assert recalls.of_scenario(SCENARIO, LOOKUP) is None


def test_any_moment_of_the_past_can_be_asked_for():
    recalls = Recalls([a_recall("confirmed", "lift_proposed", "lifted")])

    def then(minutes: int) -> bool:
        moment = recalls.at(after(minutes))
        return moment.of_scenario(SCENARIO, LOOKUP) is not None

    assert [then(minutes) for minutes in range(-1, 5)] == [
        False,
        False,
        True,
        True,
        False,
        False,
    ]


def test_an_answer_can_be_pulled_again_and_both_times_are_known():
    first = a_recall("confirmed", "lift_proposed", "lifted")
    again = a_recall("confirmed", number=2, at=after(60))
    recalls = Recalls([first, again])

    current = recalls.of_scenario(SCENARIO, LOOKUP)

    assert current
    assert current.number == 2
    every = recalls.ever(names_of_scenario(SCENARIO, LOOKUP))
    assert [each.number for each in every] == [1, 2]


def test_a_memo_pulls_every_answer_that_quotes_it():
    recalls = Recalls([a_recall("confirmed", kind="memo", ref=MEMO.ref)])

    found = recalls.of_scenario(SCENARIO, LOOKUP)

    assert found
    assert found.kind == "memo"
    assert recalls.of_memo(MEMO) == found
    quoting = [each for each in WIZARD.outcomes if each.citations]
    assert quoting
    assert all(recalls.of_outcome(each, WIZARD, LOOKUP) == found for each in quoting)


def test_a_wizard_pulls_all_its_outcomes():
    recalls = Recalls([a_recall("confirmed", kind="wizard", ref=WIZARD.ref)])

    assert recalls.of_wizard(WIZARD)
    assert all(recalls.of_outcome(o, WIZARD, LOOKUP) for o in WIZARD.outcomes)
    assert recalls.of_scenario(SCENARIO, LOOKUP) is None


def test_an_outcome_is_pulled_without_the_rest_of_its_wizard():
    recalls = Recalls([a_recall("confirmed", kind="outcome", ref=OUTCOME.ref)])

    pulled = [
        each for each in WIZARD.outcomes if recalls.of_outcome(each, None, LOOKUP)
    ]

    assert pulled == [OUTCOME]
    assert recalls.of_wizard(WIZARD) is None


def test_what_is_in_effect_is_listed_the_latest_first():
    early = a_recall("confirmed")
    late = a_recall(number=2, kind="memo", ref="x", alone=True, at=after(9))
    over = a_recall("confirmed", "lift_proposed", "lifted", number=3, ref="y")

    assert [each.number for each in Recalls([early, over, late]).in_effect()] == [2, 1]

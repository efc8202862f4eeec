"""Turning a case round takes a reason, and taking it out of the way is no way round."""

from __future__ import annotations

from typing import Any

import pytest

from guidance.content.case_changes import unreasoned
from guidance.content.model import Guidance, Outcome
from guidance.content.vocabulary import Verdict
from tests.content.a_guidance import (
    LOCKED,
    a_case,
    a_guidance,
    a_wizard,
    an_outcome,
    with_cases,
)

BEFORE = with_cases(a_case(outcome="leave-it", sections=["bicycle-order/found"]))


def turned_round(**changed: Any) -> Guidance:
    """The case of BEFORE with some of it changed."""
    kept = {"outcome": "leave-it", "sections": ["bicycle-order/found"]}
    return with_cases(a_case(**(kept | changed)))


def outcomes(verdict: Verdict) -> list[Outcome]:
    """The wizard's outcomes, with `verdict` where a locked bicycle ends."""
    leave_it = an_outcome("leave-it", verdict=verdict)
    rest = [each for each in a_wizard().outcomes if each.slug != "leave-it"]
    return [leave_it, *rest]


@pytest.mark.parametrize(
    "changed",
    [
        {"verdict": "yes"},
        {"outcome": "take-it"},
        {"outcome": None},
        {"sections": []},
        {"answers": {"is-it-locked": "not-sure"}},
    ],
)
def test_another_expectation_needs_another_reason(changed):
    [found] = unreasoned(BEFORE, turned_round(**changed))

    assert found.kind == "case-without-reason"
    assert (found.document, found.field) == ("cases/take-a-bicycle", "cases › locked")
    assert unreasoned(BEFORE, turned_round(why="Amended in May.", **changed)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "It has a lock"},
        {"answers": LOCKED | {"is-it-red": "yes"}},
        {"sections": ["bicycle-order/found", "bicycle-order/kept"]},
    ],
)
def test_the_same_expectation_or_more_needs_none(changed):
    assert unreasoned(BEFORE, turned_round(**changed)) == []


def test_a_new_case_needs_no_more_than_its_reason():
    assert unreasoned(a_guidance(), BEFORE) == []


def test_a_case_that_still_agrees_may_be_taken_out():
    assert unreasoned(BEFORE, a_guidance()) == []


def test_a_case_is_not_taken_out_of_the_way_of_a_changed_answer():
    changed = a_wizard(outcomes=outcomes(Verdict.YES))
    after = a_guidance(wizards=[changed])

    [found] = unreasoned(BEFORE, after)

    assert found.sentence == (
        "“The bicycle is locked” was taken out, and its answers now come out as “Yes” "
        "(o-leave-it)."
    )


def test_another_name_for_the_case_is_no_way_round_either():
    changed = a_wizard(outcomes=outcomes(Verdict.YES))
    renamed = a_case(slug="renamed", verdict="yes")

    found = unreasoned(BEFORE, with_cases(renamed, wizards=[changed]))

    assert [each.field for each in found] == ["cases › locked"]


def test_a_case_goes_with_its_question_or_its_wizard():
    other = a_wizard({"red": {"yes": "leave-it", "not-sure": "leave-it"}})

    assert unreasoned(BEFORE, a_guidance(wizards=[other])) == []
    assert unreasoned(BEFORE, a_guidance(wizards=[])) == []
    assert unreasoned(BEFORE, a_guidance(wizards=[a_wizard(start="gone")])) == []

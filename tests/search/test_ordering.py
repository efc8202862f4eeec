"""Groups of results, and a wizard first where the question depends on facts."""

from __future__ import annotations

from typing import Any

import pytest

from guidance.content.lookup import Lookup
from guidance.search.ordering import facts_first, grouped
from tests.content.a_guidance import a_guidance, a_scenario

ONE, OTHER = ("scenario", "ride-it"), ("scenario", "take-it")
WIZARD = ("wizard", "take-a-bicycle")
SECTION = ("section", "bicycle-order/found")


def lookup(**other: Any) -> Lookup:
    """Return guidance with two scenarios of one wizard; the first says no."""
    second = a_scenario(slug="take-it", ref="a02", **({"verdict": "yes"} | other))
    settled = {"settled_by": None, "wizard": "take-a-bicycle"}
    scenarios = [each.model_copy(update=settled) for each in (a_scenario(), second)]
    return Lookup(a_guidance(scenarios=scenarios))


def test_results_stand_in_groups_and_the_best_one_s_group_comes_first():
    found = grouped([ONE, SECTION, WIZARD])

    assert [(each.title, each.names) for each in found] == [
        ("Answers", [ONE, WIZARD]),
        ("Policy", [SECTION]),
    ]
    assert [each.title for each in grouped([SECTION, ONE])] == ["Policy", "Answers"]


def test_a_wizard_goes_first_where_its_scenarios_answer_as_well_and_differ():
    best = [(ONE, 1.0), (OTHER, 0.97), (SECTION, 0.8), (WIZARD, 0.7)]

    assert facts_first(best, lookup()) == [WIZARD, ONE, OTHER, SECTION]


@pytest.mark.parametrize(
    ("second", "other"),
    [(0.6, {}), (0.97, {"verdict": "no"})],
    ids=["clearly best", "the same answer"],
)
def test_a_scenario_goes_first_where_the_question_is_settled(
    second: float, other: dict[str, Any]
):
    best = [(ONE, 1.0), (OTHER, second), (WIZARD, 0.5)]

    assert facts_first(best, lookup(**other))[0] == ONE


def test_what_is_no_scenario_stays_first():
    assert facts_first([(SECTION, 1.0), (ONE, 0.99)], lookup()) == [SECTION, ONE]
    assert facts_first([], lookup()) == []

"""Two versions walked together: every way counted, as listing them all would count it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from guidance.content.joint_walking import JointWalk, TooTangled
from guidance.content.model import Wizard
from guidance.content.question_graph import NOWHERE
from guidance.content.walking import walk
from tests.content.a_guidance import Graph, a_wizard
from tests.content.generated import drafts, wizards
from tests.exhaustive.versions import by_listing, listed, versions


def counted(before: Wizard | None, after: Wizard | None) -> dict[tuple[str, str], int]:
    meetings = JointWalk(before, after).meetings
    return {(each.before, each.after): each.ways for each in meetings}


@settings(max_examples=150)
@given(versions())
def test_ways_are_counted_as_listing_them_would(pair):
    assert counted(*pair) == by_listing(*pair)


@settings(max_examples=60)
@given(versions())
def test_the_answers_shown_lead_to_the_ends_they_are_shown_for(pair):
    for met in JointWalk(*pair).meetings:
        for wizard, end in zip(pair, (met.before, met.after), strict=True):
            outcome = walk(wizard, met.answers).outcome
            assert (outcome.slug if outcome else NOWHERE) == end


@settings(max_examples=60)
@given(versions())
def test_the_answers_shown_are_the_fewest_that_do(pair):
    before, after = pair
    shortest: dict[tuple[str, str], int] = {}
    for answers, must, end in listed(before, after):
        for other, other_must, other_end in listed(after, before):
            both = {**answers, **other}
            if {**other, **answers} == both and {**must, **other_must}.items() <= {
                key: told
                for key, told in both.items()
                if key in answers and key in other
            }.items():
                ends = (end, other_end)
                shortest[ends] = min(len(both), shortest.get(ends, len(both)))

    for met in JointWalk(before, after).meetings:
        assert len(met.answers) == shortest[met.before, met.after]


@given(wizards())
def test_a_wizard_and_itself_meet_at_the_same_ends(wizard):
    assert all(before == after for before, after in counted(wizard, wizard))


@given(drafts(), drafts())
def test_drafts_with_circles_and_dead_ends_are_walked_to_an_end(before, after):
    assert JointWalk(before, after).meetings


def test_a_wizard_that_was_not_there_led_nowhere():
    assert counted(None, a_wizard()) == {
        (NOWHERE, "leave-it"): 2,
        (NOWHERE, "take-it"): 1,
        (NOWHERE, "ask"): 2,
    }


def ladder(rungs: int, last: str = "end") -> Graph:
    """A wizard of 3 to the power of `rungs` ways, in three times as many nodes."""
    return {
        f"q{number}": dict.fromkeys(
            ("a", "b", "not-sure"), f"q{number + 1}" if number + 1 < rungs else last
        )
        for number in range(rungs)
    }


def test_a_wizard_of_a_trillion_ways_is_compared_without_listing_them():
    before, after = a_wizard(ladder(25)), a_wizard(ladder(25, "other"))
    ways = counted(before, after)

    assert ways == {("end", "other"): 3**25}


def test_a_question_moved_from_the_end_to_the_start_costs_little():
    graph = ladder(25)
    moved: Graph = {
        "q24": dict.fromkeys(("a", "b", "not-sure"), "q0"),
        **{each: ways for each, ways in graph.items() if each != "q24"},
        "q23": dict.fromkeys(("a", "b", "not-sure"), "end"),
    }
    ways = counted(a_wizard(graph), a_wizard(moved))

    assert ways == {("end", "end"): 3**25}


def test_questions_all_in_another_order_are_said_to_be_too_many():
    ways = ("a", "b", "not-sure")
    order = [f"q{number}" for number in range(30)][::-1]
    turned: Graph = {
        slug: dict.fromkeys(ways, onward)
        for slug, onward in zip(order, [*order[1:], "end"], strict=True)
    }

    with pytest.raises(TooTangled):
        counted(a_wizard(ladder(30)), a_wizard(turned))

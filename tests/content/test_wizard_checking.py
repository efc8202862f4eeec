"""Checking wizards: every path ends in an outcome, and nothing is lost on the way."""

from __future__ import annotations

import pytest

from tests.content.a_guidance import (
    a_choice,
    a_question,
    a_wizard,
    an_outcome,
)
from tests.content.faults import (
    found,
    said,
    with_question,
    with_wizard,
)

WIZARD = "wizards/take-a-bicycle"
SURE = a_choice("on", "end")
UNSURE = a_choice("not-sure", "end")

WIZARD_FAULTS = [
    (
        with_wizard(topic="boats"),
        ("unknown-topic", WIZARD, "topic"),
        "There is no topic “boats”.",
    ),
    (
        with_wizard(start="gone"),
        ("unknown-node", WIZARD, "start"),
        "The wizard starts at “gone”, which does not exist.",
    ),
    (
        with_wizard({"one": {}}),
        ("no-choices", WIZARD, "questions › one"),
        "The question offers no choices.",
    ),
    (
        with_question(SURE, a_choice("on", "end"), UNSURE),
        ("duplicate-slug", WIZARD, "questions › one › choices › on"),
        "Two of the choices have the slug “on”.",
    ),
    (
        with_question(SURE, UNSURE, a_choice("off", "gone")),
        ("dead-end", WIZARD, "questions › one › choices › off › leads to"),
        "The choice “Off” leads to “gone”, which does not exist. Lead it to a question",
    ),
    (
        with_question(SURE),
        ("not-sure", WIZARD, "questions › one"),
        "“one?” has no “not sure” choice. Mark exactly one: an officer must never",
    ),
    (
        with_question(UNSURE, a_choice("b", "end", not_sure=True)),
        ("not-sure", WIZARD, "questions › one"),
        "“one?” has 2 “not sure” choices.",
    ),
    (
        with_question(SURE, UNSURE, a_choice("b", "one")),
        ("cycle", WIZARD, "questions › one › choices › b › leads to"),
        "The choice “B” leads back to “one”, so the questions go round in a circle.",
    ),
    (
        with_question(SURE, UNSURE, reference_list="gone"),
        ("unknown-reference-list", WIZARD, "questions › one › reference list"),
        "There is no reference list “gone”.",
    ),
    (
        with_wizard(outcomes=[*a_wizard().outcomes, an_outcome("lost")]),
        ("unreachable", WIZARD, "outcomes › lost"),
        "No answers lead here. Lead a choice here, or take it out.",
    ),
    (
        with_wizard(outcomes=[*a_wizard().outcomes, an_outcome("ask", ref="o-2")]),
        ("duplicate-slug", WIZARD, "outcomes › ask"),
        "Two of the outcomes have the slug “ask”.",
    ),
]


@pytest.mark.parametrize(
    ("guidance", "problem", "words"),
    WIZARD_FAULTS,
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_each_fault_is_found_where_it_is_and_nothing_else(guidance, problem, words):
    assert found(guidance) == [problem]
    assert words in said(guidance)


def test_a_question_and_an_outcome_with_one_slug_are_found():
    clash = an_outcome("is-it-locked")
    guidance = with_wizard(outcomes=[*a_wizard().outcomes, clash])

    assert (
        "duplicate-slug",
        WIZARD,
        "outcomes › is-it-locked",
    ) in found(guidance)


def test_a_wizard_that_starts_at_an_outcome_asks_nothing():
    problems = found(with_wizard(start="ask"))

    assert problems[0] == ("start", WIZARD, "start")
    assert ("unreachable", WIZARD, "questions › is-it-locked") in problems


def test_a_wizard_without_a_start_still_has_its_questions_looked_at():
    question = a_question("one", {"on": "gone"})
    guidance = with_wizard({"one": {"on": "end"}}, questions=[question], start="x")

    kinds = [kind for kind, _, _ in found(guidance)]
    assert kinds == ["unknown-node", "dead-end", "not-sure"]


def test_a_long_circle_is_found_at_the_choice_that_closes_it():
    graph = {
        "one": {"on": "two", "not-sure": "end"},
        "two": {"on": "three", "not-sure": "end"},
        "three": {"back": "one", "not-sure": "end"},
    }

    assert found(with_wizard(graph)) == [
        ("cycle", WIZARD, "questions › three › choices › back › leads to")
    ]


def test_a_circle_that_no_answers_reach_is_at_least_unreachable():
    graph = {
        "one": {"on": "end", "not-sure": "end"},
        "two": {"on": "two", "not-sure": "end"},
    }

    assert found(with_wizard(graph)) == [("unreachable", WIZARD, "questions › two")]


def test_a_wizard_of_many_questions_is_checked_to_the_end():
    graph = {
        f"q{number}": {"on": f"q{number + 1}", "not-sure": f"q{number + 1}"}
        for number in range(1500)
    }

    assert found(with_wizard(graph)) == []

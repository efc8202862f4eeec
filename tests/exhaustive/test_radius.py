"""The blast radius: every answer that changes is in it, and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from guidance.content.model import Case, CaseSet, Guidance, Outcome, Wizard
from guidance.content.question_graph import NOWHERE
from guidance.content.quoting import normalise
from guidance.content.radius import Radius, radius
from guidance.content.vocabulary import Verdict
from guidance.content.wizard_changes import Difference, Reach, compare_wizards
from tests.content.a_guidance import (
    BICYCLES,
    Graph,
    a_case,
    a_citation,
    a_guidance,
    a_memo,
    a_quotation,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
    with_cases,
)
from tests.content.generated import guidances
from tests.exhaustive.versions import by_listing, versions

TEN_THOUSAND = 9
"""Questions of three choices, one after the other: 19,683 ways."""


def chain(length: int, last: str) -> Graph:
    return {
        f"q{number}": dict.fromkeys(
            ("a", "b", "not-sure"), f"q{number + 1}" if number + 1 < length else last
        )
        for number in range(length)
    }


def meaning(wizard: Wizard, end: str) -> object:
    """Return what an officer is told at `end`, as it is compared."""
    if end == NOWHERE:
        return None
    outcome = wizard.nodes[end]
    assert isinstance(outcome, Outcome)
    quotes = {(each.section, normalise(each.words)) for each in outcome.citations}
    return outcome.slug, outcome.verdict, frozenset(quotes)


@settings(max_examples=150)
@given(versions())
def test_every_answer_that_differs_is_told_with_its_ways_and_nothing_else(pair):
    before, after = pair
    expected: Counter[tuple[str, str]] = Counter()
    for (one, other), ways in by_listing(before, after).items():
        if meaning(before, one) != meaning(after, other):
            expected[one, other] += ways

    found = compare_wizards(before, after)

    assert {
        (
            each.before.slug if each.before else NOWHERE,
            each.after.slug if each.after else NOWHERE,
        ): each.ways
        for each in found.answers
    } == expected
    assert found.changed == sum(expected.values())
    assert found.ways == sum(by_listing(before, after).values())


@given(guidances())
def test_what_does_not_change_has_no_radius(guidance):
    assert radius(guidance, guidance) == Radius()
    assert not radius(guidance, guidance)


def test_ten_thousand_ways_that_flip_are_one_line():
    before = a_wizard(chain(TEN_THOUSAND, "end"))
    after = a_wizard(
        chain(TEN_THOUSAND, "end"), outcomes=[an_outcome("end", verdict="yes")]
    )
    found = compare_wizards(before, after)
    (line,) = found.answers
    assert line.ways == found.ways == 3**TEN_THOUSAND
    assert line.verdicts == (Verdict.NO, Verdict.YES)
    assert len(found.steps_after(line)) == TEN_THOUSAND


def test_where_outcomes_are_too_many_to_pair_verdicts_are_compared():
    before, after = tangle(100), tangle(100, shifted=1)

    found = compare_wizards(before, after)

    assert found.reach is Reach.VERDICTS
    assert {each.difference for each in found.answers} == {Difference.VERDICT}


def test_where_all_questions_are_in_another_order_some_ways_are_listed():
    choices = ("a", "b", "not-sure")
    order = [f"q{number}" for number in range(30)][::-1]
    turned: Graph = {
        slug: dict.fromkeys(choices, onward)
        for slug, onward in zip(order, [*order[1:], "other"], strict=True)
    }

    found = compare_wizards(a_wizard(chain(30, "end")), a_wizard(turned))

    assert found.reach is Reach.SOME_WAYS
    assert found.ways == found.changed == 1_000


def tangle(count: int, shifted: int = 0) -> Wizard:
    """A wizard with an outcome at every question, each leading one or two questions on.

    A version that is `shifted` skips a question, so every pair of ends is met.
    """
    graph = {
        f"q{number}": {
            "a": _question(number + 1 + shifted * (number == 0), count),
            "b": _question(number + 2, count),
            "not-sure": f"o{number}",
        }
        for number in range(count)
    }
    verdicts = ("yes", "no")
    outcomes = [
        an_outcome(f"o{number}", verdict=verdicts[number % 2])
        for number in range(count + 1)
    ]
    return a_wizard(graph, outcomes=outcomes)


def _question(number: int, count: int) -> str:
    return f"q{number}" if number < count else f"o{count}"


def test_another_target_is_told_with_the_steps_that_lead_there():
    graph = {**BICYCLES, "is-it-yours": {**BICYCLES["is-it-yours"], "no": "take-it"}}
    before = a_guidance()
    after = a_guidance(wizards=[a_wizard(graph)])

    (wizard,) = radius(before, after).wizards

    (line,) = wizard.answers
    assert line.difference is Difference.OUTCOME
    assert line.answers == {"is-it-locked": "no", "is-it-yours": "no"}
    assert [step.choice.slug for step in wizard.steps_after(line)] == ["no", "no"]
    assert (wizard.changed, wizard.ways) == (1, 5)


def test_a_choice_taken_out_leads_nowhere_any_more():
    graph = {"is-it-locked": {"yes": "leave-it", "not-sure": "ask"}}
    after = a_guidance(wizards=[a_wizard(graph)])

    (wizard,) = radius(a_guidance(), after).wizards

    assert {each.after for each in wizard.answers} == {None}
    assert wizard.changed == 3


def test_words_quoted_otherwise_only_by_their_marks_are_the_same():
    def guidance(words: str) -> Guidance:
        section = a_section(body="An officer leaves “a found” bicycle.")
        outcomes = [an_outcome("end", citations=[a_citation(words)])]
        wizard = a_wizard(chain(1, "end"), outcomes=outcomes)
        return a_guidance(memos=[a_memo(sections=[section])], wizards=[wizard])

    assert not radius(guidance('"a found"'), guidance("“a found”")).wizards


def test_a_scenario_with_another_verdict_is_told():
    after = a_guidance(scenarios=[a_scenario(verdict="yes")])

    (change,) = radius(a_guidance(), after).scenarios

    assert change.difference is Difference.VERDICT
    assert (change.before.verdict, change.after.verdict) == (Verdict.NO, Verdict.YES)


@pytest.mark.parametrize(
    "section",
    [
        a_section(body="An officer leaves a found bicycle where it is, always."),
        a_section(quotation=a_quotation("Leave it.")),
    ],
)
def test_words_that_change_under_an_answer_are_told_with_the_answers(section):
    after = a_guidance(memos=[a_memo(sections=[section])])

    found = radius(a_guidance(), after)

    (change,) = found.sections
    assert change.path == "bicycle-order/found"
    assert a_scenario() in [each.answer for each in change.answers]
    assert not found.wizards
    assert not found.broken


def test_a_quotation_that_breaks_is_told_once_for_each_answer():
    section = a_section(body="An officer takes a found bicycle along.")
    after = a_guidance(memos=[a_memo(sections=[section])])

    found = radius(a_guidance(), after)

    assert len(found.broken) == 1 + len(a_wizard().outcomes)
    assert radius(after, after).broken == ()


def settled(**changed: object) -> Guidance:
    answers = {"is-it-locked": "no", "is-it-yours": "no"}
    scenario = a_scenario(settled_by={"wizard": "take-a-bicycle", "answers": answers})
    return a_guidance(scenarios=[scenario], **changed)


def test_a_scenario_that_its_wizard_settles_otherwise_flips():
    outcomes = [
        an_outcome(slug, verdict="yes") for slug in ("leave-it", "take-it", "ask")
    ]

    found = radius(settled(), settled(wizards=[a_wizard(outcomes=outcomes)]))

    (flip,) = found.cases
    assert (flip.before, flip.after) == (Verdict.NO, Verdict.YES)
    assert flip.document == "scenarios/ride-it"
    assert "its path ends in “Yes”" in flip.sentence


def test_a_case_that_is_disputed_from_now_on_is_told_as_that():
    expected = with_cases(a_case(outcome="leave-it"))
    other = a_case(outcome="leave-it", verdict="yes", disputed="The lawyers decide.")

    (flip,) = radius(expected, with_cases(other)).cases

    assert flip.before is flip.after is Verdict.NO
    assert "is disputed: “Yes” by the sections, “No”" in flip.sentence
    assert radius(with_cases(other), with_cases(other)).cases == ()


def test_a_case_that_ends_in_another_outcome_than_it_expects_flips():
    case = Case(
        slug="mine",
        title="It is mine",
        answers={"is-it-locked": "no", "is-it-yours": "yes"},
        verdict=Verdict.NO,
        outcome="take-it",
        why="A test",
    )
    sets = [CaseSet(slug="take-a-bicycle", cases=(case,))]
    graph = {**BICYCLES, "is-it-yours": {**BICYCLES["is-it-yours"], "yes": "leave-it"}}

    found = radius(
        a_guidance(case_sets=sets),
        a_guidance(
            case_sets=sets, wizards=[a_wizard({**graph, "x": {"a": "take-it"}})]
        ),
    )

    (flip,) = found.cases
    assert flip.title == "It is mine"
    assert flip.before is flip.after is Verdict.NO
    assert "must end in “take-it”" in flip.sentence


def test_a_question_at_another_address_changes_no_answer():
    renamed: Graph = {
        "locked": BICYCLES["is-it-locked"],
        "is-it-yours": BICYCLES["is-it-yours"],
    }
    wizard = a_wizard(renamed)
    asked = wizard.questions[0].model_copy(update={"ref": "q-is-it-locked"})
    after = settled(
        wizards=[a_wizard(renamed, questions=[asked, *wizard.questions[1:]])]
    )

    assert not radius(settled(), after).wizards
    assert "locked" not in {each.title for each in radius(settled(), after).cases}

"""Because and unless: which answers decided, and which one would have flipped it.

What must hold is said a second time here, by listing every path: slow, and plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.deciding import Change, because, changes, unless
from guidance.content.model import Guidance, Outcome, Wizard
from guidance.content.packs import load_pack
from guidance.content.vocabulary import Verdict
from guidance.content.walking import leads_to, paths, walk
from tests.content.a_guidance import Graph, a_wizard, an_outcome
from tests.content.generated import drafts, wizards

ROOT = Path(__file__).parents[2]
Answers = dict[str, str]

NO_BY_TWO_WAYS: Graph = {
    "first": {"left": "second", "right": "third", "not-sure": "ask"},
    "second": {"yes": "third", "no": "third", "not-sure": "ask"},
    "third": {"yes": "go", "no": "stop", "halt": "wait", "not-sure": "ask"},
}
VERDICTS = {"go": "yes", "stop": "no", "wait": "no", "ask": "ask_first"}


@pytest.fixture(scope="module")
def nypd() -> Guidance:
    return load_pack(ROOT / "fixtures" / "nypd")


def with_verdicts(graph: Graph, verdicts: dict[str, str]) -> Wizard:
    outcomes = [an_outcome(slug, verdict=each) for slug, each in verdicts.items()]
    return a_wizard(graph, outcomes=outcomes)


WIZARD = with_verdicts(NO_BY_TWO_WAYS, VERDICTS)
STOPPED = {"first": "left", "second": "yes", "third": "no"}


def said(found: Iterator[Change] | tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(each.step.question.slug, each.choice.slug) for each in found]


def decided(wizard: Wizard, answers: Answers) -> list[str]:
    return [step.question.slug for step in because(wizard, answers)]


def test_an_answer_that_makes_no_difference_is_left_out():
    either = {
        "first": {"on": "second"},
        "second": {"a": "third", "b": "third"},
        "third": {"yes": "go", "no": "stop"},
    }
    wizard = with_verdicts(either, {"go": "yes", "stop": "no"})

    path = {"first": "on", "second": "a", "third": "no"}

    assert decided(wizard, path) == ["third"]


def test_an_answer_that_chose_between_two_outcomes_of_one_verdict_decided():
    only_no = {"third": {"no": "stop", "halt": "wait"}}
    wizard = with_verdicts(only_no, {"stop": "no", "wait": "no"})

    assert decided(wizard, {"third": "no"}) == ["third"]
    assert unless(wizard, {"third": "no"}) == ()


def test_the_last_answer_stands_first_and_not_sure_last():
    assert said(unless(WIZARD, STOPPED)) == [
        ("third", "yes"),
        ("third", "not-sure"),
        ("second", "not-sure"),
        ("first", "not-sure"),
    ]


def test_an_answer_given_still_counts_on_the_new_way():
    right = {(each.choice.slug): each for each in changes(WIZARD, STOPPED)}["right"]

    assert right.outcome == WIZARD.nodes["stop"]
    assert right.answers == {"first": "right", "third": "no"}


def test_a_change_that_opens_a_question_says_all_that_can_come_of_it():
    path = {"first": "right", "third": "yes"}
    open_before = {"first": {"left": "second", "right": "third"}, **_second_and_third()}
    wizard = with_verdicts(open_before, VERDICTS)

    (left, *_) = (each for each in unless(wizard, path) if each.choice.slug == "left")

    assert left.node.slug == "second"
    assert left.outcome is None
    assert left.answers == {"first": "left", "third": "yes"}
    assert left.verdicts == (Verdict.YES, Verdict.ASK_FIRST)


def _second_and_third() -> Graph:
    return {name: NO_BY_TWO_WAYS[name] for name in ("second", "third")}


def test_answers_off_the_path_change_nothing():
    strays = {"second": "no", "elsewhere": "x"}
    path = {"first": "right", "third": "no"}

    assert because(WIZARD, path | strays) == because(WIZARD, path)
    assert unless(WIZARD, path | strays) == unless(WIZARD, path)


def test_nothing_is_decided_while_a_question_is_open_or_where_none_is_asked():
    alone = a_wizard({}, start="end", outcomes=[an_outcome("end")])

    for wizard, answers in ((WIZARD, {"first": "left"}), (WIZARD, {}), (alone, {})):
        assert because(wizard, answers) == ()
        assert unless(wizard, answers) == ()


@st.composite
def with_any_verdicts(draw: st.DrawFn) -> Wizard:
    """A wizard without faults whose outcomes have some three verdicts."""
    wizard = draw(wizards())
    verdict = st.sampled_from([Verdict.YES, Verdict.NO, Verdict.ASK_FIRST])
    return wizard.model_copy(
        update={
            "outcomes": tuple(
                each.model_copy(update={"verdict": draw(verdict)})
                for each in wizard.outcomes
            )
        }
    )


def followed(wizard: Wizard, path: Answers, change: tuple[str, str]) -> list[Outcome]:
    """Return where `path` can end with one answer changed and every other kept."""
    question, choice = change
    ends = []
    for other in paths(wizard):
        kept = all(
            other[slug] == each
            for slug, each in path.items()
            if slug in other and slug != question
        )
        if other.get(question) == choice and kept:
            end = walk(wizard, other).outcome
            assert end
            ends.append(end)
    return ends


def single_changes(wizard: Wizard, path: Answers) -> list[tuple[str, str]]:
    return [
        (step.question.slug, choice.slug)
        for step in walk(wizard, path).steps
        for choice in step.question.choices
        if choice.slug != step.choice.slug
    ]


def holds(wizard: Wizard, path: Answers) -> None:
    """Assert all that is promised of one path, by listing every other."""
    end = walk(wizard, path).outcome
    assert end
    every = {
        each: followed(wizard, path, each) for each in single_changes(wizard, path)
    }
    other_outcome = {
        each[0] for each, ends in every.items() if {*map(name, ends)} - {end.slug}
    }
    flips = {each: ends for each, ends in every.items() if _other_verdict(ends, end)}

    assert decided(wizard, path) == [each for each in path if each in other_outcome]

    found = unless(wizard, path)
    assert set(said(found)) == set(flips)
    assert len(found) == len(flips)
    for change in found:
        expected = flips[change.step.question.slug, change.choice.slug]
        assert {*map(name, change.ends)} == {*map(name, expected)}
        _leads_there(wizard, end, change)


def name(outcome: Outcome) -> str:
    return outcome.slug


def _other_verdict(ends: list[Outcome], end: Outcome) -> bool:
    return any(each.verdict != end.verdict for each in ends)


def _leads_there(wizard: Wizard, end: Outcome, change: Change) -> None:
    """Assert that following the link flips the verdict, or can and says so."""
    reached = walk(wizard, change.answers)
    assert reached.node == change.node
    if change.outcome:
        assert change.ends == (reached.outcome,)
        assert change.outcome.verdict != end.verdict
        assert reached.unused == {}
    else:
        assert {*change.verdicts} - {end.verdict}
        kept = change.answers.items()
        still = [path for path in paths(wizard) if _agrees(path, change.answers)]
        assert {walk(wizard, path).node.slug for path in still} == {
            *map(name, change.ends)
        }
        assert kept >= reached.answers.items()


def _agrees(path: Answers, answers: Answers) -> bool:
    return all(answers.get(slug, each) == each for slug, each in path.items())


@given(with_any_verdicts())
def test_because_and_unless_are_what_listing_every_path_says(wizard: Wizard):
    for path in paths(wizard):
        holds(wizard, path)


def test_it_holds_for_every_path_of_every_nypd_wizard(nypd: Guidance):
    ends: set[tuple[str, str]] = set()
    for wizard in nypd.wizards:
        for path in paths(wizard):
            holds(wizard, path)
            ends.add((wizard.slug, walk(wizard, path).node.slug))

    every = {(each.slug, end.slug) for each in nypd.wizards for end in each.outcomes}
    assert ends == every


@given(with_any_verdicts())
def test_changing_only_what_was_left_out_keeps_the_outcome(wizard: Wizard):
    for path in paths(wizard):
        left_out = set(path) - set(decided(wizard, path))
        for change in changes(wizard, path):
            if change.step.question.slug in left_out:
                assert change.ends == (walk(wizard, path).outcome,)


@given(drafts())
def test_no_draft_makes_it_fail(draft: Wizard):
    for path in islice(paths(draft), 5):
        assert {*said(unless(draft, path))} <= {*single_changes(draft, path)}
        assert {*because(draft, path)} <= {*walk(draft, path).steps}
    assert because(draft, {}) == () or leads_to(draft, draft.start) == []


def test_a_wizard_with_endlessly_many_paths_costs_no_more_than_its_nodes():
    graph: dict[str, dict[str, str]] = {
        f"q{n}": {"a": f"q{n + 1}", "b": f"q{n + 1}", "not-sure": "ask"}
        for n in range(100)
    }
    wizard = with_verdicts(graph, {"ask": "ask_first", "q100": "no"})
    path = {f"q{n}": "a" for n in range(100)}
    found = unless(wizard, path)

    assert said(found) == [(f"q{n}", "not-sure") for n in reversed(range(100))]
    assert decided(wizard, path) == list(path)


def test_doubt_is_among_what_can_flip_a_verdict(nypd: Guidance):
    wizard = next(each for each in nypd.wizards if each.slug == "hold-or-hand-over")
    path = {
        "in-custody": "in-custody",
        "what-they-want": "hold",
        "paper-shown": "other-paper",
        "hold-started": "no",
        "meets-48-hour-test": "no",
    }

    assert ("in-custody", "not-sure") in said(unless(wizard, path))

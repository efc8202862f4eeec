"""What cases cover, and what is worth a case next: counted right, and never listed."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from hypothesis import given

from guidance.content.case_coverage import (
    coverage,
    ready,
    travels,
    untested,
    walked_by,
)
from guidance.content.cases import run
from guidance.content.model import CaseSet, Guidance, Wizard
from guidance.content.vocabulary import Verdict
from guidance.content.walking import paths, walk
from tests.content.a_guidance import (
    LOCKED,
    Graph,
    a_case,
    a_guidance,
    a_scenario,
    a_wizard,
    an_outcome,
    with_cases,
)
from tests.content.generated import drafts, wizards

MANY: Graph = {
    f"q{n}": {"left": f"q{n + 1}", "right": f"q{n + 1}", "not-sure": "ask"}
    for n in range(60)
} | {"q60": {"yes": "end", "not-sure": "ask"}}
"""More paths than could ever be listed."""


def with_its_untested(wizard: Wizard, limit: int) -> Guidance:
    cases = tuple(untested(wizard, [], limit=limit))
    case_set = CaseSet(slug=wizard.slug, cases=cases)
    return a_guidance(wizards=[wizard], case_sets=[case_set])


def test_cases_cover_their_paths_choices_and_outcomes():
    covered = coverage(a_wizard(), [LOCKED])

    assert (covered.walked, covered.paths) == (1, 5)
    assert (covered.made, covered.choices) == (1, 6)
    assert ("is-it-yours", "no") in covered.unmade
    assert (covered.reached, covered.outcomes) == (1, 3)
    assert covered.unreached == ("ask", "take-it")


def test_a_path_walked_twice_counts_once():
    assert coverage(a_wizard(), [LOCKED, dict(LOCKED)]).walked == 1


def test_answers_that_are_no_path_cover_nothing():
    left_over = LOCKED | {"is-it-yours": "yes"}

    covered = coverage(a_wizard(), [left_over, {"is-it-locked": "no"}, {"gone": "yes"}])

    assert (covered.walked, covered.made, covered.reached) == (0, 0, 0)


def test_a_wizard_that_begins_nowhere_has_nothing_to_cover():
    wizard = a_wizard(start="gone")

    assert coverage(wizard, [LOCKED]).walked == coverage(wizard, []).paths == 0
    assert untested(wizard, [], limit=5) == []


def test_scenarios_that_a_wizard_settles_count_as_its_cases():
    scenario = a_scenario(settled_by={"wizard": "take-a-bicycle", "answers": LOCKED})
    guidance = with_cases(
        a_case(answers={"is-it-locked": "not-sure"}), scenarios=[scenario]
    )

    assert walked_by(guidance.case_sets, guidance.scenarios) == {
        "take-a-bicycle": [{"is-it-locked": "not-sure"}, LOCKED]
    }


@given(wizards())
def test_the_travel_of_a_question_is_the_number_of_paths_through_it(wizard):
    counted: Counter[str] = Counter()
    for answers in paths(wizard):
        walked = walk(wizard, answers)
        counted.update([*walked.answers, walked.node.slug])

    assert +travels(wizard) == counted


@given(wizards())
def test_every_path_is_untested_until_it_is_a_case_and_never_again(wizard):
    every = [dict(each) for each in paths(wizard)]
    walked = every[::2]

    found = [case.answers for case in untested(wizard, walked, limit=10_000)]

    key = lambda answers: sorted(answers.items())  # noqa: E731
    assert sorted(found, key=key) == sorted(every[1::2], key=key)


@given(wizards())
def test_a_ready_case_comes_out_as_it_says(wizard):
    results = run(with_its_untested(wizard, limit=40))

    assert all(each.passed for each in results)


@given(drafts())
def test_a_draft_with_circles_and_dead_ends_has_ready_cases_where_it_has_paths(wizard):
    for case in untested(wizard, [], limit=40):
        reached = walk(wizard, case.answers)
        assert reached.outcome
        assert reached.answers.items() == case.answers.items()


@given(wizards())
def test_as_many_ready_cases_as_there_are_choices_make_every_choice(wizard):
    choices = sum(len(each.choices) for each in wizard.questions)
    cases = untested(wizard, [], limit=choices)

    covered = coverage(wizard, [each.answers for each in cases])

    reachable = {step for each in paths(wizard) for step in each.items()}
    assert not reachable & set(covered.unmade)


def test_what_most_paths_go_through_comes_first():
    wizard = a_wizard(
        {
            "first": {"rare": "side", "often": "main", "not-sure": "ask"},
            "main": {"a": "end", "b": "last", "not-sure": "ask"},
            "last": {"a": "end", "b": "stop", "not-sure": "ask"},
            "side": {"a": "end", "not-sure": "ask"},
        }
    )
    known = [
        {"first": "not-sure"},
        {"first": "rare", "side": "a"},
        {"first": "often", "main": "a"},
    ]

    cases = untested(wizard, known, limit=4)

    # All choices at “first” are made; most other paths go through “main”.
    assert [each.answers for each in cases] == [
        {"first": "often", "main": "b", "last": "a"},
        {"first": "often", "main": "not-sure"},
        {"first": "often", "main": "b", "last": "b"},
        {"first": "often", "main": "b", "last": "not-sure"},
    ]


def test_a_ready_case_says_its_answers_and_what_it_rests_on():
    [case] = untested(a_wizard(), list(islice(paths(a_wizard()), 4)), limit=5)

    assert case.title == "is-it-locked? Not-sure"
    assert case.verdict is Verdict.NO
    assert case.outcome == "ask"
    assert case.sections == ("bicycle-order/found",)
    assert case.why == "bicycle-order/found: “leaves a found bicycle”"


def test_an_outcome_that_rests_on_nothing_makes_no_ready_case():
    wizard = a_wizard(
        {"locked": {"yes": "leave", "not-sure": "leave"}},
        outcomes=[an_outcome("leave", citations=[])],
    )

    assert untested(wizard, [], limit=5) == []
    assert ready(wizard, {"locked": "yes"}) is None


def test_long_answers_make_a_title_that_still_fits():
    wizard = a_wizard(MANY)

    titles = [each.title for each in untested(wizard, [], limit=70)]

    assert max(map(len, titles)) <= 500


def test_more_paths_than_can_be_listed_are_counted_and_some_made_at_once():
    wizard = a_wizard(MANY)
    covered = coverage(wizard, [])
    cases = untested(wizard, [], limit=20)
    assert covered.paths > 2**60
    assert len(cases) == 20

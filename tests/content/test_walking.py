"""Walking: the answers in an address lead to one node, whatever else is in it."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.model import Outcome, Wizard
from guidance.content.walking import Walk, leads_to, longest_from, paths, walk
from tests.content.a_guidance import a_question, a_wizard
from tests.content.generated import answers, drafts, wizards

BICYCLE = a_wizard()
CIRCLE = a_wizard({"one": {"on": "two"}, "two": {"back": "one", "out": "end"}})


def test_without_answers_the_first_question_is_open():
    reached = walk(BICYCLE, {})

    assert reached.node.slug == "is-it-locked"
    assert reached.outcome is None
    assert reached.steps == ()
    assert reached.remaining == 2


def test_answers_lead_to_an_outcome():
    reached = walk(BICYCLE, {"is-it-locked": "no", "is-it-yours": "yes"})

    assert reached.outcome == BICYCLE.nodes["take-it"]
    assert [step.choice.slug for step in reached.steps] == ["no", "yes"]
    assert reached.remaining == 0


def test_an_answer_that_is_not_offered_shows_its_question_again_and_says_so():
    reached = walk(BICYCLE, {"is-it-locked": "no", "is-it-yours": "maybe"})

    assert reached.node.slug == "is-it-yours"
    assert reached.refused == "maybe"


def test_a_changed_answer_keeps_a_later_one_and_says_it_no_longer_applies():
    answers = {"is-it-locked": "yes", "is-it-yours": "no"}

    reached = walk(BICYCLE, answers)

    assert reached.node.slug == "leave-it"
    assert reached.unused == {"is-it-yours": "no"}
    assert walk(BICYCLE, answers | {"is-it-locked": "no"}).unused == {}


def test_what_is_no_answer_to_any_question_is_ignored():
    reached = walk(BICYCLE, {"utm_source": "x", "leave-it": "yes", "is-it-yours": "?"})

    assert reached == walk(BICYCLE, {})


def test_a_draft_that_leads_nowhere_stops_at_the_question_where_that_shows():
    draft = a_wizard({"one": {"on": "gone"}}, outcomes=[])

    assert walk(draft, {"one": "on"}).node.slug == "one"


def test_a_draft_that_goes_round_in_a_circle_stops_where_it_closes():
    reached = walk(CIRCLE, {"one": "on", "two": "back"})

    assert reached.node.slug == "one"
    assert [step.question.slug for step in reached.steps] == ["one", "two"]


def test_a_wizard_without_a_start_is_a_key_error():
    with pytest.raises(KeyError):
        walk(a_wizard(start="nowhere"), {})


def test_the_paths_are_every_way_to_an_outcome_in_reading_order():
    assert list(paths(BICYCLE)) == [
        {"is-it-locked": "yes"},
        {"is-it-locked": "no", "is-it-yours": "yes"},
        {"is-it-locked": "no", "is-it-yours": "no"},
        {"is-it-locked": "no", "is-it-yours": "not-sure"},
        {"is-it-locked": "not-sure"},
    ]


def test_a_path_of_a_draft_never_takes_a_choice_that_leads_back():
    assert list(paths(CIRCLE)) == [{"one": "on", "two": "out"}]


def test_a_draft_with_a_million_circles_and_no_outcome_has_no_paths():
    names = [f"q{number}" for number in range(40)]
    draft = a_wizard({name: {other: other for other in names} for name in names})

    assert list(paths(draft)) == []


def test_the_first_paths_of_a_wizard_with_endlessly_many_come_at_once():
    graph = {f"q{n}": {"a": f"q{n + 1}", "b": f"q{n + 1}"} for n in range(200)}

    assert len(list(islice(paths(a_wizard(graph)), 10))) == 10


def test_a_very_long_chain_of_questions_is_counted_without_recursion():
    chain = a_wizard({f"q{n}": {"on": f"q{n + 1}"} for n in range(1500)})

    assert walk(chain, {}).remaining == 1500
    assert len(next(paths(chain))) == 1500


def test_a_wizard_that_starts_at_an_outcome_is_at_its_end():
    reached = walk(a_wizard(start="take-it"), {"is-it-locked": "no"})

    assert reached.outcome
    assert reached.remaining == 0


def test_leads_to_names_only_nodes_that_exist():
    draft = a_wizard(questions=[a_question("one", {"a": "leave-it", "b": "gone"})])

    assert leads_to(draft, "one") == ["leave-it"]
    assert leads_to(BICYCLE, "is-it-yours") == ["take-it", "leave-it", "ask"]
    assert leads_to(BICYCLE, "gone") == leads_to(BICYCLE, "ask") == []


@given(wizards(), answers, answers)
def test_answers_off_the_path_never_change_where_you_end(
    wizard: Wizard, given: dict[str, str], others: dict[str, str]
):
    reached = walk(wizard, given)
    on_the_path = {step.question.slug for step in reached.steps} | {reached.node.slug}
    strays = {slug: each for slug, each in others.items() if slug not in on_the_path}

    again = walk(wizard, {**strays, **reached.answers})

    assert again.node == reached.node
    assert again.steps == reached.steps


@given(wizards(), answers, st.data())
def test_changing_one_answer_keeps_the_later_ones_that_still_apply(
    wizard: Wizard, given: dict[str, str], data: st.DataObject
):
    before = walk(wizard, given)
    if not before.steps:
        return
    changed = data.draw(st.sampled_from(before.steps)).question
    choice = data.draw(st.sampled_from(changed.choices))

    after = walk(wizard, before.answers | {changed.slug: choice.slug})

    kept = {**after.answers, **after.unused}
    assert kept == {**before.answers, changed.slug: choice.slug}


@given(wizards())
def test_every_path_walks_to_an_outcome_and_every_outcome_is_on_a_path(wizard: Wizard):
    ends = [walk(wizard, path) for path in paths(wizard)]

    assert all(end.outcome for end in ends)
    reachable = {
        slug
        for slug in longest_from(wizard)
        if isinstance(wizard.nodes[slug], Outcome) and _can_reach(wizard, slug)
    }
    assert {end.node.slug for end in ends} == reachable


def _can_reach(wizard: Wizard, wanted: str) -> bool:
    reached = {wizard.start}
    for _ in wizard.nodes:
        reached |= {to for slug in reached for to in leads_to(wizard, slug)}
    return wanted in reached


@given(wizards())
def test_remaining_is_exactly_the_longest_way_that_can_still_follow(wizard: Wizard):
    for path in paths(wizard):
        taken = dict[str, str]()
        for slug, choice in path.items():
            reached = walk(wizard, taken)
            assert reached.remaining == _longest(wizard, reached)
            taken[slug] = choice


def _longest(wizard: Wizard, reached: Walk) -> int:
    return max(
        len(path) - len(reached.steps)
        for path in paths(wizard)
        if reached.answers.items() <= path.items()
    )


@given(drafts(), st.dictionaries(st.text(max_size=3), st.text(max_size=3)), answers)
def test_no_draft_and_no_junk_makes_a_walk_fail_or_go_on_for_ever(
    draft: Wizard, junk: dict[str, str], given: dict[str, str]
):
    reached = walk(draft, junk | given)

    assert reached.node.slug in draft.nodes
    assert 0 <= reached.remaining <= len(draft.questions)
    assert len(reached.steps) <= len(draft.questions)
    assert all(walk(draft, path).outcome for path in islice(paths(draft), 5))

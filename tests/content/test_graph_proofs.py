"""Questions that change nothing, choices that are one, and outcomes in two wordings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given

from guidance.content.model import Outcome, Wizard
from guidance.content.proofs.graphs import effects, prove_graphs
from guidance.content.walking import follow
from tests.content.a_guidance import (
    a_citation,
    a_guidance,
    a_question,
    a_wizard,
    an_outcome,
)
from tests.content.generated import drafts, wizards
from tests.exhaustive.planting import changed


def kinds(wizard: Wizard) -> list[tuple[str, str]]:
    guidance = a_guidance(wizards=[wizard])
    return [(each.kind, each.field) for each in prove_graphs(guidance)]


def every_answer(wizard: Wizard) -> Iterator[dict[str, str]]:
    choices = [[each.slug for each in q.choices] for q in wizard.questions]
    for said in product(*choices):
        asked = (each.slug for each in wizard.questions)
        yield dict(zip(asked, said, strict=True))


def end_from(wizard: Wizard, start: str, answers: dict[str, str]) -> Outcome:
    _, node = follow(changed(wizard, start=start), answers)
    assert isinstance(node, Outcome)
    return node


@given(wizards())
def test_a_question_has_no_effect_just_where_no_answers_show_one(wizard: Wizard):
    flagged = {
        field.partition(" › ")[2]
        for kind, field in kinds(wizard)
        if kind == "question-without-effect"
    }

    for question in wizard.questions:
        shows = any(
            len({end_from(wizard, each.leads_to, answers) for each in question.choices})
            > 1
            for answers in every_answer(wizard)
        )
        assert (question.slug not in flagged) == shows


@given(drafts())
def test_a_draft_with_circles_is_proved_to_an_end(wizard: Wizard):
    assert set(effects(wizard)) <= set(wizard.nodes)
    list(prove_graphs(a_guidance(wizards=[wizard])))


def test_the_same_answer_in_two_words_is_only_told():
    graph = {"one": {"truck": "no", "van": "no", "bicycle": "yes", "not-sure": "no"}}

    assert kinds(a_wizard(graph)) == [("choices-lead-to-one", "questions › one")]


def test_not_sure_may_lead_where_another_choice_leads():
    assert kinds(a_wizard({"one": {"on": "no", "off": "yes", "not-sure": "no"}})) == []


def test_a_copied_branch_is_found_by_what_it_asks_and_not_by_its_name():
    graph = {
        "one": {"on": "two", "off": "copy", "not-sure": "no"},
        "two": {"on": "yes", "not-sure": "no"},
        "copy": {"on": "yes", "not-sure": "no"},
    }
    wizard = a_wizard(graph)
    copied = a_question("copy", graph["copy"], text="two?")
    questions = [*wizard.questions[:2], copied]

    assert kinds(a_wizard(graph, questions=questions)) == [
        ("same-choices", "questions › one")
    ]
    assert kinds(wizard) == []


def test_outcomes_with_other_words_under_them_are_two():
    graph = {"one": {"on": "a", "not-sure": "b"}}
    plain = {"steps": ["Wait."], "headline": "Wait for help."}
    one = an_outcome("a", **plain)
    reworded = an_outcome("b", **plain | {"headline": "Wait until help is there."})
    resting = an_outcome("b", **plain, citations=[a_citation("found bicycle")])

    found = kinds(a_wizard(graph, outcomes=[one, reworded]))

    assert ("same-outcome", "outcomes › b") in found
    assert kinds(a_wizard(graph, outcomes=[one, resting])) == []


def test_an_example_walks_to_the_question():
    graph = {
        "one": {"on": "two", "not-sure": "no"},
        "two": {"on": "yes", "off": "yes", "not-sure": "yes"},
    }
    guidance = a_guidance(wizards=[a_wizard(graph)])

    [finding] = prove_graphs(guidance)

    assert finding.example == (
        "one? On → two? → whatever is said here, the answer is the same"
    )

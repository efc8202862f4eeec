"""Planting faults into the NYPD pack, and what must be found of each.

A fault is a function that is given the pack and `pick`, which draws one of several
places, and returns the spoilt pack with what must be found: kind, document and field of
every finding, and no other. Faults are mostly added beside what is there, so that one
fault is one fault: to break a path would also break the cases that walk it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from guidance.content.checking import place
from guidance.content.memos import Citation, Memo, Section
from guidance.content.model import (
    Choice,
    Guidance,
    Outcome,
    Question,
    Scenario,
    Wizard,
)
from guidance.content.paths import measure, share_to_ask
from guidance.content.vocabulary import Verdict

T = TypeVar("T")
Pick = Callable[[Sequence[Any]], Any]
Expected = list[tuple[str, str, str]]
Fault = Callable[[Guidance, Pick], tuple[Guidance, Expected]]

FAULTS: dict[str, Fault] = {}


def fault(plant: Fault) -> Fault:
    """Register `plant` among the faults."""
    FAULTS[plant.__name__] = plant
    return plant


def changed(value: T, **fields: Any) -> T:
    """Return `value` with other `fields`, made anew: a copy would keep its caches."""
    model: Any = type(value)
    there = {name: getattr(value, name) for name in model.model_fields}
    made: T = model.model_validate(there | fields)
    return made


def put(guidance: Guidance, *documents: Scenario | Wizard | Memo) -> Guidance:
    """Return `guidance` with each of `documents` in the place of the one of its name,
    or beside the others."""
    fields: dict[str, Any] = {}
    for document in documents:
        kind = f"{type(document).__name__.lower()}s"
        there = fields.get(kind, getattr(guidance, kind))
        kept = [document if each.slug == document.slug else each for each in there]
        is_new = all(each.slug != document.slug for each in there)
        fields[kind] = (*kept, document) if is_new else tuple(kept)
    return changed(guidance, **fields)


def with_department(guidance: Guidance, **fields: Any) -> Guidance:
    return changed(guidance, department=changed(guidance.department, **fields))


def with_choice(wizard: Wizard, question: Question, **fields: Any) -> Wizard:
    """Return `wizard` with one more choice at `question`."""
    choice = Choice(**{"slug": "planted", "label": "Planted choice"} | fields)
    more = changed(question, choices=(*question.choices, choice))
    return changed(
        wizard,
        questions=tuple(
            more if e.slug == question.slug else e for e in wizard.questions
        ),
    )


def with_node(wizard: Wizard, node: Question | Outcome) -> Wizard:
    """Return `wizard` with one more question or outcome, which nothing leads to yet."""
    if isinstance(node, Question):
        return changed(wizard, questions=(*wizard.questions, node))
    return changed(wizard, outcomes=(*wizard.outcomes, node))


def with_outcome(wizard: Wizard, outcome: Outcome) -> Wizard:
    """Return `wizard` with `outcome` in the place of the one of its name."""
    outcomes = [outcome if e.slug == outcome.slug else e for e in wizard.outcomes]
    return changed(wizard, outcomes=tuple(outcomes))


def with_section(memo: Memo, section: Section) -> Memo:
    """Return `memo` with `section` in the place of the one of its name."""
    sections = [section if e.slug == section.slug else e for e in memo.sections]
    return changed(memo, sections=tuple(sections))


def outcomes_elsewhere(wizard: Wizard, question: Question) -> list[Outcome]:
    """Return the outcomes that answer something and that `question` doesn't lead to."""
    led_to = {each.leads_to for each in question.choices}
    return [
        each
        for each in wizard.outcomes
        if each.slug not in led_to and each.verdict is not Verdict.ASK_FIRST
    ]


def spots(guidance: Guidance) -> list[tuple[Wizard, Question]]:
    """Return every question that can be given a choice to another outcome."""
    return [
        (wizard, question)
        for wizard in guidance.wizards
        for question in wizard.questions
        if outcomes_elsewhere(wizard, question)
    ]


def asks_little(wizard: Wizard) -> bool:
    """Say whether no more than a third of `wizard` ends in “Ask first”."""
    measures = measure(wizard)
    shares = (share_to_ask(measures.sure), share_to_ask(measures.outcomes))
    return max(shares) <= 1 / 3


def a_new_memo(slug: str, **fields: Any) -> Memo:
    section = {"slug": "one", "ref": f"{slug}-1", "number": "1", "heading": "One"}
    section |= {"body": "Planted.", "provenance": "department"}
    memo: dict[str, Any] = {
        "slug": slug,
        "ref": slug,
        "title": f"Memo {slug}",
        "kind": "order",
    }
    memo |= {"issuer": "Nobody", "sections": [section]}
    return Memo.model_validate(memo | fields)


def a_new_scenario(guidance: Guidance, pick: Pick, **fields: Any) -> Scenario:
    """Return a copy of one of the scenarios, with another question and no path."""
    easy = [each for each in guidance.scenarios if is_easy(guidance, place(each))]
    made: Scenario = changed(pick(easy), **NEW | {"settled_by": None} | fields)
    return made


NEW: dict[str, Any] = {"slug": "planted", "ref": "z99", "asked_as": ()}
NEW |= {"question": "May I feed the cat of a friend?"}


def is_easy(guidance: Guidance, document: str) -> bool:
    """Say whether nothing in `document` is waived for being hard to read."""
    return document not in {each.document for each in guidance.waivers.waivers}


def cited(guidance: Guidance, memo: str) -> list[tuple[str, str]]:
    """Return document and field of every answer that cites `memo`, once each."""

    def cites(citations: Sequence[Citation]) -> bool:
        return any(each.section.startswith(f"{memo}/") for each in citations)

    places = [place(each) for each in guidance.scenarios if cites(each.citations)]
    places += [
        place(wizard)
        for wizard in guidance.wizards
        if any(cites(each.citations) for each in wizard.outcomes)
    ]
    return [(each, "citations") for each in places]

"""Tiny guidance for tests, whole and free of faults until a test changes a part.

The Example Police Department has one memo, one scenario and one wizard, all about
found bicycles. Every function takes the fields a test is about and makes up the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidance.content.department import Contact, Department, ReferenceList, Topic
from guidance.content.memos import Citation, Memo, Quotation, Section
from guidance.content.model import (
    Case,
    CaseSet,
    Choice,
    Guidance,
    Outcome,
    Question,
    Scenario,
    Wizard,
)

Graph = Mapping[str, Mapping[str, str]]
"""Questions, each with its choices and where they lead; the rest are outcomes."""

BICYCLES: Graph = {
    "is-it-locked": {"yes": "leave-it", "no": "is-it-yours", "not-sure": "ask"},
    "is-it-yours": {"yes": "take-it", "no": "leave-it", "not-sure": "ask"},
}


def a_department(**changed: Any) -> Department:
    fields = {
        "slug": "example",
        "name": "Example Police Department",
        "short_name": "EPD",
        "kind": "police department",
        "contacts": [Contact(slug="desk", name="Desk sergeant")],
        "topics": [Topic(slug="bicycles", title="Bicycles", summary="Found ones")],
    }
    return Department.model_validate(fields | changed)


def a_section(**changed: Any) -> Section:
    fields = {
        "slug": "found",
        "ref": "b-1",
        "number": "1",
        "heading": "Found bicycles",
        "body": "An officer leaves a **found bicycle** where it is.",
        "provenance": "department",
    }
    return Section.model_validate(fields | changed)


def a_memo(**changed: Any) -> Memo:
    fields = {
        "slug": "bicycle-order",
        "ref": "b",
        "title": "Bicycle order",
        "kind": "order",
        "issuer": "Example Police Department",
        "sections": [a_section()],
    }
    return Memo.model_validate(fields | changed)


def a_citation(
    words: str = "leaves a found bicycle", section: str = "bicycle-order/found"
) -> Citation:
    return Citation(section=section, words=words)


def a_scenario(**changed: Any) -> Scenario:
    fields = {
        "slug": "ride-it",
        "ref": "a01",
        "topic": "bicycles",
        "question": "Can I ride a bicycle I found?",
        "verdict": "no",
        "answer": "No, leave it.",
        "citations": [a_citation()],
        "basis": "stated",
    }
    return Scenario.model_validate(fields | changed)


def a_choice(slug: str, leads_to: str, **changed: Any) -> Choice:
    fields = {"slug": slug, "label": slug.capitalize(), "leads_to": leads_to}
    return Choice.model_validate(fields | {"not_sure": slug == "not-sure"} | changed)


def an_outcome(slug: str, **changed: Any) -> Outcome:
    fields = {
        "slug": slug,
        "ref": f"o-{slug}"[:24].strip("-"),
        "verdict": "no",
        "headline": f"The answer is {slug}.",
        "citations": [a_citation()],
    } | changed
    # Another headline alone would be the same outcome in other words.
    return Outcome.model_validate({"steps": [f"Do: {fields['headline']}"]} | fields)


def a_question(slug: str, ways: Mapping[str, str], **changed: Any) -> Question:
    fields = {
        "slug": slug,
        "ref": f"q-{slug}"[:24].strip("-"),
        "text": f"{slug}?",
        "choices": [a_choice(each, leads_to) for each, leads_to in ways.items()],
    }
    return Question.model_validate(fields | changed)


def a_wizard(graph: Graph = BICYCLES, **changed: Any) -> Wizard:
    targets = dict.fromkeys(to for ways in graph.values() for to in ways.values())
    fields = {
        "slug": "take-a-bicycle",
        "ref": "w-take",
        "title": "Can I take this bicycle?",
        "topic": "bicycles",
        "summary": "Found bicycles",
        "start": next(iter(graph), ""),
        "questions": [a_question(slug, ways) for slug, ways in graph.items()],
        "outcomes": [an_outcome(slug) for slug in targets if slug not in graph],
    }
    return Wizard.model_validate(fields | changed)


def a_reference_list(**changed: Any) -> ReferenceList:
    fields = {"slug": "kinds", "ref": "l-kinds", "title": "Kinds", "law": "Ours"}
    return ReferenceList.model_validate(fields | changed)


def a_quotation(text: str) -> Quotation:
    return Quotation(text=text, attribution="The Example Post")


def a_guidance(**changed: Any) -> Guidance:
    fields = {
        "department": a_department(),
        "memos": [a_memo()],
        "scenarios": [a_scenario()],
        "wizards": [a_wizard()],
    }
    return Guidance.model_validate(fields | changed)


LOCKED = {"is-it-locked": "yes"}
"""The answers of the first case: the bicycle is locked."""


def a_case(**changed: Any) -> Case:
    fields = {
        "slug": "locked",
        "title": "The bicycle is locked",
        "answers": LOCKED,
        "verdict": "no",
        "why": "The order leaves a found bicycle where it is.",
    }
    return Case.model_validate(fields | changed)


def with_cases(
    *cases: Case, wizard: str = "take-a-bicycle", **changed: Any
) -> Guidance:
    case_set = CaseSet(slug=wizard, cases=cases)
    return a_guidance(case_sets=[case_set], **changed)

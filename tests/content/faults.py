"""Guidance with one part changed, and what checking says of it."""

from __future__ import annotations

from guidance.content.checking import check
from guidance.content.model import Guidance
from tests.content.a_guidance import (
    BICYCLES,
    Graph,
    a_department,
    a_guidance,
    a_memo,
    a_question,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
)

PATH = {"is-it-locked": "no", "is-it-yours": "no"}


def settled(**changed: object) -> object:
    return {"wizard": "take-a-bicycle", "answers": PATH} | changed


def with_scenario(**changed: object) -> Guidance:
    return a_guidance(scenarios=[a_scenario(**changed)])


def with_memo(**changed: object) -> Guidance:
    return a_guidance(memos=[a_memo(**changed)])


def with_section(**changed: object) -> Guidance:
    return with_memo(sections=[a_section(), a_section(slug="b", ref="b-2", **changed)])


def with_department(**changed: object) -> Guidance:
    return a_guidance(department=a_department(**changed))


def with_wizard(graph: Graph = BICYCLES, **changed: object) -> Guidance:
    return a_guidance(wizards=[a_wizard(graph, **changed)])


def with_outcome(**changed: object) -> Guidance:
    outcomes = [an_outcome("leave-it"), an_outcome("take-it")]
    return with_wizard(outcomes=[*outcomes, an_outcome("ask", **changed)])


def with_question(*choices: object, **changed: object) -> Guidance:
    """Guidance with a wizard of one question, beside what it leads to."""
    question = a_question("one", {}, choices=choices, **changed)
    return with_wizard({"one": {"on": "end"}}, questions=[question])


def found(guidance: Guidance) -> list[tuple[str, str, str]]:
    return [(each.kind, each.document, each.field) for each in check(guidance)]


def said(guidance: Guidance) -> str:
    return "\n".join(f"{each.sentence} {each.remedy}" for each in check(guidance))

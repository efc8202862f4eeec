"""Guidance without its pointers at nothing.

Published guidance has none. A draft of which a part is left out does, and every page
of the reader trusts that what is pointed at is there.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TypeVar

from guidance.content.department import Department
from guidance.content.lookup import Lookup
from guidance.content.memos import Citation, Memo
from guidance.content.model import Guidance, Outcome, Scenario, Wizard

Answer = TypeVar("Answer", Scenario, Outcome)


def without_dangling(guidance: Guidance) -> Guidance:
    """Return `guidance` with every pointer at a memo, section, scenario or wizard that
    is not in it taken away, with the cases of such a wizard, and nothing else changed."""
    there = Lookup(guidance)
    return guidance.model_copy(
        update={
            "department": _department(guidance.department, there),
            "memos": tuple(_memo(each, there) for each in guidance.memos),
            "scenarios": tuple(_scenario(each, there) for each in guidance.scenarios),
            "wizards": tuple(_wizard(each, there) for each in guidance.wizards),
            "case_sets": tuple(
                each for each in guidance.case_sets if each.wizard in there.wizards
            ),
        }
    )


def _department(department: Department, there: Lookup) -> Department:
    glossary = tuple(
        each.model_copy(update={"section": _among(each.section, there.sections)})
        for each in department.glossary
    )
    return department.model_copy(update={"glossary": glossary})


def _memo(memo: Memo, there: Lookup) -> Memo:
    supersedes = tuple(each for each in memo.supersedes if each in there.memos)
    return memo.model_copy(update={"supersedes": supersedes})


def _scenario(scenario: Scenario, there: Lookup) -> Scenario:
    settled_by = scenario.settled_by
    if settled_by and settled_by.wizard not in there.wizards:
        settled_by = None
    return _grounds(scenario, there).model_copy(
        update={
            "see_also": tuple(s for s in scenario.see_also if s in there.scenarios),
            "wizard": _among(scenario.wizard, there.wizards),
            "settled_by": settled_by,
        }
    )


def _wizard(wizard: Wizard, there: Lookup) -> Wizard:
    outcomes = tuple(
        _grounds(each, there).model_copy(
            update={"next_wizard": _among(each.next_wizard, there.wizards)}
        )
        for each in wizard.outcomes
    )
    return wizard.model_copy(update={"outcomes": outcomes})


def _grounds(answer: Answer, there: Lookup) -> Answer:
    citations: tuple[Citation, ...] = tuple(
        each for each in answer.citations if each.section in there.sections
    )
    bears_on = tuple(each for each in answer.bears_on if each in there.sections)
    return answer.model_copy(update={"citations": citations, "bears_on": bears_on})


def _among(name: str | None, known: Container[str | None]) -> str | None:
    return name if name in known else None

"""Cases between rows and content: frozen as one document a wizard, filled from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, QuerySet
from pydantic import ValidationError

from guidance.authoring.models import Case, CaseAnswer, CaseSection
from guidance.content.field_problems import field_problems
from guidance.content.model import CaseSet
from guidance.content.problems import Problem, Refused, problem

Data = dict[str, Any]


def cases() -> QuerySet[Case]:
    """Return the cases with all that `case_set_content` needs, in a few queries."""
    answers = CaseAnswer.objects.select_related("choice__question").order_by("pk")
    sections = CaseSection.objects.select_related("section__memo")
    rows = Case.objects.select_related("wizard", "outcome").prefetch_related(
        Prefetch("answers", answers),
        Prefetch("sections", sections.order_by("order", "pk")),
    )
    return rows.order_by("wizard__slug", "order", "pk")


def case_sets() -> Iterator[tuple[Callable[[Any], CaseSet], list[Case]]]:
    """Yield what freezes the cases of a wizard, and those cases, for each wizard."""
    for _, rows in groupby(cases(), key=lambda row: row.wizard_id):
        yield case_set_content, list(rows)


def case_set_content(rows: list[Case]) -> CaseSet:
    """Freeze the cases of one wizard. Raises Refused."""
    document = case_document(rows[0])
    twice = [each for row in rows for each in _answered_twice(row)]
    if twice:
        raise Refused(twice)
    data = {"slug": rows[0].wizard.slug, "cases": [_data(row) for row in rows]}
    try:
        return CaseSet.model_validate(data)
    except ValidationError as error:
        raise Refused(list(field_problems(error, document, data))) from None


def case_document(row: Case) -> str:
    """Return what problems call the document of `row`: `cases/hold-or-hand-over`."""
    return f"cases/{row.wizard.slug}"


def _data(row: Case) -> Data:
    return {
        "slug": row.slug,
        "title": row.title,
        "answers": answers_of(row),
        "verdict": row.verdict,
        "outcome": row.outcome.slug if row.outcome else None,
        "sections": [
            f"{each.section.memo.slug}/{each.section.slug}"
            for each in row.sections.all()
        ],
        "why": row.why,
        "disputed": row.disputed,
    }


def answers_of(row: Any) -> dict[str, str]:
    """Return the answers of a case, or of a scenario, as content has them."""
    choices = [each.choice for each in row.answers.all()]
    return {choice.question.slug: choice.slug for choice in choices}


def _answered_twice(row: Case) -> Iterator[Problem]:
    if len(answers_of(row)) < len(row.answers.all()):
        yield problem(
            "case-left-over",
            case_document(row),
            f"cases › {row.slug} › answers",
            f"“{row.title}” answers one question twice.",
            "Give one answer to every question on the path, and no other.",
        )

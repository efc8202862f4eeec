"""The paths of a wizard that no case walks: accepted as cases, or turned down.

What is accepted is what the trainer saw. A path is made into its case again when the
press arrives, and where the wizard answers it differently by then, nothing is saved.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.db.models import Max

from guidance.authoring.case_rows import answers_of, cases
from guidance.authoring.edit_log import log_edit
from guidance.authoring.freezing import scenarios, wizard_content, wizards
from guidance.authoring.models import (
    Case,
    CaseAnswer,
    CaseSection,
    Choice,
    Outcome,
    RejectedPath,
    Section,
    Wizard,
)
from guidance.authoring.standing import about_to_save
from guidance.content import model as content
from guidance.content.case_coverage import Answers, ready


class Changed(Exception):
    """The wizard answers a path otherwise than the trainer was shown, or not at all."""


def path_of(answers: Answers) -> str:
    """Return `answers` the way an address and a form have them."""
    return urlencode(sorted(answers.items()))


def answers_on(path: str) -> dict[str, str]:
    """Return the answers that `path` names; whatever else it says is passed over."""
    return dict(parse_qsl(path, max_num_fields=1000))


def frozen(wizard: int) -> content.Wizard:
    """Return the wizard as its rows are now. Raises Refused and Wizard.DoesNotExist."""
    return wizard_content(wizards().get(pk=wizard))


def walked(wizard: Wizard) -> list[Answers]:
    """Return the answers of the wizard's cases, and of the scenarios it settles."""
    settled = scenarios().filter(answers__choice__question__wizard=wizard).distinct()
    rows: list[Any] = [*cases().filter(wizard=wizard), *settled]
    return [answers_of(row) for row in rows]


def rejected(wizard: Wizard) -> list[Answers]:
    """Return the paths that trainers want no case for."""
    return [answers_on(each.path) for each in wizard.rejected_paths.all()]


@transaction.atomic
def accept(wizard: Wizard, path: str, *, seen: str, by: Any, at: datetime) -> Case:
    """Make `path`, which was shown to end in the outcome `seen`, a case of `wizard`.

    Raises Changed where it is no such path any more, and Refused where the wizard
    can't be frozen. A path that is a case already stays the case it is.
    """
    about_to_save()
    Wizard.objects.select_for_update().get(pk=wizard.pk)
    case = ready(frozen(wizard.pk), answers_on(path))
    if case is None or shown(case) != seen:
        raise Changed(path)
    for row in cases().filter(wizard=wizard):
        if answers_of(row) == case.answers:
            return row
    row = _save(wizard, case, by=by, at=at)
    log_edit(row, by=by, at=at)
    return row


def shown(case: content.Case) -> str:
    """Return what a trainer was shown of `case`, for the form to bring back."""
    return f"{case.verdict.value} {case.outcome}"


def _save(wizard: Wizard, case: content.Case, *, by: Any, at: datetime) -> Case:
    last = wizard.cases.aggregate(last=Max("order"))["last"] or 0
    row = Case.objects.create(
        wizard=wizard,
        slug=case.slug,
        title=case.title,
        verdict=case.verdict.value,
        outcome=Outcome.objects.get(wizard=wizard, slug=case.outcome),
        why=case.why,
        order=last + 10,
        edited_at=at,
        edited_by=by,
    )
    choices = Choice.objects.filter(question__wizard=wizard).select_related("question")
    CaseAnswer.objects.bulk_create(
        CaseAnswer(case=row, choice=choice)
        for choice in choices.order_by("question__order", "question__pk")
        if case.answers.get(choice.question.slug) == choice.slug
    )
    CaseSection.objects.bulk_create(
        CaseSection(case=row, section=_section(path), order=number * 10)
        for number, path in enumerate(case.sections, 1)
    )
    return row


def _section(path: str) -> Section:
    memo, _, slug = path.partition("/")
    return Section.objects.get(memo__slug=memo, slug=slug)


@transaction.atomic
def reject(wizard: Wizard, path: str, *, by: Any, at: datetime) -> None:
    """Remember that nobody wants a case for `path`. Raises Changed where it is none."""
    about_to_save()
    answers = answers_on(path)
    if ready(frozen(wizard.pk), answers) is None:
        raise Changed(path)
    RejectedPath.objects.get_or_create(
        wizard=wizard,
        path=path_of(answers),
        defaults={"rejected_at": at, "rejected_by": by},
    )

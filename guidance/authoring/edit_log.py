"""Keeping the log of edits: which document a row is a part of, and who changed it.

Whatever saves rows of the draft for somebody says so here, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from guidance.authoring.models import (
    Case,
    Department,
    Edit,
    Memo,
    Outcome,
    Question,
    Scenario,
    Section,
    Waiver,
    Wizard,
)
from guidance.content.model import Document, kind_of

Name = tuple[str, str, int | None]
"""A document by its kind, its slug and the key of its row."""


def log_edit(row: Any, *, by: Any, at: datetime) -> None:
    """Write down that `by` added or changed `row`."""
    kind, slug, key = document_named(row)
    Edit.objects.create(kind=kind, slug=slug, row=key, by=by, at=at)


def log_deletion(row: Any, *, by: Any, at: datetime) -> None:
    """Write down that `by` is about to delete `row`, and with a wizard its cases."""
    log_edit(row, by=by, at=at)
    if isinstance(row, Wizard) and row.cases.exists():
        Edit.objects.create(kind="case_set", slug=row.slug, row=row.pk, by=by, at=at)


def log_replacement(documents: Iterable[Document], *, by: Any, at: datetime) -> None:
    """Write down that `by` put the `documents` in, or took them out, as a whole."""
    Edit.objects.bulk_create(
        Edit(kind=kind_of(each), slug=each.slug, by=by, at=at) for each in documents
    )


def document_named(row: Any) -> Name:
    """Return the document that `row` is, or is a part of."""
    if isinstance(row, Memo | Scenario | Wizard):
        return type(row).__name__.lower(), row.slug, row.pk
    for part, (kind, whole) in PARTS.items():
        if isinstance(row, part):
            return kind, getattr(row, whole).slug, getattr(row, whole).pk
    if isinstance(row, Waiver):
        return "waivers", "waivers", None
    department = Department.objects.first()
    return "department", department.slug if department else "", None


PARTS: dict[Any, tuple[str, str]] = {
    Section: ("memo", "memo"),
    Question: ("wizard", "wizard"),
    Outcome: ("wizard", "wizard"),
    Case: ("case_set", "wizard"),
}
"""The rows that are parts: of what kind of document, and what they call its row."""

"""One document under two names: what stays the same when an address changes.

Memos, scenarios and wizards have refs, which are never given twice. The cases of a
wizard follow it, and there is one department.
"""

from __future__ import annotations

from typing import Any

from guidance.authoring.models import Memo, Scenario, Wizard
from guidance.content import model as content
from guidance.content.model import Document, kind_of
from guidance.editions.reading import Copy

ROWS: dict[str, Any] = {"memo": Memo, "scenario": Scenario, "wizard": Wizard}


def is_same(one: Document, other: Document) -> bool:
    """Say whether two documents are versions of the same, whatever their slugs."""
    if kind_of(one) != kind_of(other):
        return False
    if isinstance(one, content.Department):
        return True
    ref = getattr(one, "ref", None)
    return ref is not None and ref == getattr(other, "ref", None)


def old_address(document: Document, base: Copy) -> str:
    """Return the slug under which a document of the draft is in force, where that is
    another; else nothing."""
    if isinstance(document, content.CaseSet):
        slug = _in_force(Wizard.objects.filter(slug=document.slug).first(), base)
        there = {each.slug for each in base.guidance.case_sets}
        found = slug if slug in there else ""
    else:
        every = base.guidance.documents()
        found = next((each.slug for each in every if is_same(document, each)), "")
    return "" if found == document.slug else found


def _in_force(row: Wizard | None, base: Copy) -> str:
    refs = {each.ref: each.slug for each in base.guidance.wizards}
    return refs.get(row.ref, "") if row else ""


def new_address(document: Document, base: Copy) -> str:
    """Return the slug that a document in force has in the draft, if it is there."""
    if isinstance(document, content.CaseSet):
        wizard = base.lookup.wizards.get(document.slug)
        cased = Wizard.objects.filter(cases__isnull=False)
        return _drafted(cased, wizard.ref) if wizard else ""
    if isinstance(document, content.Memo | content.Scenario | content.Wizard):
        return _drafted(ROWS[kind_of(document)].objects, document.ref)
    return ""


def _drafted(rows: Any, ref: str) -> str:
    return rows.filter(ref=ref).values_list("slug", flat=True).first() or ""

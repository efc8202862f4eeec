"""Changing a wizard as a whole, and taking the last changes back.

Every change runs inside `change`: the wizard's row is locked, its rows are written down
before, and whatever differs afterwards is one step. A step is undone only while the
rows are still what it left, so nobody's later work is ever thrown away, wherever in the
desk it was done. Rows come back under their own keys: cases and scenarios that answer
with a choice go on doing so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import (
    Choice,
    Outcome,
    OutcomeBearing,
    OutcomeCitation,
    OutcomeContact,
    Question,
    UndoStep,
    Wizard,
)
from guidance.authoring.standing import about_to_save
from guidance.content.freezing import digest

MOST_STEPS = 20

KEPT_APART = {"version", "edited_at", "edited_by_id"}

TABLES: dict[str, tuple[Any, str, str]] = {
    "wizard": (Wizard, "pk", ""),
    "question": (Question, "wizard", ""),
    "outcome": (Outcome, "wizard", ""),
    "choice": (Choice, "question__wizard", "question"),
    "citation": (OutcomeCitation, "outcome__wizard", "outcome"),
    "contact": (OutcomeContact, "outcome__wizard", "outcome"),
    "bearing": (OutcomeBearing, "outcome__wizard", "outcome"),
}
"""The kinds of row in a wizard, each after what it points at: where its wizard is
found, and of what kind of node it is a part."""

INSIDE = [kind for kind in TABLES if kind != "wizard"]
NODES = ("question", "outcome")

Rows = dict[str, dict[str, dict[str, Any]]]
"""Rows as plain JSON values, by kind and key."""


class CantUndo(Exception):
    """Nothing was undone; the text says why, to whoever pressed."""


@dataclass
class Change:
    """A change being made; `what` says afterwards what it was."""

    wizard: Wizard
    by: Any
    at: datetime
    what: str = ""


@contextmanager
def change(pk: int, *, by: Any, at: datetime) -> Iterator[Change]:
    """Hold the wizard `pk` while it is changed, and record what is changed.

    Raises Wizard.DoesNotExist, and IntegrityError where the database refuses.
    """
    with transaction.atomic():
        about_to_save()
        wizard = Wizard.objects.select_for_update().get(pk=pk)
        before, versions = snapshot(pk), _versions(pk)
        made = Change(wizard, by, at)
        yield made
        connection.check_constraints()
        after = snapshot(pk)
        if after != before:
            wizard.refresh_from_db()
            log_edit(wizard, by=by, at=at)
            _record(made, {"rows": before, "versions": versions}, after)


def snapshot(pk: int) -> Rows:
    """Return every row of the wizard `pk` as plain data, without versions."""
    rows: Rows = {}
    for kind, (model, wizard, _) in TABLES.items():
        names = [f.attname for f in model._meta.fields if f.attname not in KEPT_APART]
        found = model.objects.filter(**{wizard: pk}).order_by("pk").values(*names)
        rows[kind] = {str(row["id"]): row for row in found}
    return rows


def _versions(pk: int) -> dict[str, dict[str, int]]:
    found = {}
    for kind in NODES:
        rows = TABLES[kind][0].objects.filter(wizard=pk).values_list("pk", "version")
        found[kind] = {str(key): version for key, version in rows}
    return found


def _record(made: Change, before: dict[str, Any], after: Rows) -> None:
    steps = UndoStep.objects.filter(wizard=made.wizard)
    steps.create(
        wizard=made.wizard,
        before=before,
        after=digest(after),
        what=made.what[:200],
        by=made.by,
        at=made.at,
    )
    kept = list(steps.order_by("-pk").values_list("pk", flat=True)[:MOST_STEPS])
    steps.exclude(pk__in=kept).delete()


def last_step(pk: int) -> UndoStep | None:
    """Return the last step made in the wizard `pk`, without its rows."""
    steps = UndoStep.objects.filter(wizard=pk).select_related("by").defer("before")
    return steps.order_by("-pk").first()


def undo(pk: int, step: int, *, by: Any, at: datetime) -> str:
    """Take back the last step in the wizard `pk`, which is `step`, and say what it was.

    Raises CantUndo where it isn't the last any more, or is somebody else's.
    """
    with transaction.atomic():
        about_to_save()
        wizard = Wizard.objects.select_for_update().get(pk=pk)
        last = UndoStep.objects.filter(wizard=pk).order_by("-pk").first()
        if last is None or last.pk != step or last.by_id != by.pk:
            raise CantUndo("Nothing was undone: that is not the last change any more.")
        now = snapshot(pk)
        if digest(now) != last.after:
            raise CantUndo(
                "Nothing was undone: the wizard was changed on another page meanwhile."
            )
        try:
            with transaction.atomic():
                _restore(pk, now, last.before, by=by, at=at)
                connection.check_constraints()
        except IntegrityError:
            raise CantUndo(
                "Nothing was undone: something else at the desk was changed meanwhile "
                "that this can't stand beside."
            ) from None
        wizard.refresh_from_db()
        log_edit(wizard, by=by, at=at)
        last.delete()
        return last.what


def _restore(
    pk: int, now: Rows, before: dict[str, Any], *, by: Any, at: datetime
) -> None:
    """Make the rows of the wizard `pk`, which are `now`, what they were `before`.

    A row that differs is taken out and put in again under its key: two that change
    places would otherwise stand in each other's way. The database looks at what points
    at them only at the end, so nothing is told of it meanwhile.
    """
    then: Rows = before["rows"]
    known, touched = _versions(pk), _touched(now, then)
    for kind in reversed(INSIDE):
        _take_out(kind, _differing(now[kind], then[kind]) & set(now[kind]))
    for kind in INSIDE:
        keys = _differing(now[kind], then[kind]) & set(then[kind])
        _put_in(kind, [then[kind][key] for key in sorted(keys, key=int)])
    for kind in NODES:
        for key in touched[kind] & set(then[kind]):
            # Higher than any version that a form may still be open at.
            last = max(known[kind].get(key, 0), before["versions"][kind].get(key, 0))
            TABLES[kind][0].objects.filter(pk=int(key)).update(
                version=last + 1, edited_at=at, edited_by=by
            )
    if now["wizard"] != then["wizard"]:
        Wizard.objects.filter(pk=pk).update(**then["wizard"][str(pk)])
        Wizard.objects.get(pk=pk).advance(by=by, at=at)


def _take_out(kind: str, keys: set[str]) -> None:
    # The public way to delete follows what points at a row, which here comes back.
    rows: Any = TABLES[kind][0].objects.filter(pk__in=map(int, keys))
    rows._raw_delete(rows.db)


def _put_in(kind: str, rows: list[dict[str, Any]]) -> None:
    model = TABLES[kind][0]
    model.objects.bulk_create(model(**row) for row in rows)


def _differing(now: dict[str, Any], then: dict[str, Any]) -> set[str]:
    """Return the keys of rows that are in one of the two only, or differ."""
    return {key for key in {*now, *then} if now.get(key) != then.get(key)}


def _touched(now: Rows, then: Rows) -> dict[str, set[str]]:
    """Return the keys of the nodes that differ, in themselves or in a part of them."""
    touched: dict[str, set[str]] = defaultdict(set)
    for kind, (_, _, whole) in TABLES.items():
        for key in _differing(now[kind], then[kind]):
            for rows in (now, then) if whole else ():
                if row := rows[kind].get(key):
                    touched[whole].add(str(row[f"{whole}_id"]))
            if kind in NODES:
                touched[kind].add(key)
    return touched

"""What somebody chose where their form and the saved rows differ, put into the form.

A form says `take:answer` with “theirs” or “yours” for each field that differs, and the
same of a row that only one side has: `take:choices-3` of one that only the form has,
`take:choices+12` of one that only is saved, by its key.

Behind “theirs” stands the mark of what was offered as yours: where the form says
something else by now, it was written after the choice, and stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from guidance.authoring.forms import with_rows_taken_out
from guidance.authoring.opened_values import called, mark_of, mark_of_row

TAKE, THEIRS, YOURS = "take:", "theirs", "yours"
ROW = re.compile(r"\D.*-[0-9]+")

Saved = dict[tuple[str, str], Any]
"""The unbound forms of what is saved, by the list they stand in and their keys."""


def is_chosen(data: Any) -> bool:
    """Say whether `data` chooses between theirs and yours."""
    return any(name.startswith(TAKE) for name in data)


def taking_theirs(data: Any, rows: Iterable[Any]) -> Any:
    """Return what was sent, with what is saved now in each field that says so, and
    without the rows that are to be left out.

    `rows` are the unbound forms of what is saved. Those below a page are known by
    their keys: they may stand in another place by now.
    """
    saved = saved_forms(rows)
    chosen = data.copy()
    for name in [each.removeprefix(TAKE) for each in data if each.startswith(TAKE)]:
        if ROW.fullmatch(name):
            _leave_out(chosen, name, data)
        elif wants_theirs(data, name):
            _take(chosen, name, saved)
    return _without_added(chosen, data, saved)


def saved_forms(rows: Iterable[Any]) -> Saved:
    """Return the forms `rows` by the names that `called` gives them."""
    return {called(form.prefix, form.instance.pk): form for form in rows}


def wants_theirs(data: Any, name: str) -> bool:
    """Say whether theirs was chosen for the field, and nothing written into it since."""
    return _wants_theirs(data, name, mark_of(data.get(name)))


def _wants_theirs(data: Any, name: str, mark: int) -> bool:
    choice, _, offered = str(data.get(f"{TAKE}{name}", "")).partition(" ")
    return choice == THEIRS and offered in ("", str(mark))


def _take(chosen: Any, name: str, saved: Saved) -> None:
    prefix, _, field = name.rpartition("-")
    key = chosen.get(f"{prefix}-id", "") if prefix else ""
    form = saved.get(called(prefix, key))
    if form is None or field not in form.fields:
        return
    value = form[field].value()
    if value is False or field == "DELETE":
        chosen.pop(name, None)  # as a browser sends a box that is not ticked
    else:
        chosen[name] = _sent(form, field)


def _sent(form: Any, field: str) -> str:
    """Return what the unbound `form` would send for a field of it."""
    value = form[field].value()
    if value is True:
        return "on"
    prepared = form.fields[field].prepare_value(value)
    return "" if prepared is None else str(prepared)


def _leave_out(chosen: Any, prefix: str, data: Any) -> None:
    """Take out a row that only the form has, where theirs was chosen: they have none."""
    is_new = not data.get(f"{prefix}-id")
    if is_new and _wants_theirs(data, prefix, mark_of_row(data, prefix)):
        chosen[f"{prefix}-DELETE"] = "on"


def _without_added(chosen: Any, data: Any, saved: Saved) -> Any:
    """Return what was chosen, with the rows ticked that somebody else added and that
    are to be left out."""
    gone: dict[str, list[dict[str, str]]] = {}
    for (prefix, key), form in saved.items():
        if data.get(f"{TAKE}{prefix}+{key}") == YOURS and not _has(data, prefix, key):
            names = [name for name in form.fields if form[name].value() is not False]
            row = {name: _sent(form, name) for name in names}
            gone.setdefault(prefix, []).append(row | {"id": key})
    for prefix, rows in gone.items():
        chosen = with_rows_taken_out(chosen, prefix, rows)
    return chosen


def _has(data: Any, prefix: str, key: str) -> bool:
    """Say whether the row with this `key` was in the form that was sent."""
    name = re.compile(f"{re.escape(prefix)}-[0-9]+-id")
    return any(name.fullmatch(each) and data.get(each) == key for each in data)

"""What stood in a form when it was opened, as a mark of each field.

Of a field that differs from what is saved by now the marks tell whose work that is: one
that still says what it said was left alone here, so somebody else changed it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from zlib import crc32


def opened_values(forms: Iterable[Any]) -> str:
    """Return the marks of all fields of `forms`, for a page to bring back."""
    return json.dumps({_named(form, b.name): mark(b) for form in forms for b in form})


def is_untouched(marks: dict[str, Any], form: Any, name: str, key: Any = None) -> bool:
    """Say whether the field `name` says what it said when it was opened, in the form of
    the row that has, or had, this `key`."""
    return marks.get(_named(form, name, key)) == mark(form[name])


def marks_in(text: str) -> dict[str, Any]:
    """Return what `opened_values` wrote as `text`; nothing where it's garbled."""
    try:
        marks = json.loads(text)
    except (ValueError, RecursionError):  # the latter where it's nested without end
        return {}
    return marks if isinstance(marks, dict) else {}


def mark(bound: Any) -> int:
    """Return a number that changes when what stands in the field does."""
    return mark_of(bound.value())


def mark_of(value: Any) -> int:
    """Return the mark of `value`, as a field has it or as it is sent."""
    text = "" if value in (None, False) else str(value).replace("\r\n", "\n")
    return crc32(("True" if text == "on" else text).encode("utf-8", "replace"))


def mark_of_row(data: Any, prefix: str) -> int:
    """Return the mark of all that `data` says in the row of the form `prefix`."""
    said = {
        name: mark_of(data.get(name))
        for name in data
        if name.startswith(f"{prefix}-") and not name.endswith(("-id", "-DELETE"))
    }
    # A box that is not ticked is not sent, and an empty one may not be.
    return mark_of(sorted(each for each in said.items() if each[1] != mark_of("")))


def called(prefix: str | None, key: Any) -> tuple[str, str]:
    """Return a name for a row's form that does not count rows: `choices` and its key."""
    return (prefix.rpartition("-")[0], str(key)) if prefix else ("", "")


def _named(form: Any, name: str, key: Any = None) -> str:
    return " ".join((*called(form.prefix, key or form.instance.pk), name)).strip()

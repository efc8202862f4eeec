"""Two people at one import: what a stale form says beside what was saved meanwhile.

How the sections are cut is as it was saved last; what was typed stands in their boxes,
and for each that differs it is chosen whose words should stand.
"""

from __future__ import annotations

import json
from typing import Any

from guidance.authoring.conflicts import Difference
from guidance.authoring.importing.correcting import TYPED, corrected, parts_of
from guidance.authoring.importing.fact_forms import as_sent, facts_form, provenances
from guidance.authoring.models import ImportedMemo
from guidance.authoring.opened_values import mark_of, marks_in
from guidance.authoring.taking_sides import wants_theirs
from guidance.content.importing.writing import seen

TITLED = "Its first line is its heading"


def values_of(row: ImportedMemo) -> dict[str, tuple[str, str]]:
    """Return what each box of the form says as saved, after what to call the box."""
    form = facts_form(row)
    found = {
        name: (str(form[name].label), _text(form[name].value())) for name in form.fields
    }
    for part in parts_of(row):
        whose = f"{part.number} {part.heading}".strip()
        for name, label in TYPED.items():
            box = f"{name}-{part.start}"
            found[box] = (f"{whose}: {label}", getattr(part, name))
        said = "on" if part.is_titled else ""
        found[f"titled-{part.start}"] = (f"{whose}: {TITLED}", said)
    return found


def opened_values(row: ImportedMemo) -> str:
    """Return the marks of all boxes, for the form to bring back."""
    said = {name: mark_of(value) for name, (_, value) in values_of(row).items()}
    return json.dumps(said)


def differing(row: ImportedMemo, sent: Any) -> list[Difference]:
    """Return where a form says something else than `row` as it is now."""
    marks, found = marks_in(sent.get("opened_values", "")), []
    for name, (place, theirs) in values_of(row).items():
        yours = seen(sent.get(name, "")).strip()
        if yours != theirs and _was_shown(name, sent):
            mark = mark_of(sent.get(name))
            shown = (_shown(name, theirs), _shown(name, yours))
            left = marks.get(name) == mark
            found.append(Difference(place, *shown, name, mark, left))
    return found


def with_theirs(row: ImportedMemo, sent: Any) -> Any:
    """Return what was sent, with what is saved now where somebody chose that."""
    chosen = sent.copy()
    for name, (_, theirs) in values_of(row).items():
        if wants_theirs(sent, name):
            chosen[name] = theirs
            if not theirs and _is_box_to_tick(name):
                del chosen[name]
    return chosen


def as_typed(row: ImportedMemo, sent: Any) -> ImportedMemo:
    """Return `row` with what was sent in its boxes, to be shown and not to be saved."""
    row.facts = as_sent(facts_form(row), sent)
    parts = corrected(parts_of(row), sent)
    row.parts = [each.model_dump(mode="json") for each in parts]
    return row


def _was_shown(name: str, sent: Any) -> bool:
    """Say whether the form that was sent had the box: a part may be new meanwhile."""
    _, dash, start = name.rpartition("-")
    return f"number-{start}" in sent if dash else True


def _is_box_to_tick(name: str) -> bool:
    return name.startswith("titled-") or name == "numbering_is_ours"


def _text(value: Any) -> str:
    return "on" if value is True else str(value or "")


def _shown(name: str, value: str) -> str:
    if _is_box_to_tick(name):
        return "yes" if value else "no"
    if name.partition("-")[0] == "provenance":
        value = dict(provenances()).get(value, value)
    return value or "(empty)"

"""What changed inside a document, field by field.

Parts that have a slug are matched by it, citations by their section, lines of a list by
what they say. Fields are named as the checks name them: `questions › paper-shown › text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import zip_longest
from typing import Any

from rapidfuzz.distance import Indel

from guidance.content.department import PinnedResult
from guidance.content.memos import Citation
from guidance.content.values import Value
from guidance.content.word_differences import Piece, differences, shortened


@dataclass(frozen=True)
class FieldChange:
    """One field, as it read before and as it reads after; "" where it says nothing."""

    field: str
    before: str
    after: str

    @cached_property
    def pieces(self) -> list[Piece]:
        """The words that changed, with what stands around them."""
        return shortened(differences(self.before, self.after))


def field_changes(
    before: Value | None, after: Value | None, inside: str = ""
) -> Iterator[FieldChange]:
    """Yield every field that differs. With one value missing, all that the other says."""
    one = after if after is not None else before
    for name, field in type(one).model_fields.items() if one is not None else ():
        if name == "slug" and inside:
            continue  # a part's slug stands in the name of each of its fields
        unsaid = None if field.is_required() else field.default
        label = f"{inside}{name.replace('_', ' ')}"
        yield from _changes(
            getattr(before, name, unsaid), getattr(after, name, unsaid), label
        )


def _changes(before: Any, after: Any, label: str) -> Iterator[FieldChange]:
    if before == after:
        return
    one = after if after is not None else before
    if isinstance(one, Value):
        yield from field_changes(before, after, f"{label} › ")
    elif isinstance(one, tuple):
        yield from _sequences(before or (), after or (), label)
    elif isinstance(one, dict):
        yield from _answers(before or {}, after or {}, label)
    elif _said(before) != _said(after):
        yield FieldChange(label, _said(before), _said(after))


def _said(value: Any) -> str:
    """Return a plain `value` as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _answers(
    before: dict[str, str], after: dict[str, str], label: str
) -> Iterator[FieldChange]:
    for name in {**after, **before}:
        if before.get(name) != after.get(name):
            here = f"{label} › {name}"
            yield FieldChange(here, before.get(name, ""), after.get(name, ""))


def _sequences(
    before: Sequence[Any], after: Sequence[Any], label: str
) -> Iterator[FieldChange]:
    one = (*after, *before)[0]
    if isinstance(one, Citation):
        yield from _lines(_cited(before), _cited(after), label)
    elif isinstance(one, PinnedResult):
        yield from _lines(_chosen(before), _chosen(after), label)
    elif isinstance(one, Value):
        yield from _parts(before, after, label)
    else:
        yield from _lines(_told(before), _told(after), label)


def _told(lines: Sequence[Any]) -> list[str]:
    return [
        ", ".join(each) if isinstance(each, tuple) else _said(each) for each in lines
    ]


def _cited(citations: Sequence[Citation]) -> list[str]:
    return [f"{each.section}: “{each.words}”" for each in citations]


def _chosen(pinned: Sequence[PinnedResult]) -> list[str]:
    return [
        f"{', '.join(f'“{query}”' for query in each.queries)}: {', '.join(each.refs)}"
        for each in pinned
    ]


def _parts(
    before: Sequence[Any], after: Sequence[Any], label: str
) -> Iterator[FieldChange]:
    """Compare parts by their first field, a slug as a rule, in the order they have now."""
    name = next(iter(type((*after, *before)[0]).model_fields))
    old = {getattr(each, name): each for each in before}
    new = {getattr(each, name): each for each in after}
    both = [slug for slug in old if slug in new], [slug for slug in new if slug in old]
    if both[0] != both[1]:
        yield FieldChange(f"{label} › order", ", ".join(both[0]), ", ".join(both[1]))
    for slug in {**new, **old}:
        here = f"{label} › {slug} › "
        yield from field_changes(old.get(slug), new.get(slug), here)


def _lines(
    before: Sequence[str], after: Sequence[str], label: str
) -> Iterator[FieldChange]:
    """Compare lists of lines: a line that moved on is the same line."""
    for start, out, in_ in _runs(before, after):
        for number, (old, new) in enumerate(zip_longest(out, in_, fillvalue="")):
            yield FieldChange(f"{label} › {start + number + 1}", old, new)


def _runs(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    """Yield where lines changed, the lines before and the lines after."""
    done_before = done_after = 0
    same = [each for each in Indel.opcodes(before, after) if each.tag == "equal"]
    for each in same:
        out = before[done_before : each.src_start]
        in_ = after[done_after : each.dest_start]
        if out or in_:
            yield done_after, out, in_
        done_before, done_after = each.src_end, each.dest_end
    if before[done_before:] or after[done_after:]:
        yield done_after, before[done_before:], after[done_after:]

"""Correcting what an import proposes: what a form sends, and what its buttons do.

A part is called by the paragraph it begins at, so that its fields keep their names
whatever happens to the parts round it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from guidance.authoring.models import ImportedMemo, Section
from guidance.content.importing.paragraphs import Paragraph, Reading
from guidance.content.importing.splitting import (
    LONGEST_LINE,
    Part,
    body,
    inside,
    merged,
    renumbered,
    split_at,
)
from guidance.content.importing.writing import seen

TYPED = {
    "number": "Number",
    "heading": "Heading",
    "slug": "Slug",
    "ref": "Ref",
    "provenance": "How far its words can be trusted",
}
LONGEST_SLUG = 60
LONGEST_REF = 24


@dataclass(frozen=True)
class Proposed:
    """A part with its text, and the names it gets where a trainer gives it none."""

    part: Part
    body: str
    paragraphs: list[tuple[int, Paragraph]]
    title: Paragraph | None
    slug: str
    ref: str
    is_first: bool


def parts_of(row: ImportedMemo) -> list[Part]:
    return [Part.model_validate(each) for each in row.parts]


def paragraphs_of(row: ImportedMemo) -> tuple[Paragraph, ...]:
    return Reading.model_validate(row.reading).paragraphs


def proposed(row: ImportedMemo, memo_ref: str) -> list[Proposed]:
    """Return every part of an import with what would become of it."""
    parts, paragraphs = parts_of(row), paragraphs_of(row)
    slugs = _slugs(parts)
    refs = _refs(parts, memo_ref)
    return [
        Proposed(
            part=part,
            body=body(paragraphs, parts, place),
            paragraphs=inside(paragraphs, parts, place),
            title=paragraphs[part.start] if part.is_titled else None,
            slug=part.slug or slugs[part.start],
            ref=part.ref or refs[part.start],
            is_first=place == 0,
        )
        for place, part in enumerate(parts)
    ]


def corrected(parts: Iterable[Part], sent: Mapping[str, str]) -> list[Part]:
    """Return `parts` as a form says them; one that it doesn't name stays as it is."""
    return [_corrected(part, sent) for part in parts]


def _corrected(part: Part, sent: Mapping[str, str]) -> Part:
    if f"number-{part.start}" not in sent:
        return part
    typed = {
        name: seen(sent.get(f"{name}-{part.start}", "")).strip()[:LONGEST_LINE]
        for name in TYPED
    }
    titled = f"titled-{part.start}" in sent
    return part.model_copy(update={**typed, "is_titled": titled})


def pressed(row: ImportedMemo, parts: list[Part], button: str) -> list[Part]:
    """Return `parts` after one of the buttons beside them; others change nothing."""
    act, _, place = button.partition("-")
    if act == "renumber":
        return renumbered(parts)
    if act not in BESIDE or not (place.isascii() and place.isdigit()):
        return parts
    return BESIDE[act](row, parts, int(place[:6]))


def _merge(row: ImportedMemo, parts: list[Part], start: int) -> list[Part]:
    return merged(parts, start)


def _split(row: ImportedMemo, parts: list[Part], start: int) -> list[Part]:
    return split_at(parts, paragraphs_of(row), start)


def _drop(row: ImportedMemo, parts: list[Part], start: int) -> list[Part]:
    return [_turned(each, each.dropped or each.start == start) for each in parts]


def _keep(row: ImportedMemo, parts: list[Part], start: int) -> list[Part]:
    return [_turned(each, each.dropped and each.start != start) for each in parts]


def _turned(part: Part, dropped: bool) -> Part:
    return part.model_copy(update={"dropped": dropped})


BESIDE = {"merge": _merge, "split": _split, "drop": _drop, "keep": _keep}


def _slugs(parts: Iterable[Part]) -> dict[int, str]:
    """Return a slug for every part that was given none, of its heading's words."""
    taken = {each.slug for each in parts}
    found = {}
    for part in parts:
        words = slugify(part.heading)[:LONGEST_SLUG].strip("-")
        words = words or slugify(part.number)[:LONGEST_SLUG].strip("-") or "section"
        found[part.start] = words if part.slug else unlike(words, taken)
        taken.add(found[part.start])
    return found


def _refs(parts: Iterable[Part], memo_ref: str) -> dict[int, str]:
    """Return a ref for every part that was given none: the memo's, and a number."""
    taken = set(Section.objects.values_list("ref", flat=True))
    taken |= {each.ref for each in parts} | _once_given()
    found, count = {}, 0
    room = LONGEST_REF - 5
    for part in parts:
        if part.ref or part.dropped or not memo_ref:
            found[part.start] = ""
            continue
        count += 1
        while f"{memo_ref[:room]}-{count}" in taken:
            count += 1
        found[part.start] = f"{memo_ref[:room]}-{count}"
    return found


def _once_given() -> set[str]:
    """Return the refs of sections that revised memos took the place of.

    A ref that was quoted over the radio must not lead to something else later.
    """
    kept = ImportedMemo.objects.exclude(before=[]).values_list("before", flat=True)
    return {section["ref"] for before in kept for section in before}


def unlike(words: str, taken: set[str]) -> str:
    """Return `words`, with a number behind them where they are `taken`."""
    tried, count = words, 1
    while tried in taken:
        count += 1
        tried = f"{words}-{count}"
    return tried

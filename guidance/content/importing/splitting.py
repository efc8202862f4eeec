"""Splitting paragraphs into the sections of a memo, as a proposal to be corrected.

A part is a stretch of paragraphs that begins at one of them and ends where the next part
begins, so that no correction can lose a word: merging and splitting only move where
parts begin. Headings say where, or a row of numbers, or lines that look like headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from guidance.content.importing.numbers import (
    as_cited,
    below,
    counted,
    follows,
)
from guidance.content.importing.paragraphs import LOOKS_LIKE_ONE, Paragraph
from guidance.content.importing.writing import looks_like_heading, seen
from guidance.content.values import Value

MOST_PARTS = 300
LONGEST_LINE = 500
HEADING_WORDS = 9
LONG = 300
"""Characters: what stands before the first heading is a section if it is longer."""

RUN_IN = re.compile(r"(?P<heading>[^.:;–—]{3,80})(?:[.:]|\s[–—-])\s+\S")


class Part(Value):
    """A section as proposed, which begins at the paragraph numbered `start`.

    That paragraph is its heading where `is_titled`, and the first of its text where
    not. A part that is `dropped` becomes no section and stays on the page. The last
    three only a trainer knows; left empty, names are made and the memo's word holds.
    """

    start: int
    is_titled: bool = False
    number: str = ""
    heading: str = ""
    dropped: bool = False
    slug: str = ""
    ref: str = ""
    provenance: str = ""


class Split(Value):
    """A memo's title as proposed, its parts, and whether its numbers are its own."""

    title: str = ""
    parts: tuple[Part, ...]
    is_numbered: bool = True


def split(paragraphs: Sequence[Paragraph]) -> Split:
    """Return the sections that the headings and numbers of `paragraphs` propose."""
    title = _title(paragraphs)
    first = 0 if title is None else title + 1
    starts = _starts(paragraphs, first)[:MOST_PARTS]
    parts = _numbered(paragraphs, starts)
    is_numbered = any(each.number for each in parts)
    if not is_numbered:
        parts = renumbered(parts)
    if first < len(paragraphs) and first not in starts:
        parts = [_preamble(paragraphs, first, starts), *parts]
    return Split(
        title="" if title is None else paragraphs[title].words[:LONGEST_LINE],
        parts=tuple(_only_headings_dropped(paragraphs, parts)),
        is_numbered=is_numbered,
    )


def body(paragraphs: Sequence[Paragraph], parts: Sequence[Part], place: int) -> str:
    """Return the text of the part at `place`, in Markdown."""
    return "\n\n".join(each.printed for _, each in inside(paragraphs, parts, place))


def inside(
    paragraphs: Sequence[Paragraph], parts: Sequence[Part], place: int
) -> list[tuple[int, Paragraph]]:
    """Return the paragraphs of a part's text with their numbers, its heading not."""
    part = parts[place]
    end = parts[place + 1].start if place + 1 < len(parts) else len(paragraphs)
    start = part.start + part.is_titled
    return list(enumerate(paragraphs[start:end], start))


def merged(parts: Sequence[Part], start: int) -> list[Part]:
    """Return `parts` with the one at `start` gone on with by the one before it.

    What was its heading is a line of text then. The first has nothing before it.
    """
    gone = {start} - {each.start for each in parts[:1]}
    return [each for each in parts if each.start not in gone]


def split_at(
    parts: Sequence[Part], paragraphs: Sequence[Paragraph], start: int
) -> list[Part]:
    """Return `parts` with one more, which begins at the paragraph `start`."""
    if start in {each.start for each in parts} or not 0 <= start < len(paragraphs):
        return list(parts)
    if len(parts) >= MOST_PARTS:
        return list(parts)
    new = part_at(paragraphs, start)
    return sorted([*parts, new], key=lambda each: each.start)


def part_at(paragraphs: Sequence[Paragraph], start: int) -> Part:
    """Return the part that begins at the paragraph `start`."""
    first = paragraphs[start]
    text = seen(first.words)
    is_titled = first.level > 0 or looks_like_heading(text)
    return Part(
        start=start,
        is_titled=is_titled,
        number=as_cited(first.number),
        heading=text[:LONGEST_LINE].rstrip(": ") if is_titled else heading_of(text),
    )


def heading_of(text: str) -> str:
    """Return a few words on what `text` is about: its own first ones."""
    run_in = RUN_IN.match(text)
    if run_in and len(run_in["heading"].split()) <= HEADING_WORDS:
        return run_in["heading"].strip()
    words = text.split()
    short = " ".join(words[:HEADING_WORDS])[:100].rstrip(",;:.")
    return f"{short} …" if len(words) > HEADING_WORDS else short


def renumbered(parts: Iterable[Part]) -> list[Part]:
    """Return `parts` numbered 1, 2, 3, those that are dropped left out."""
    count, numbered = 0, []
    for part in parts:
        count += not part.dropped
        number = part.number if part.dropped else str(count)
        numbered.append(part.model_copy(update={"number": number}))
    return numbered


def _title(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return which paragraph is the title of the whole, if one is.

    It is the only heading of the highest level, or one that a heading follows at once.
    """
    levels = [each.level for each in paragraphs]
    headings = [place for place, level in enumerate(levels) if level]
    if len(headings) < 2 or paragraphs[headings[0]].number:
        return None
    first, second = headings[0], headings[1]
    highest = min(levels[place] for place in headings)
    is_alone = levels[first] == highest < LOOKS_LIKE_ONE and levels.count(highest) == 1
    return first if is_alone or (first == 0 and second == 1) else None


def _starts(paragraphs: Sequence[Paragraph], first: int) -> list[int]:
    """Return where sections begin."""
    places = range(first, len(paragraphs))
    real = [place for place in places if 0 < paragraphs[place].level < LOOKS_LIKE_ONE]
    if real:
        return real
    row = _row(paragraphs, first)
    if len(row) > 1:
        return row
    loud = [place for place in places if paragraphs[place].level == LOOKS_LIKE_ONE]
    return loud or row


def _row(paragraphs: Sequence[Paragraph], first: int) -> list[int]:
    """Return the places of the first row of numbers, which begins with 1 or “a”.

    A row inside it begins again and again; this one goes on.
    """
    row: list[int] = []
    for place in range(first, len(paragraphs)):
        number = paragraphs[place].number
        at = counted(number)
        if row and follows(number, paragraphs[row[-1]].number):
            row.append(place)
        elif at and at.place == 1 and not row:
            row = [place]
    return row


def _numbered(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[Part]:
    """Return the parts that begin at `starts`, each numbered below what it stands in."""
    parts: list[Part] = []
    above: list[tuple[int, str]] = []
    for start in starts:
        part, level = part_at(paragraphs, start), paragraphs[start].level
        while above and above[-1][0] >= level:
            above.pop()
        number = below(above[-1][1], part.number) if above else part.number
        parts.append(part.model_copy(update={"number": number}))
        above.append((level, number))
    return parts


def _preamble(
    paragraphs: Sequence[Paragraph], first: int, starts: Sequence[int]
) -> Part:
    """Return what stands before the first heading: mostly to whom it was sent."""
    end = starts[0] if starts else len(paragraphs)
    text = " ".join(each.words for each in paragraphs[first:end])
    part = part_at(paragraphs, first)
    is_short = bool(starts) and len(text) < LONG
    return part.model_copy(update={"is_titled": False, "dropped": is_short})


def _only_headings_dropped(
    paragraphs: Sequence[Paragraph], parts: Sequence[Part]
) -> Iterator[Part]:
    """Yield `parts`, those dropped that are a heading and nothing else.

    What only looked like a heading is the text then.
    """
    for place, part in enumerate(parts):
        is_real = 0 < paragraphs[part.start].level < LOOKS_LIKE_ONE
        if inside(paragraphs, parts, place):
            yield part
        elif is_real:
            yield part.model_copy(update={"dropped": True})
        else:
            yield part.model_copy(update={"is_titled": False})

"""PDFs: lines become paragraphs by the gaps between them, and headings by their type.

Lines that stand at the head or foot of most pages are left out, and the notes say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from guidance.content.importing.lines import is_loud
from guidance.content.importing.numbers import take_number
from guidance.content.importing.paragraphs import (
    LOOKS_LIKE_ONE,
    Paragraph,
    Reading,
    read_as,
    unreadable,
)
from guidance.content.importing.pdf_lines import Line, pdf_lines
from guidance.content.importing.writing import Run, paragraph

LARGER = 1.08
"""So many times the size of the text is a heading's."""

EDGE = 3
"""Lines at the head and the foot of a page that may be the same on others."""

PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\s]*#(?:\s*(?:of|/)\s*#)?[-–—\s]*", re.I)
HYPHEN = "\xad"


def read_pdf(data: bytes) -> Reading:
    """Return the reading of a PDF with text. Raises Refused."""
    lines, pages = pdf_lines(data)
    if not lines:
        raise unreadable(
            "There is no text in this PDF, only pictures of its pages: it is a scan.",
            "Ask for the file it was printed from, or type or paste the text.",
        )
    kept, notes = _without_margins(lines, pages)
    empty = sorted(set(range(1, pages + 1)) - {each.page for each in lines})
    if empty:
        which = ", ".join(map(str, empty[:20]))
        notes.append(f"No text was found on page {which}: perhaps a picture of text.")
    return read_as(list(_paragraphs(kept or lines)), notes)


def _without_margins(lines: list[Line], pages: int) -> tuple[list[Line], list[str]]:
    """Return `lines` without those that every page repeats, and a note of these."""
    edges = [(each, _same(each.text)) for each in _edges(lines)]
    on_pages = Counter(
        text for text in {(same, each.page): same for each, same in edges}.values()
    )
    often = {
        same
        for same, count in on_pages.items()
        if pages > 1 and count >= max(2, 0.6 * pages)
    }
    left_out = [
        each
        for each, same in edges
        if same in often or PAGE_NUMBER.fullmatch(same.strip())
    ]
    gone = {id(each) for each in left_out}
    texts = dict.fromkeys(_same(each.text) for each in left_out)
    shown = dict(zip(map(_same, (e.text for e in left_out)), left_out, strict=True))
    notes = [
        f"Left out as the head or foot of a page: “{shown[each].text.strip()[:80]}”."
        for each in list(texts)[:5]
    ]
    return [each for each in lines if id(each) not in gone], notes


def _edges(lines: list[Line]) -> Iterator[Line]:
    for page in sorted({each.page for each in lines}):
        own = sorted((e for e in lines if e.page == page), key=lambda each: each.top)
        yield from own[:EDGE]
        yield from own[max(EDGE, len(own) - EDGE) :]


def _same(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).casefold())


@dataclass(frozen=True)
class _Type:
    """How a document is set: what its text looks like, and so what stands out."""

    body: float
    levels: dict[float, int]
    pitch: float
    edge: float
    words: Counter[str]


def _paragraphs(lines: list[Line]) -> Iterator[Paragraph]:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0]
    setting = _Type(
        body, _levels(letters, body), _pitch(lines), _edge(lines), _words(lines)
    )
    held: list[Line] = []
    for line in lines:
        before = held[-1] if held else line
        if _ends(before, setting) or _begins(line, before, setting):
            yield from _one(held, setting)
            held = []
        held.append(line)
    yield from _one(held, setting)


def _levels(letters: Counter[float], body: float) -> dict[float, int]:
    """Return the level of each size that is larger than that of the text."""
    larger = sorted((size for size in letters if size > body * LARGER), reverse=True)
    return {size: min(place, 7) for place, size in enumerate(larger, 1)}


def _pitch(lines: list[Line]) -> float:
    """Return how far one line of the text is from the next."""
    gaps = [
        after.top - before.top
        for before, after in pairwise(lines)
        if before.page == after.page
        and before.size == after.size
        and 0 < after.top - before.top < 3 * max(after.size, 1)
    ]
    return quantiles(gaps, n=4)[0] if len(gaps) > 1 else 14.0


def _edge(lines: list[Line]) -> float:
    """Return how far to the right a line of text must go to be full."""
    rights, lefts = [each.right for each in lines], [each.left for each in lines]
    return max(rights) - 0.2 * (max(rights) - min(lefts))


def _ends(line: Line, setting: _Type) -> bool:
    """Say whether a paragraph ends with `line`: a sentence does, short of the edge."""
    return line.text.rstrip()[-1:] in ".:;?!" and line.right < setting.edge


def _begins(line: Line, before: Line, setting: _Type) -> bool:
    """Say whether a paragraph begins with `line`, which comes after `before`."""
    if line.size != before.size and not setting.levels.keys().isdisjoint(
        {line.size, before.size}
    ):
        return True
    turns = line.is_bold != before.is_bold and any(map(_is_heading, (line, before)))
    if turns or take_number(line.text)[0]:
        return True
    if line.page != before.page:
        return not line.text[:1].islower() or before.text.rstrip()[-1:] in ".:;"
    gap = line.top - before.top
    larger = max(1.0, min(line.size, before.size) / setting.body)
    return gap > 1.3 * setting.pitch * larger or gap < -setting.pitch


def _is_heading(line: Line) -> bool:
    return line.is_bold and is_loud(line.text)


def _one(lines: list[Line], setting: _Type) -> Iterator[Paragraph]:
    if not lines:
        return
    text = ""
    for line in lines:
        text = _put_together(text, line.text.strip(), setting.words)
    level = setting.levels.get(lines[0].size, 0)
    is_line = len(lines) <= 2 and is_loud(text)
    if not level and is_line and (lines[0].is_bold or text.isupper()):
        level = LOOKS_LIKE_ONE
    found = paragraph([Run(text)], level=level, page=lines[0].page)
    if found:
        yield found


def _put_together(text: str, line: str, words: Counter[str]) -> str:
    """Return `text` gone on with by `line`.

    The hyphen at a line's end may be the word's or the printer's; it is the printer's
    where the word stands without it somewhere else in the document.
    """
    hyphen = text[-1:] == HYPHEN
    if not hyphen:
        return f"{text} {line}" if text else line
    before = re.findall(r"[^\W\d_]+", text)[-1:]
    after = re.findall(r"^[^\W\d_]+", line)
    whole = "".join(before + after).casefold()
    return text[:-1] + ("" if words[whole] else "-") + line


def _words(lines: list[Line]) -> Counter[str]:
    return Counter(
        word.casefold()
        for each in lines
        for word in re.findall(r"[^\W\d_]+", each.text)
    )

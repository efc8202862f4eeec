"""A section looked at while it is cited: found by typing, its text, the words in it.

What was typed is the ref of a section, or words that several may have. Of a section
everything is shown that can be quoted, with the words marked that stand there; and
where they don't, the words of it that are nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from guidance.authoring.fields import WORDS_FOR_AN_ADDRESS
from guidance.authoring.forms import quotable
from guidance.authoring.models import Section
from guidance.content.answer_checking import says
from guidance.content.markdown import plain
from guidance.content.nearest_words import Passage, nearest
from guidance.content.quoting import find

AT_ONCE = 8
LONGEST_ASKED = 200
LONGEST_KEY = 18
LOOKED_IN = ("ref", "number", "heading", "body", "quotation", "memo__title")


@dataclass(frozen=True)
class Shown:
    """A text of a section, cut where the quoted words begin and end in it."""

    label: str
    before: str
    quoted: str = ""
    after: str = ""


@dataclass(frozen=True)
class Look:
    """What there is to see beside a citation; `row` is its prefix in the form."""

    row: str
    typed: str
    words: str
    section: Section | None = None
    found: list[Section] = field(default_factory=list)
    more: int = 0
    texts: list[Shown] = field(default_factory=list)
    stands: bool = False
    nearest: str = ""


def look(row: str, typed: str, words: str) -> Look:
    """Return what there is to see where `typed` is to be quoted with `words`."""
    section = section_named(typed)
    if section is None:
        found = _having(typed)
        return Look(row, typed, words, found=found[:AT_ONCE], more=len(found) - AT_ONCE)
    stands = bool(words) and says(quotable(section), words)
    texts = list(_quotable_texts(section))
    near = "" if stands or not words else _nearest(section, words, texts)
    shown = [_cut(label, text, words) for label, text in texts]
    return Look(row, typed, words, section, texts=shown, stands=stands, nearest=near)


def section_named(typed: str) -> Section | None:
    """Return the section whose ref `typed` is, or whose key; None where there is none."""
    name = typed.strip().lower()
    sections = Section.objects.select_related("memo")
    if re.fullmatch(WORDS_FOR_AN_ADDRESS, name) is None:
        return None
    found = sections.filter(ref=name).first()
    if found is None and name.isascii() and name.isdigit() and len(name) <= LONGEST_KEY:
        found = sections.filter(pk=int(name)).first()
    return found


def _having(typed: str) -> list[Section]:
    """Return the sections that have all the words of `typed`, the memos in order."""
    words = typed.replace("\0", " ")[:LONGEST_ASKED].split()
    if not words:
        return []
    wanted = Q()
    for word in words:
        wanted &= _anywhere(word)
    rows = Section.objects.filter(wanted).select_related("memo")
    return list(rows.order_by("memo__order", "memo__slug", "order", "pk")[:100])


def _anywhere(word: str) -> Q:
    there = Q()
    for name in LOOKED_IN:
        there |= Q(**{f"{name}__icontains": word})
    return there


def _quotable_texts(section: Section) -> Iterator[tuple[str, str]]:
    if section.quotation:
        yield "The document’s own words", section.quotation
    if section.body:
        yield "What the section says", plain(section.body)


def _nearest(section: Section, words: str, texts: list[tuple[str, str]]) -> str:
    """Return the words of `section` that are nearest to `words`, or "" if none are."""
    near = [found for _, text in texts if (found := nearest(words, text))]
    best: Any = max(near, key=lambda each: each.nearness, default=Passage("", 0))
    return best.words if best.words and says(quotable(section), best.words) else ""


def _cut(label: str, text: str, words: str) -> Shown:
    span = find(words, text)
    if span is None:
        return Shown(label, text)
    return Shown(
        label, text[: span.start], text[span.start : span.end], text[span.end :]
    )

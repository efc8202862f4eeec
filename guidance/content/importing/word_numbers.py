"""The numbers Word prints before paragraphs, which stand nowhere in the text.

A paragraph names a list and a level, itself or by its style; the list says where it
starts and how it is written, “%1.%2” for instance. Word counts as it goes, and so do we.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn

from guidance.content.importing.numbers import BULLET, to_letters, to_roman

LEVELS = 9
PLACEHOLDER = re.compile(r"%([1-9])")
WRITTEN: dict[str, Callable[[int], str]] = {
    "lowerLetter": to_letters,
    "upperLetter": lambda count: to_letters(count).upper(),
    "lowerRoman": to_roman,
    "upperRoman": lambda count: to_roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
}
MOST = 1_000
"""What is counted further than this is no number of a memo."""


class Level:
    """How one level of a list is numbered."""

    def __init__(self, element: Any = None) -> None:
        self.start = _number(_value(element, "w:start"), 1)
        self.format = _value(element, "w:numFmt") or "decimal"
        self.text = _value(element, "w:lvlText") or ""
        self.is_legal = element is not None and element.find(qn("w:isLgl")) is not None

    def written(self, count: int) -> str:
        return WRITTEN.get(self.format, str)(min(max(count, 1), MOST))


class WordNumbers:
    """The lists of a document, and how far each was counted."""

    def __init__(self, numbering: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        for each in [] if numbering is None else numbering:
            if each.tag == qn("w:abstractNum"):
                self._add_levels(each)
            elif each.tag == qn("w:num"):
                self._add_list(each)

    def _add_levels(self, element: Any) -> None:
        name = element.get(qn("w:abstractNumId"), "")
        self._levels[name] = {
            _number(each.get(qn("w:ilvl")), 0): Level(each)
            for each in element.findall(qn("w:lvl"))
        }

    def _add_list(self, element: Any) -> None:
        name = element.get(qn("w:numId"), "")
        self._lists[name] = _value(element, "w:abstractNumId") or ""
        for each in element.findall(qn("w:lvlOverride")):
            start = _value(each, "w:startOverride")
            if start is not None:
                level = _number(each.get(qn("w:ilvl")), 0)
                self._restarts[name][level] = _number(start, 1)

    def next(self, name: str, level: int) -> str:
        """Count one more paragraph of the list `name` and return what is printed."""
        kind = self._lists.get(name)
        if kind is None or not 0 <= level < LEVELS:
            return ""
        levels = self._levels.get(kind, {})
        own = levels.get(level) or Level()
        if own.format == "bullet":
            return BULLET
        self._count(name, kind, level)
        return "" if own.format == "none" else self._printed(kind, own, levels)

    def _count(self, name: str, kind: str, level: int) -> None:
        counts, levels = self._counts[kind], self._levels.get(kind, {})
        start = (levels.get(level) or Level()).start
        restart = self._restarts[name].get(level)
        if restart is not None and (name, level) not in self._begun:
            counts[level] = restart
        else:
            counts[level] = counts.get(level, start - 1) + 1
        self._begun.add((name, level))
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]

    def _printed(self, kind: str, own: Level, levels: dict[int, Level]) -> str:
        counts = self._counts[kind]

        def written(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = levels.get(at) or Level()
            count = counts.setdefault(at, level.start)
            return str(count) if own.is_legal else level.written(count)

        return " ".join(PLACEHOLDER.sub(written, own.text).split())[:40]


def list_of(properties: Any) -> tuple[str | None, int | None]:
    """Return the list and the level that a paragraph's or a style's properties name."""
    numbered = None if properties is None else properties.find(qn("w:numPr"))
    if numbered is None:
        return None, None
    level = _value(numbered, "w:ilvl")
    return _value(numbered, "w:numId"), None if level is None else _number(level, 0)


def _value(element: Any, child: str) -> str | None:
    found = None if element is None else element.find(qn(child))
    return None if found is None else found.get(qn("w:val"))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise

"""Word documents: paragraphs with their styles, runs and printed numbers.

Tracked changes are read as if all were accepted. What is no running text (headers,
notes, comments, pictures) is left out, and the notes of the reading say so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from guidance.content.importing.paragraphs import (
    LOOKS_LIKE_ONE,
    Paragraph,
    Reading,
    read_as,
)
from guidance.content.importing.word_numbers import WordNumbers, list_of
from guidance.content.importing.writing import (
    Run,
    as_markdown,
    looks_like_heading,
    paragraph,
    seen,
    table,
)
from guidance.content.importing.zips import inspect_word

HEADING = re.compile(r"heading ([1-7])")
CONTENTS = re.compile(r"toc( heading)?( \d)?")
TITLE = 1
LONGEST_CELL = 300
"""A table with more than this in a cell only lays out text, and is read as text."""

LEFT_OUT = {
    "w:drawing": "Pictures were left out.",
    "w:pict": "Pictures were left out.",
    "w:object": "Embedded objects were left out.",
    "w:footnoteReference": "Footnotes were left out.",
    "w:endnoteReference": "Endnotes were left out.",
    "w:commentReference": "Comments were left out.",
    "w:del": "There are tracked changes; they were read as if all were accepted.",
    "w:ins": "There are tracked changes; they were read as if all were accepted.",
}
# The same text a second time, and what was struck out.
PASSED_OVER = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
OFF = {"0", "false", "off", "none"}


def read_word(data: bytes) -> Reading:
    """Return the reading of a .docx. Raises Refused, or anything where it is broken."""
    inspect_word(data)
    document = docx.Document(io.BytesIO(data))
    reader = _Reader(document)
    body = document.element.body
    paragraphs = list(reader.blocks(body))
    there = {tag: next(body.iter(qn(tag)), None) is not None for tag in LEFT_OUT}
    notes = [note for tag, note in LEFT_OUT.items() if there[tag]]
    return read_as(paragraphs, list(dict.fromkeys(notes + reader.notes)))


class _Reader:
    def __init__(self, document: Any) -> None:
        self._styles = {each.style_id: each for each in document.styles}
        self._numbers = WordNumbers(_numbering(document))
        self.notes: list[str] = []

    def blocks(self, element: Any) -> Iterator[Paragraph]:
        """Yield the paragraphs and tables in `element`, in reading order."""
        for child in element:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag not in PASSED_OVER and child.tag != qn("w:sectPr"):
                yield from self.blocks(child)  # a content control, or something new

    def _paragraph(self, element: Any) -> Iterator[Paragraph]:
        styles = self._chain(element)
        name = _name(styles)
        if CONTENTS.fullmatch(name):
            self.notes.append("The table of contents was left out.")
            return
        number = self._number(element, styles)
        runs = list(self._runs(element, styles))
        level = _level(element, styles)
        if not level and _is_bold_line(runs):
            level = LOOKS_LIKE_ONE
        found = paragraph(runs, level=level, number=number)
        if found:
            yield found

    def _chain(self, element: Any) -> list[Any]:
        """Return the styles of a paragraph: its own, then what that is based on."""
        style = self._styles.get(_style(element) or "Normal")
        chain: list[Any] = []
        while style is not None and style not in chain and len(chain) < 20:
            chain.append(style)
            style = getattr(style, "base_style", None)
        return chain

    def _number(self, element: Any, styles: list[Any]) -> str:
        places = [element.pPr, *(each.element.find(qn("w:pPr")) for each in styles)]
        name = level = None
        for own_name, own_level in map(list_of, places):
            name = own_name if name is None else name
            level = own_level if level is None else level
        return self._numbers.next(name, level or 0) if name else ""

    def _runs(self, element: Any, styles: list[Any]) -> Iterator[Run]:
        heavy = any(_on(each.element.find(qn("w:rPr")), "w:b") for each in styles)
        for run in _within(element, qn("w:r")):
            properties = run.find(qn("w:rPr"))
            if _on(properties, "w:vanish"):
                continue
            bold = properties is not None and properties.find(qn("w:b")) is not None
            strong = _on(properties, "w:b") if bold else heavy
            yield Run("".join(_texts(run)), strong, _on(properties, "w:i"))

    def _table(self, element: Any) -> Iterator[Paragraph]:
        cells = [
            [list(self.blocks(cell)) for cell in row.findall(qn("w:tc"))]
            for row in element.findall(qn("w:tr"))
        ]
        rows = [[_in_a_line(cell) for cell in row] for row in cells if row]
        longest = max((len(text) for row in rows for text in row), default=0)
        is_layout = longest > LONGEST_CELL or all(len(row) == 1 for row in rows)
        if is_layout:
            yield from (each for row in cells for cell in row for each in cell)
        elif longest:
            yield Paragraph(text=table(rows))


def _numbering(document: Any) -> Any:
    for each in document.part.rels.values():
        if each.reltype.endswith("/numbering") and not each.is_external:
            return each.target_part.element
    return None


def _style(element: Any) -> str | None:
    properties = element.pPr
    found = None if properties is None else properties.find(qn("w:pStyle"))
    return None if found is None else found.get(qn("w:val"))


def _name(styles: list[Any]) -> str:
    return (styles[0].name or "").lower() if styles else ""


def _level(element: Any, styles: list[Any]) -> int:
    """Return 1 for a title, 2 for a heading of the first level, and so on."""
    for name in ((each.name or "").lower() for each in styles):
        if name == "title":
            return TITLE
        if found := HEADING.fullmatch(name):
            return int(found[1]) + 1
    for place in (element.pPr, *(each.element.find(qn("w:pPr")) for each in styles)):
        outline = None if place is None else place.find(qn("w:outlineLvl"))
        if outline is not None and outline.get(qn("w:val"), "9") in "0123456":
            return int(outline.get(qn("w:val"))) + 2
    return 0


def _is_bold_line(runs: list[Run]) -> bool:
    """Say whether `runs` are a line in bold or capitals that could be a heading."""
    said = [each for each in runs if each.text.strip()]
    text = seen("".join(each.text for each in runs)).strip()
    is_loud = all(each.strong for each in said) or text.isupper()
    return bool(said) and is_loud and looks_like_heading(text)


def _on(properties: Any, name: str) -> bool:
    found = None if properties is None else properties.find(qn(name))
    return found is not None and found.get(qn("w:val"), "1").lower() not in OFF


def _within(element: Any, tag: str) -> Iterator[Any]:
    """Yield the `tag`s in `element`, however deep, but for what is passed over.

    A text box holds paragraphs of its own; they are told with the one it hangs on.
    """
    for child in element:
        if child.tag == tag:
            yield child
            yield from _within(child, tag)
        elif child.tag not in PASSED_OVER:
            yield from _within(child, tag)


def _texts(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in {qn("w:tab"), qn("w:br"), qn("w:cr")}:
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"


def _in_a_line(cell: list[Paragraph]) -> str:
    return " ".join(
        as_markdown([Run(each.words)]) if each.level else each.printed for each in cell
    )

"""Web pages: cleaned by nh3, which parses as browsers do, then read tag by tag."""

from __future__ import annotations

from html.parser import HTMLParser

import nh3

from guidance.content.importing.numbers import BULLET, to_letters, to_roman
from guidance.content.importing.paragraphs import Paragraph, Reading, read_as
from guidance.content.importing.writing import Run, as_markdown, paragraph, table

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {"p", "div", "section", "article", "main", "blockquote", "pre", "dt", "dd"}
BLOCKS |= {"ul", "ol", "li", "dl", "header", "footer", "address", "caption", "br", "hr"}
ROWS = {"table", "tr", "td", "th"}
STRONG, EMPHASIS = {"b", "strong"}, {"i", "em", "cite"}
NOT_READ = {"script", "style", "noscript", "template", "svg", "nav", "title", "select"}
PICTURES = {"img"}
LONGEST_CELL = 300
DEEPEST = 20

STYLES = {"a": to_letters, "i": to_roman}


def read_web_page(text: str) -> Reading:
    """Return the reading of a web page or a part of one."""
    reader = _Reader()
    reader.feed(
        nh3.clean(
            text,
            tags=set(HEADINGS) | BLOCKS | ROWS | STRONG | EMPHASIS | PICTURES,
            clean_content_tags=NOT_READ,
            attributes={"ol": {"start", "type"}},
        )
    )
    reader.close()
    reader.end_block()
    return read_as(reader.paragraphs, list(dict.fromkeys(reader.notes)))


class _List:
    """A list that is open, and how it counts."""

    def __init__(self, tag: str, given: dict[str, str | None]) -> None:
        start = given.get("start") or ""
        self._ordered = tag == "ol"
        self._next = int(start) if start.isascii() and start.isdigit() else 1
        self._type = given.get("type") or "1"

    def number(self) -> str:
        if not self._ordered:
            return BULLET
        count = min(max(self._next, 1), 1_000)
        self._next += 1
        written = STYLES.get(self._type.lower(), str)(count)
        return f"{written.upper() if self._type.isupper() else written}."


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[Paragraph] = []
        self.notes: list[str] = []
        self._runs: list[Run] = []
        self._level, self._strong, self._emphasis = 0, 0, 0
        self._number = ""
        self._lists: list[_List] = []
        self._rows: list[list[list[Run]]] = []
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PICTURES:
            self.notes.append("Pictures were left out.")
        elif tag in ROWS:
            self._begin_row(tag)
        elif tag in STRONG | EMPHASIS:
            self._turn(tag, 1)
        else:
            self.end_block()
            self._begin_block(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._end_table()
        elif tag in STRONG | EMPHASIS:
            self._turn(tag, -1)
        elif tag not in ROWS:
            self.end_block()
            if tag in {"ol", "ul"} and self._lists:
                self._lists.pop()
            self._level = 0

    def handle_data(self, data: str) -> None:
        run = Run(data, self._strong > 0, self._emphasis > 0)
        if self._tables and self._rows and self._rows[-1]:
            self._rows[-1][-1].append(run)
        elif not self._tables:
            self._runs.append(run)

    def end_block(self) -> None:
        """Make a paragraph of what was read since the last one ended."""
        if self._tables:
            self.handle_data(" ")
            return
        found = paragraph(self._runs, level=self._level, number=self._number)
        if found:
            self.paragraphs.append(found)
            self._number = ""
        self._runs = []

    def _begin_block(self, tag: str, given: dict[str, str | None]) -> None:
        self._level = HEADINGS.get(tag, self._level)
        if tag in {"ol", "ul"} and len(self._lists) < DEEPEST:
            self._lists.append(_List(tag, given))
        elif tag == "li" and self._lists and not self._tables:
            self._number = self._lists[-1].number()

    def _turn(self, tag: str, by: int) -> None:
        if tag in STRONG:
            self._strong = max(0, self._strong + by)
        else:
            self._emphasis = max(0, self._emphasis + by)

    def _begin_row(self, tag: str) -> None:
        if tag == "table":
            self.end_block()
            self._tables += 1
        elif tag == "tr" and self._tables == 1:
            self._rows.append([])
        elif tag != "tr" and self._tables == 1 and self._rows:
            self._rows[-1].append([])

    def _end_table(self) -> None:
        self._tables = max(0, self._tables - 1)
        if self._tables:
            return
        rows = [[_in_a_line(cell) for cell in row] for row in self._rows if row]
        longest = max((len(text) for row in rows for text in row), default=0)
        if longest > LONGEST_CELL or all(len(row) == 1 for row in rows):
            cells = (paragraph(cell) for row in self._rows for cell in row)
            self.paragraphs += [each for each in cells if each]
        elif longest:
            self.paragraphs.append(Paragraph(text=table(rows)))
        self._rows = []


def _in_a_line(cell: list[Run]) -> str:
    found = paragraph(cell, number=" ")
    return as_markdown([Run(found.words)]) if found else ""

"""The lines of a PDF, with the size of their type and where they stand on the page.

A PDF knows letters and places and nothing else; PDFium puts letters together to lines.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from guidance.content.importing.paragraphs import too_long, unreadable

MOST_PAGES = 200
MOST_LETTERS = 2_000_000
BOLD = 600
FORCED_BOLD = 1 << 18
WRAPPED_HYPHENS = "\x02\ufffe"
PASSWORD = "password"


@dataclass(frozen=True)
class Line:
    """A line on a page. `top` and `left` are in points from the page's upper left."""

    text: str
    size: float
    is_bold: bool
    top: float
    left: float
    right: float
    page: int


def pdf_lines(data: bytes) -> tuple[list[Line], int]:
    """Return the lines of a PDF and how many pages it has. Raises Refused."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise _refused(str(problem)) from None
    pages = len(document)
    if pages > MOST_PAGES:
        raise too_long(f"{pages:,} pages", f"{MOST_PAGES:,}")
    lines: list[Line] = []
    letters = 0
    for number in range(pages):
        page = document[number]
        text = page.get_textpage()
        letters += text.count_chars()
        if letters > MOST_LETTERS:
            raise too_long(f"more than {MOST_LETTERS:,} letters", f"{MOST_LETTERS:,}")
        lines += _lines(text.raw, page.get_height(), number + 1)
        text.close()
        page.close()
    return lines, pages


def _refused(said: str) -> Exception:
    if PASSWORD in said.lower():
        return unreadable(
            "The PDF is protected by a password.",
            "Open it, print it into a new PDF without one, and choose that.",
        )
    return unreadable(
        "The PDF is broken: it can't be opened.",
        "Open it and print it into a new PDF, and choose that.",
    )


def _lines(page: Any, height: float, number: int) -> Iterator[Line]:
    letters: list[tuple[int, str]] = []
    for index in range(raw.FPDFText_CountChars(page)):
        letter = _letter(raw.FPDFText_GetUnicode(page, index))
        if letter in "\r\n":
            yield from _line(page, letters, height, number)
            letters = []
        else:
            letters.append((index, letter))
    yield from _line(page, letters, height, number)


def _letter(code: int) -> str:
    """Return a character, a line feed for a page's own hyphen at a line's end."""
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return "\xad" if chr(code) in WRAPPED_HYPHENS else chr(code)


def _line(
    page: Any, letters: list[tuple[int, str]], height: float, number: int
) -> Iterator[Line]:
    text = "".join(letter for _, letter in letters)
    inked = [index for index, letter in letters if not letter.isspace()]
    if not inked:
        return
    boxes = [box for index in (inked[0], inked[-1]) if (box := _box(page, index))]
    if not boxes:
        return
    sizes = [raw.FPDFText_GetFontSize(page, index) for index in inked]
    heavy = sum(_is_bold(page, index) for index in inked)
    yield Line(
        text=text.rstrip(),
        size=round(sorted(sizes)[len(sizes) // 2], 1),
        is_bold=heavy > 0.9 * len(inked),
        top=height - boxes[0][3],
        left=boxes[0][0],
        right=boxes[-1][2],
        page=number,
    )


def _box(page: Any, index: int) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right and top of a letter's line, in points."""
    sides = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(page, index, sides):
        return None
    return sides.left, sides.bottom, sides.right, sides.top


def _is_bold(page: Any, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(page, index) >= BOLD:
        return True
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(64)
    raw.FPDFText_GetFontInfo(page, index, name, 64, flags)
    return b"bold" in name.value.lower() or bool(flags.value & FORCED_BOLD)

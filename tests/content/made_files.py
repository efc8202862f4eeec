"""Files of every kind that can be imported, made while a test runs.

A text is a list of blocks: a heading with its level, or a paragraph with level 0. In a
Word file a `NEW_PAGE` begins one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import docx
from docx.enum.text import WD_BREAK
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from guidance.content.markdown import passages
from guidance.content.memos import Memo

Block = tuple[int, str]
"""A level, 1 for the title of the whole, and a text."""

NEW_PAGE = "\f"

ORDER: list[Block] = [
    (1, "Bicycle order"),
    (2, "1. Purpose"),
    (0, "This order says what officers do with bicycles that were found."),
    (2, "2. Found bicycles"),
    (0, "An officer leaves a found bicycle where it is."),
    (0, "A supervisor may say otherwise."),
]


def a_word_file(blocks: Iterable[Block] = ORDER) -> bytes:
    document = docx.Document()
    for level, text in blocks:
        if level:
            document.add_heading(text, level - 1)
        elif text == NEW_PAGE:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def a_pdf(blocks: Iterable[Block] = ORDER, **options) -> bytes:
    """Return a PDF; options of reportlab's may draw on its pages or protect it."""
    styles = getSampleStyleSheet()
    named = {0: "BodyText", 1: "Title", 2: "Heading2"}
    on_pages = {each: options.pop(each) for each in list(options) if "Page" in each}
    data = io.BytesIO()
    SimpleDocTemplate(data, **options).build(
        [Paragraph(_entities(text), styles[named[level]]) for level, text in blocks],
        **on_pages,
    )
    return data.getvalue()


def a_web_page(blocks: Iterable[Block] = ORDER) -> bytes:
    lines = [
        f"<h{level}>{_entities(text)}</h{level}>" if level else f"<p>{_entities(text)}"
        for level, text in blocks
    ]
    return ("<!doctype html><title>Intranet</title>" + "\n".join(lines)).encode()


def some_markdown(blocks: Iterable[Block] = ORDER) -> bytes:
    return "\n\n".join(
        f"{'#' * level} {text}".strip() for level, text in blocks
    ).encode()


def some_text(blocks: Iterable[Block] = ORDER) -> bytes:
    return "\n\n".join(text for _, text in blocks).encode()


def a_file(suffix: str, blocks: Iterable[Block] = ORDER) -> bytes:
    return MADE[suffix](blocks)


MADE = {
    ".docx": a_word_file,
    ".pdf": a_pdf,
    ".html": a_web_page,
    ".md": some_markdown,
    ".txt": some_text,
}


def blocks_of(memo: Memo) -> list[Block]:
    """Return `memo` as its document might look."""
    blocks: list[Block] = [(1, memo.title)]
    for section in memo.sections:
        blocks.append((2, f"{section.number} {section.heading}"))
        blocks += [(0, text) for text in passages(section.body)]
    return blocks


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return the Word document `data` with one part put in, or in another's place."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return packed.getvalue()


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

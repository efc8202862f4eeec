"""Markdown, read as what it is: the text of a paragraph stays as it was written."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guidance.content.importing.numbers import BULLET
from guidance.content.importing.paragraphs import Paragraph, Reading, read_as
from guidance.content.importing.writing import Run, paragraph

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
MARKER = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
LISTS = {"bullet_list_open", "ordered_list_open"}


def read_markdown(text: str) -> Reading:
    """Return the reading of Markdown."""
    tabless = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return read_as(list(_paragraphs(tabless.split("\n"), _parser.parse(tabless))), [])


def _paragraphs(lines: list[str], tokens: list[Token]) -> Iterator[Paragraph]:
    for place, token in enumerate(tokens):
        if token.level == 0 and token.type in LISTS:
            yield from _items(lines, tokens, place)
        elif token.level == 0 and token.map and token.type != "hr":
            found = _block(lines, tokens, place)
            if found:
                yield found


def _block(lines: list[str], tokens: list[Token], place: int) -> Paragraph | None:
    token = tokens[place]
    if token.type == "heading_open":
        runs = [Run(_said(tokens[place + 1]))]
        return paragraph(runs, level=int(token.tag[1:]))
    if token.type == "paragraph_open":
        return _as_written(lines, token)
    return Paragraph(text=_source(lines, token))


def _as_written(lines: list[str], token: Token) -> Paragraph | None:
    """Return a paragraph with its own Markdown, and its number apart."""
    text = _source(lines, token)
    found = paragraph([Run(text.replace("\n", " "))])
    if found and found.number and text.startswith(found.number):
        return Paragraph(text=text[len(found.number) :].strip(), number=found.number)
    return Paragraph(text=text)


def _items(lines: list[str], tokens: list[Token], place: int) -> Iterator[Paragraph]:
    opening = tokens[place]
    for token in tokens[place + 1 :]:
        if token.level <= opening.level:
            return
        if token.type != "list_item_open" or token.level != opening.level + 1:
            continue
        text = MARKER.sub(lambda found: " " * len(found[0]), _lines(lines, token), 1)
        text = textwrap.dedent(text).strip()
        numbered = opening.type == "ordered_list_open"
        number = f"{token.info}{token.markup}" if numbered else BULLET
        if text:
            yield Paragraph(text=text, number=number)


def _lines(lines: list[str], token: Token) -> str:
    start, end = token.map or (0, 0)
    return "\n".join(lines[start:end])


def _source(lines: list[str], token: Token) -> str:
    return textwrap.dedent(_lines(lines, token)).strip()


def _said(inline: Token) -> str:
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in inline.children or []
    )

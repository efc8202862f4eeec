"""Markdown to safe HTML, with quoted words and glossary terms marked in it.

Trainers and packs write Markdown, never HTML: a tag in it is shown as the characters
it is. What comes out is cleaned once more by a list of allowed tags, so that a fault
in the one is caught by the other. Words are marked in the parsed text and not in the
HTML, so a quotation may run through bold type or across a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from guidance.content.quoting import Span, find

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li"}
TAGS |= {"a", "hr", "table", "thead", "tbody", "tr", "th", "td", "mark"}
ATTRIBUTES = {"a": {"href", "title", "class"}, "ol": {"start"}}

# No headings: the page owns its outline. No images: nothing is loaded from elsewhere.
_parser = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    .enable("table")
    .disable(["heading", "lheading", "image", "html_block", "html_inline"])
)


@dataclass(frozen=True)
class _Mark:
    """HTML to put round a stretch of the plain text."""

    span: Span
    before: str
    after: str


def clean(html: str) -> str:
    """Return `html` with everything taken out that is not allowed."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def to_html(
    text: str, *, quotes: Sequence[str] = (), terms: Mapping[str, str] | None = None
) -> str:
    """Return `text`, Markdown, as safe HTML.

    Each of `quotes` that stands in it is wrapped in `<mark>`. The first place of each
    of `terms`, a map from term to address, becomes a link to its meaning.
    """
    tokens = _parser.parse(text)
    pieces = _pieces(tokens)
    marks = [*_quote_marks(pieces, quotes), *_term_marks(pieces, terms or {})]
    if marks:
        _insert(tokens, pieces, _without_overlaps(marks))
    return clean(_parser.renderer.render(tokens, _parser.options, {}))


@lru_cache(maxsize=2048)  # many citations look in one section, and look again
def plain(text: str) -> str:
    """Return what a reader sees of `text`, Markdown, as one line of plain text.

    Quotations are looked for in this: a citation quotes what stands on the page, not
    the asterisks that make it bold.
    """
    return "".join(each.text for each in _pieces(_parser.parse(text))).strip()


@lru_cache(maxsize=512)
def passages(text: str) -> tuple[str, ...]:
    """Return the paragraphs, items and cells of `text`, Markdown, each as plain text.

    Joined by spaces they are what `plain` returns, but for the width of white space.
    """
    found = [
        "".join(each.text for each in _pieces([token]))
        for token in _parser.parse(text)
        if token.children or token.type in {"fence", "code_block"}
    ]
    return tuple(each for each in found if each.strip())


def links(text: str) -> list[str]:
    """Return the addresses that `text`, Markdown, links to, in order."""
    return [
        str(child.attrGet("href"))
        for token in _parser.parse(text)
        for child in token.children or []
        if child.type == "link_open"
    ]


@dataclass(frozen=True)
class _Piece:
    """A stretch of the plain text; no token where marks can't be put into it."""

    text: str
    token: Token | None = None
    in_link: bool = False


_GAP = _Piece(" ")


def _pieces(tokens: Iterable[Token]) -> list[_Piece]:
    """Return the text of `tokens` piece by piece, with the space between."""
    pieces: list[_Piece] = []
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            pieces.append(_Piece(token.content))
        pieces += _inline_pieces(token.children or [])
        if token.block and token.nesting == -1:
            pieces.append(_GAP)
    return pieces


def _inline_pieces(children: Sequence[Token]) -> Iterator[_Piece]:
    links = 0
    for child in children:
        if child.type == "text":
            yield _Piece(child.content, child, links > 0)
        elif child.type == "code_inline":
            yield _Piece(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            yield _GAP
        elif child.type in {"link_open", "link_close"}:
            links += child.nesting


def _quote_marks(pieces: list[_Piece], quotes: Sequence[str]) -> list[_Mark]:
    whole = "".join(each.text for each in pieces) if quotes else ""
    spans = [span for quote in quotes if (span := find(quote, whole))]
    return [_Mark(span, "<mark>", "</mark>") for span in _joined(spans)]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return `spans` in order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


@lru_cache(maxsize=2048)
def _term_pattern(term: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(term)}(?![\w-])", re.IGNORECASE)


def _term_marks(pieces: list[_Piece], terms: Mapping[str, str]) -> list[_Mark]:
    whole = "".join(map(_linkable, pieces)) if terms else ""
    marks = []
    for term, address in terms.items():
        found = _term_pattern(term).search(whole)
        if found:
            opening = f'<a class="term" href="{escape(address, quote=True)}">'
            marks.append(_Mark(Span(*found.span()), opening, "</a>"))
    return marks


def _linkable(piece: _Piece) -> str:
    """Return the text of `piece`, blotted out where no link can be put into it.

    HTML knows no link inside a link: the browser would end the outer one there.
    """
    if piece is _GAP or (piece.token and not piece.in_link):
        return piece.text
    return "\0" * len(piece.text)


def terms_in(text: str, terms: Iterable[str]) -> list[str]:
    """Return those of `terms` that stand in `text`, in the order given."""
    return [term for term in terms if _term_pattern(term).search(text)]


def _without_overlaps(marks: list[_Mark]) -> list[_Mark]:
    """Drop a term inside a quotation or a longer term: the first and longest wins."""
    kept: list[_Mark] = []
    order = {"<mark>": 0}
    for mark in sorted(
        marks, key=lambda m: (order.get(m.before, 1), m.span.start - m.span.end)
    ):
        if all(
            mark.span.end <= other.span.start or mark.span.start >= other.span.end
            for other in kept
        ):
            kept.append(mark)
    return sorted(kept, key=lambda each: each.span.start)


def _insert(tokens: list[Token], pieces: list[_Piece], marks: list[_Mark]) -> None:
    """Split the text tokens of `tokens` where `marks` begin and end."""
    place = 0
    replaced: dict[int, list[Token]] = {}
    for piece in pieces:
        if piece.token is not None:
            parts = _split(piece.text, place, marks)
            if parts:
                replaced[id(piece.token)] = parts
        place += len(piece.text)
    for token in tokens:
        if token.children:
            token.children = [
                part
                for each in token.children
                for part in replaced.get(id(each), [each])
            ]


def _split(piece: str, place: int, marks: list[_Mark]) -> list[Token]:
    """Return the tokens for `piece`, which begins at `place`, or [] if unmarked."""
    tokens: list[Token] = []
    done = 0
    for mark in marks:
        start = max(mark.span.start - place, 0)
        end = min(mark.span.end - place, len(piece))
        if start < end:
            tokens += [_text(piece[done:start]), _html(mark.before)]
            tokens += [_text(piece[start:end]), _html(mark.after)]
            done = end
    return [*tokens, _text(piece[done:])] if tokens else []


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)

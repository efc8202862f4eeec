"""Markdown to safe HTML, with quoted words and glossary terms marked in it.

Trainers and packs write Markdown, never HTML: a tag in it is shown as the characters
it is. What comes out is cleaned once more by a list of allowed tags, so that a fault
in the one is caught by the other. Words are marked in the parsed text and not in the
HTML, so a quotation may run through bold type or across a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
    marks = [*_quote_marks(tokens, quotes), *_term_marks(tokens, terms or {})]
    if marks:
        _insert(tokens, _without_overlaps(marks))
    return clean(_parser.renderer.render(tokens, _parser.options, {}))


def plain(text: str) -> str:
    """Return what a reader sees of `text`, Markdown, as one line of plain text.

    Quotations are looked for in this: a citation quotes what stands on the page, not
    the asterisks that make it bold.
    """
    return "".join(piece for _, piece in _pieces(_parser.parse(text))).strip()


def _pieces(tokens: Iterable[Token]) -> list[tuple[Token | None, str]]:
    """Return the text of `tokens` piece by piece; None marks the space between."""
    pieces: list[tuple[Token | None, str]] = []
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            pieces.append((None, token.content))
        for child in token.children or ():
            if child.type == "text":
                pieces.append((child, child.content))
            elif child.type == "code_inline":
                pieces.append((None, child.content))
            elif child.type in {"softbreak", "hardbreak"}:
                pieces.append((None, " "))
        if token.block and token.nesting == -1:
            pieces.append((None, " "))
    return pieces


def _quote_marks(tokens: list[Token], quotes: Sequence[str]) -> list[_Mark]:
    whole = "".join(piece for _, piece in _pieces(tokens)) if quotes else ""
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


def _term_marks(tokens: list[Token], terms: Mapping[str, str]) -> list[_Mark]:
    whole = "".join(piece for _, piece in _pieces(tokens)) if terms else ""
    marks = []
    for term, address in terms.items():
        found = _term_pattern(term).search(whole)
        if found:
            opening = f'<a class="term" href="{escape(address, quote=True)}">'
            marks.append(_Mark(Span(*found.span()), opening, "</a>"))
    return marks


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


def _insert(tokens: list[Token], marks: list[_Mark]) -> None:
    """Split the text tokens of `tokens` where `marks` begin and end."""
    place = 0
    replaced: dict[int, list[Token]] = {}
    for token, piece in _pieces(tokens):
        if token is not None:
            parts = _split(piece, place, marks)
            if parts:
                replaced[id(token)] = parts
        place += len(piece)
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

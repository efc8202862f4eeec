"""What officers see now beside what they would see, part by part.

Parts are paired by their refs, which stay when a wording changes. Under each answer
stand the words it quotes, in the section they stand in, for the one question a
supervisor answers of every quotation: do these words support this answer?
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from guidance.content.checking import place_of
from guidance.content.markdown import to_html
from guidance.content.memos import Section
from guidance.content.model import Document
from guidance.content.quoting import find
from guidance.content.vocabulary import Verdict
from guidance.content.word_differences import Piece, What, differences
from guidance.review.approving import Quoted
from guidance.review.candidate import Candidate
from guidance.review.desk.told import SAYS, Told, told
from guidance.review.models import Submission


@dataclass(frozen=True)
class Run:
    """A stretch of a line, and whether the other side hasn't got it."""

    text: str
    is_marked: bool


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Shown:
    """A part as officers read it, with what the other side hasn't got marked in it."""

    verdict: Verdict | None
    headline: Line
    detail: SafeString
    steps: tuple[Line, ...]
    aside: tuple[Line, ...]


@dataclass(frozen=True)
class Words:
    """Quoted words in their section, to be ticked under `key`.

    `memo_html` is the memo's own words where they are known, `body_html` what the
    section says; the quoted words are marked in the one they stand in. Both are empty
    where there is no such section. `pieces` tell how the section itself changes, and
    `changed_by` is what was submitted that changes it.
    """

    key: str
    words: str
    title: str
    ref: str
    memo_html: SafeString
    body_html: SafeString
    provenance: str
    pieces: tuple[Piece, ...] = ()
    changed_by: Submission | None = None


@dataclass(frozen=True)
class Pair:
    """One part now and as it would be; a side is missing where it isn't there."""

    ref: str
    title: str
    now: Shown | None
    then: Shown | None
    is_same: bool
    quoted: tuple[Words, ...]
    detail: tuple[Piece, ...] = ()


def pairs(
    now: Document | None,
    then: Document | None,
    candidate: Candidate,
    quoted: Iterable[Quoted],
) -> list[Pair]:
    """Return the parts of a document now and then, the changed ones first.

    What is the same and quotes nothing has nothing to decide, and is left out.
    """
    old, new = told(now, candidate.base.lookup), told(then, candidate.lookup)
    words: dict[str, list[Words]] = {}
    for each in quoted:
        words.setdefault(each.answer.ref, []).append(_words(each, candidate))
    refs = [*new, *(ref for ref in old if ref not in new)]
    made = [_pair(old.get(ref), new.get(ref), words.get(ref, ())) for ref in refs]
    kept = [each for each in made if each.quoted or not each.is_same]
    return sorted(kept, key=lambda pair: pair.is_same)


def _pair(old: Told | None, new: Told | None, words: Sequence[Words]) -> Pair:
    either = new or old
    assert either
    both = bool(old and new)
    return Pair(
        ref=either.ref,
        title=either.title,
        now=_shown(old, new, What.IN) if old else None,
        then=_shown(new, old, What.OUT) if new else None,
        is_same=old == new,
        quoted=tuple(words),
        detail=_changed(old.detail, new.detail) if both and old and new else (),
    )


def _shown(mine: Told, other: Told | None, without: What) -> Shown:
    """Return one side. `without` are the pieces that only the other side has."""
    theirs = other or mine

    def lines(here: Iterable[str], there: Iterable[str]) -> tuple[Line, ...]:
        # Every line begins with its break, or the first would differ by that alone.
        sides = ["".join(f"\n{line}" for line in lines) for lines in (here, there)]
        before, after = sides if without is What.IN else reversed(sides)
        return _lines(differences(before, after), without)

    headline = lines([mine.headline], [theirs.headline])
    return Shown(
        verdict=mine.verdict,
        headline=headline[0] if headline else (),
        detail=_safe(to_html(mine.detail)),
        steps=lines(mine.steps, theirs.steps),
        aside=lines(mine.aside, theirs.aside),
    )


def _lines(pieces: Iterable[Piece], without: What) -> tuple[Line, ...]:
    """Return the lines of one side of two texts; no lines for no text."""
    lines: list[list[Run]] = [[]]
    for piece in pieces:
        if piece.what is without:
            continue
        is_marked = piece.what is not What.SAME
        for is_break, group in groupby(piece.text, key=lambda each: each == "\n"):
            text = "".join(group)
            if is_break:
                lines.extend([] for _ in text)
            else:
                lines[-1].extend(_runs(text, is_marked))
    return tuple(tuple(each) for each in lines if each)


def _runs(text: str, is_marked: bool) -> list[Run]:
    """Return `text` with the white space before its words apart: it is not marked."""
    words = text.lstrip()
    gap = text[: len(text) - len(words)]
    return [run for run in (Run(gap, False), Run(words, is_marked)) if run.text]


def _changed(before: str, after: str) -> tuple[Piece, ...]:
    return differences(before, after) if before != after else ()


def _words(quoted: Quoted, candidate: Candidate) -> Words:
    citation, section = quoted.citation, quoted.section
    if section is None:
        none = _safe("")
        gone = "There is no such section any more"
        return Words(quoted.key, citation.words, gone, citation.section, none, none, "")
    memo, _ = candidate.lookup.sections[citation.section]
    pieces = _section_pieces(candidate.base.lookup.section(citation.section), section)
    return Words(
        key=quoted.key,
        words=citation.words,
        title=f"{memo.title} · {section.number} {section.heading}",
        ref=section.ref,
        memo_html=_memo_html(section, citation.words),
        body_html=_safe(to_html(section.body, quotes=[citation.words])),
        provenance=SAYS[section.provenance],
        pieces=pieces,
        changed_by=candidate.submissions.get(place_of("memo", memo.slug)),
    )


def _section_pieces(before: Section | None, after: Section) -> tuple[Piece, ...]:
    """Return how a section that is quoted changes; one that is new changes nothing."""
    if before is None:
        return ()
    return _changed("\n\n".join(before.texts()), "\n\n".join(after.texts()))


def _memo_html(section: Section, words: str) -> SafeString:
    """Return the memo's own words, with those quoted marked where they stand there."""
    if section.quotation is None:
        return _safe("")
    text = section.quotation.text
    span = find(words, text)
    if span is None:
        return escape(text)
    before, quoted, after = map(
        escape, (text[: span.start], text[span.start : span.end], text[span.end :])
    )
    return _safe(f"{before}<mark>{quoted}</mark>{after}")


def _safe(html: str) -> SafeString:
    """Return `html`, which was escaped or cleaned, as the template may take it."""
    return mark_safe(html)

"""Which words of a text changed, for a person who reads both.

rapidfuzz finds the longest common run of words: exactly, and in milliseconds on texts
of ten thousand words where difflib takes seconds and guesses. What it finds is then
made readable: a word or two left standing between two longer changes is told with
them, so that a reader is not made to jump.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel

WORD = re.compile(r"\s*\w+(?:['’‑-]\w+)*|\s*[^\w\s]|\s+")

# Words of the one text times words of the other: twelve megabytes of memory.
MOST = 100_000_000

CONTEXT = 120
"""Characters of unchanged text that are shown on either side of a change."""


class What(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class Piece:
    """A stretch of text and what happened to it."""

    what: What
    text: str

    @property
    def gap(self) -> str:
        """The white space it begins with, which a page marks as nothing."""
        return self.text[: len(self.text) - len(self.words)]

    @property
    def words(self) -> str:
        return self.text.lstrip()


@dataclass(frozen=True)
class _Run:
    """A stretch of both texts: the same in both where `out` and `in_` are empty."""

    same: str = ""
    out: str = ""
    in_: str = ""

    @property
    def changes(self) -> bool:
        return not self.same

    def and_(self, other: _Run) -> _Run:
        """Return the change that is this and then `other`, whatever they are."""
        out = self.out + self.same + other.out + other.same
        return _Run("", out, self.in_ + self.same + other.in_ + other.same)


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts in reading order.

    Those that are the same and those taken out make up `before`; those that are the
    same and those put in make up `after`, to the letter. Two texts too long to compare
    are told as one taken out and one put in.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) * len(new) > MOST:
        return tuple(_pieces([_Run("", before, after)]))
    return tuple(_pieces(_readable(_runs(old, new))))


def _runs(old: list[str], new: list[str]) -> Iterator[_Run]:
    """Yield runs, no two changes in a row."""
    opcodes = Indel.opcodes(old, new)
    for same, group in groupby(opcodes, key=lambda each: each.tag == "equal"):
        run = _Run()
        for each in group:
            out = "".join(old[each.src_start : each.src_end])
            in_ = "".join(new[each.dest_start : each.dest_end])
            run = _Run(out) if same else run.and_(_Run("", out, in_))
        yield run


def _readable(runs: Iterable[_Run]) -> list[_Run]:
    """Return `runs` with what is left standing between longer changes told in them."""
    kept: list[_Run] = []
    for run in runs:
        while run.changes and len(kept) > 1 and _island(kept[-2], kept[-1], run):
            island, before = kept.pop(), kept.pop()
            run = before.and_(island).and_(run)
        kept.append(run)
    return kept


def _island(before: _Run, between: _Run, after: _Run) -> bool:
    """Say whether `between` is shorter than the change on either side of it."""
    longest = min(max(len(each.out), len(each.in_)) for each in (before, after))
    return len(between.same) < longest and len(between.same) < CONTEXT / 4


def _pieces(runs: Iterable[_Run]) -> Iterator[Piece]:
    for run in runs:
        for what, text in ((What.SAME, run.same), (What.OUT, run.out)):
            if text:
                yield Piece(what, text)
        if run.in_:
            yield Piece(What.IN, run.in_)


def shortened(pieces: Iterable[Piece]) -> list[Piece]:
    """Return `pieces` with the middle of long unchanged stretches left out."""
    every = list(pieces)
    return [
        _cut(each, first=number == 0, last=number == len(every) - 1)
        if each.what is What.SAME
        else each
        for number, each in enumerate(every)
    ]


def _cut(piece: Piece, *, first: bool, last: bool) -> Piece:
    """Return `piece` with only what stands next to a change."""
    words = WORD.findall(piece.text)
    before = "" if first else _up_to(words, CONTEXT)
    after = "" if last else _up_to(words[::-1], CONTEXT, backwards=True)
    if len(before) + len(after) + CONTEXT > len(piece.text):
        return piece
    return Piece(What.SAME, f"{before} … {after.lstrip()}")


def _up_to(words: list[str], length: int, *, backwards: bool = False) -> str:
    """Return as many of `words` as fit in `length` characters."""
    taken: list[str] = []
    for word in words:
        length -= len(word)
        if length < 0:
            break
        taken.append(word)
    return "".join(taken[::-1] if backwards else taken)

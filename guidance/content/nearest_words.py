"""The words in a text that are nearest to words which aren't in it any more.

A passage is found letter by letter, then widened or narrowed word by word for as long
as it gets nearer; so it begins and ends with a word, and stands in the text as it is.
Where whole sentences are looked for, it is not left in the middle of one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz

WORD = re.compile(r"\S+")
NEAR = 55.0
"""Of a hundred: less is another sentence."""

FURTHEST = 12
"""Words that a passage may grow by at once."""

LONGEST = 60_000
PUNCTUATION = ".,;:"
SENTENCE_ENDS = (".", "!", "?")


class Passage(NamedTuple):
    """Words of a text, and how near they are to those that were looked for: to 100."""

    words: str
    nearness: float


def nearest(words: str, text: str) -> Passage | None:
    """Return the passage of `text` nearest to `words`, or None where none is near."""
    wanted, text = " ".join(words.split()), " ".join(text.split())[:LONGEST]
    places = [each.span() for each in WORD.finditer(text)]
    if not wanted or not places:
        return None
    first, last = _grown(wanted, text, places, _begun(wanted, text, places))
    passage = _trimmed(text[places[first][0] : places[last][1]], wanted)
    nearness = fuzz.ratio(wanted.casefold(), passage.casefold())
    if nearness < NEAR:
        return None
    first, last = _whole(wanted, text.split(), first, last)
    passage = _trimmed(text[places[first][0] : places[last][1]], wanted)
    return Passage(passage, nearness)


def _begun(wanted: str, text: str, places: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the first and the last word of the best passage as long as `wanted`."""
    if len(wanted) >= len(text):
        return 0, len(places) - 1
    found = fuzz.partial_ratio_alignment(wanted.casefold(), text.casefold())
    start, end = (found.dest_start, found.dest_end) if found else (0, len(text))
    inside = [n for n, (a, b) in enumerate(places) if b > start and a < end]
    return (inside[0], inside[-1]) if inside else (0, len(places) - 1)


def _grown(
    wanted: str, text: str, places: list[tuple[int, int]], begun: tuple[int, int]
) -> tuple[int, int]:
    """Return `begun` with its ends moved for as long as that brings it nearer."""
    folded, sought = text.casefold(), wanted.casefold()
    if len(folded) != len(text):
        return begun  # a letter became two, so places are others

    def near(ends: tuple[int, int]) -> float:
        return fuzz.ratio(sought, folded[places[ends[0]][0] : places[ends[1]][1]])

    best, score = begun, near(begun)
    for _ in range(FURTHEST):
        tried = max(_moved(best, len(places)), key=near, default=best)
        if near(tried) <= score:
            break
        best, score = tried, near(tried)
    return best


def _moved(ends: tuple[int, int], count: int) -> list[tuple[int, int]]:
    first, last = ends
    steps = [step for step in range(-FURTHEST, FURTHEST + 1) if step]
    moved = [(first + step, last) for step in steps]
    moved += [(first, last + step) for step in steps]
    return [each for each in moved if 0 <= each[0] <= each[1] < count]


def _whole(wanted: str, words: list[str], first: int, last: int) -> tuple[int, int]:
    """Return the ends of a passage, moved to those of its sentences where `wanted` has
    them too: "unless" may stand in the rest of a sentence."""
    if not wanted.endswith(SENTENCE_ENDS):
        return first, last
    after = range(last, min(last + FURTHEST + 1, len(words)))
    last = next((n for n in after if words[n].endswith(SENTENCE_ENDS)), last)
    before = (
        range(first, max(first - FURTHEST, 0) - 1, -1) if wanted[0].isupper() else ()
    )
    begins = (n for n in before if not n or words[n - 1].endswith(SENTENCE_ENDS))
    return next(begins, first), last


def _trimmed(passage: str, wanted: str) -> str:
    """Return `passage` without a mark at its end that `wanted` has none of."""
    if wanted[-1:] in PUNCTUATION:
        return passage
    return passage.rstrip(PUNCTUATION) or passage

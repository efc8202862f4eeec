"""Which section of a revised memo is which of the memo as it was.

Every pair is given points for how alike their texts are, and some for the same heading
and the same number; the pairs with most points are taken first. What is left over is
new, or was taken out. A trainer sees it all and may choose otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from guidance.content.quoting import normalise

SAME_HEADING = 20
SAME_NUMBER = 10
NEARLY = 90
ENOUGH = 60
"""Points from which two sections are one; the text alone gives a hundred."""

LONGEST = 4_000
"""Characters of a text that are looked at, which is enough to tell texts apart."""


class Known(NamedTuple):
    """A section as far as it is matched."""

    number: str
    heading: str
    text: str


def matched(old: Sequence[Known], new: Sequence[Known]) -> list[int | None]:
    """Return for each of `new` the place in `old` of what it was, or None."""
    olds, news = ([_looked_at(each) for each in side] for side in (old, new))
    pairs = [
        (_points(before, after), -abs(there - here), there, here)
        for there, before in enumerate(olds)
        for here, after in enumerate(news)
    ]
    found: list[int | None] = [None] * len(new)
    for points, _, there, here in sorted(pairs, reverse=True):
        if points >= ENOUGH and found[here] is None and there not in found:
            found[here] = there
    return found


def _looked_at(section: Known) -> Known:
    text = normalise(section.text)[:LONGEST].casefold()
    return Known(section.number, normalise(section.heading).casefold(), text)


def _points(before: Known, after: Known) -> float:
    same_heading = fuzz.ratio(before.heading, after.heading) >= NEARLY
    bonus = SAME_HEADING * same_heading + SAME_NUMBER * (before.number == after.number)
    if before.text == after.text:
        return bonus + (100 if after.text or same_heading else 0)
    return fuzz.ratio(before.text, after.text, score_cutoff=ENOUGH - bonus) + bonus

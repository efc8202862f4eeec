"""Making one order of two: how well the words are found, and how near the meaning is.

Both are measures of one question and one thing, not places in a list, so that a result
can be told to be too weak to show. The numbers are from docs/search.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from guidance.search.catalogue import Catalogue, Name
from guidance.search.meaning import Floats, nearness


@dataclass(frozen=True)
class Numbers:
    """How the two are weighed against each other.

    `words` is how much the share of the words counts, where the middle of a thing's ways
    counts 1. What is found as well as `enough` is shown, whatever the question seems to
    be about.
    """

    words: float = 7.35
    enough: float = 1.1


NUMBERS = Numbers()

LEAST_ALONE = 0.5
LEAST_BY_WORDS = 0.2
"""What the best must reach where no border is known, or nothing but the words."""

LEAST_BEGUN = 0.5
"""What the best must reach while a word is still being typed."""

PART = 0.5
"""The part of the best score that a result must reach to be shown too."""


@dataclass(frozen=True)
class Scored:
    """How well each thing of a catalogue answers. `speaks` says whether enough speaks for
    the question being one that is answered here, `begun` whether enough would while a
    word is still being typed."""

    each: Floats
    speaks: bool
    begun: bool

    @property
    def best(self) -> float:
        return float(self.each.max(initial=0.0))

    def nothing_matches(self, *, still_typing: bool) -> bool:
        return not (self.begun if still_typing else self.speaks)


def scored(
    found: Mapping[Name, float],
    question: Floats | None,
    catalogue: Catalogue,
    numbers: Numbers = NUMBERS,
) -> Scored:
    """Return the scores of everything in the catalogue.

    `found` is the share of the words each has, `question` the vector of the meaning.
    """
    by_words = np.zeros(len(catalogue.names), np.float32)
    for name, share in found.items():
        by_words[catalogue.places[name]] = numbers.words * share
    if question is None or catalogue.directions is None:
        speaks = by_words.max(initial=0.0) >= LEAST_BY_WORDS
        return Scored(by_words, speaks, speaks)
    near = nearness(question, catalogue.directions)
    each = by_words + near
    best = each.max(initial=0.0)
    if catalogue.border is None:
        return Scored(each, best >= LEAST_ALONE, best >= LEAST_BEGUN)
    inside = catalogue.border.inside(question, near.max(initial=0.0))
    speaks = best >= numbers.enough or inside >= 0
    return Scored(each, speaks, best >= LEAST_BEGUN)


def best_first(scores: Scored, catalogue: Catalogue) -> list[tuple[Name, float]]:
    """Return what is good enough to be shown beside the best, with its score, the best
    first."""
    places = np.argsort(-scores.each, kind="stable")
    least = PART * scores.best
    good = (at for at in places if scores.each[at] >= least)
    return [(catalogue.names[at], float(scores.each[at])) for at in good]

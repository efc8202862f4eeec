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
    counts 1; `border` how much it counts for any result that the question is one that is
    answered here; `least` what the best and the border must reach together for anything
    to be shown.
    """

    words: float = 7.35
    border: float = 1.5
    least: float = 0.1


NUMBERS = Numbers()

LEAST_ALONE = 0.5
LEAST_BY_WORDS = 0.2
"""What the best must reach where no border is known, or nothing but the words."""

ENOUGH = 1.3
"""What is found as well as this is shown, whatever the question seems to be about."""

LEAST_BEGUN = 0.5
"""What the best must reach while a word is still being typed."""

PART = 0.5
"""The part of the best score that a result must reach to be shown too."""


@dataclass(frozen=True)
class Scored:
    """How well each thing of a catalogue answers. `inside` says how much speaks for the
    question being one that is answered here."""

    each: Floats
    inside: float
    least: float

    @property
    def best(self) -> float:
        return float(self.each.max(initial=0.0))

    def nothing_matches(self, *, still_typing: bool) -> bool:
        if still_typing:
            return self.best < LEAST_BEGUN
        return self.best < ENOUGH and self.best + self.inside < self.least


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
        return Scored(by_words, 0.0, LEAST_BY_WORDS)
    near = nearness(question, catalogue.directions)
    each, inside = by_words + near[:-1], near[-1]
    known = catalogue.directions[-1].any()
    return Scored(
        each, numbers.border * float(inside), numbers.least if known else LEAST_ALONE
    )


def best_first(scores: Scored, catalogue: Catalogue) -> list[tuple[Name, float]]:
    """Return what is good enough to be shown beside the best, with its score, the best
    first."""
    places = np.argsort(-scores.each, kind="stable")
    least = PART * scores.best
    good = (at for at in places if scores.each[at] >= least)
    return [(catalogue.names[at], float(scores.each[at])) for at in good]

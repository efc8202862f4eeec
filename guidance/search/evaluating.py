"""How well the search does on queries whose answers are known.

A query counts by the place of the first result that fully answers it. Every result
counts as one, whatever its kind: what stands above the answer has to be read first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, quantiles

from guidance.search.queries import Query

TIMES = 1.96
"""Standard errors on each side of a share that hold nineteen cases in twenty."""

Find = Callable[[str], Sequence[str]]
"""Returns the refs that a text finds, the best first."""


@dataclass(frozen=True)
class Trial:
    """What a query found, and in how many milliseconds; `is_pinned` where the
    department chose what stands first, so that it says nothing of the search."""

    query: Query
    found: Sequence[str]
    took: float
    is_pinned: bool = False

    @property
    def place(self) -> int | None:
        """The place of the first result that answers, counted from 1."""
        places = [
            at for at, ref in enumerate(self.found, 1) if ref in self.query.expect
        ]
        return min(places, default=None)

    def within(self, most: int) -> bool:
        """Say whether the answer is among the first `most` results."""
        return self.place is not None and self.place <= most

    @property
    def is_right(self) -> bool:
        """Whether the first result answers, or nothing was found where nothing is."""
        return not self.found if self.query.none else self.place == 1


@dataclass(frozen=True)
class Figures:
    """What is measured of some trials; None where none of them is of that sort."""

    count: int
    recall_at_1: float | None
    recall_at_3: float | None
    mrr: float | None
    no_answer: float | None
    prefix_at_5: float | None
    p50: float
    p95: float


def figures(trials: Sequence[Trial], begun: Sequence[Trial] = ()) -> Figures:
    """Return the figures of `trials`, and of the prefixes that were `begun`."""
    answered = [each for each in trials if not each.query.none]
    took = [each.took for each in (*trials, *begun)]
    return Figures(
        count=len(trials) + len(begun),
        recall_at_1=_share(each.within(1) for each in answered),
        recall_at_3=_share(each.within(3) for each in answered),
        mrr=_share(1 / each.place if each.place else 0 for each in answered),
        no_answer=_share(not each.found for each in trials if each.query.none),
        prefix_at_5=_share(each.within(5) for each in begun),
        p50=percentile(took, 50),
        p95=percentile(took, 95),
    )


def _share(counted: Iterable[float]) -> float | None:
    values = list(counted)
    return fmean(values) if values else None


def between(share: float, count: int) -> tuple[float, float]:
    """Return between which two shares the true one lies, nineteen times in twenty, where
    `share` of `count` was seen (Wilson's interval)."""
    square = TIMES**2 / count
    middle = (share + square / 2) / (1 + square)
    width = (
        TIMES * sqrt(share * (1 - share) / count + square / 4 / count) / (1 + square)
    )
    return max(0.0, middle - width), min(1.0, middle + width)


def percentile(values: Sequence[float], part: int) -> float:
    """Return what `part` hundredths of `values` do not exceed."""
    if len(values) < 2:
        return values[0] if values else 0.0
    return quantiles(values, n=100, method="inclusive")[part - 1]

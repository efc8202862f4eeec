"""Whether a question is one that something here answers, or one to say nothing to.

A good match is not enough: "a warrant for my vest" is near something, whatever there is.
So the department lists questions that nothing here answers, and three signs tell them
from the ways of asking what is answered: how near the nearest thing is, on which side of
the plane between the two the question lies, and whether the nearest ways are nearer than
the nearest of the list. Every way and every line is judged as if it had not been there,
and from that is learnt how much each sign counts and what they must come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from guidance.search.meaning import Floats, bests_held_out, with_one

FEWEST = 20
"""Ways of asking, and questions that nothing answers, from which this can be learnt."""

MOST_HERE = 2000
"""Ways of asking that are compared with; of more, every so many."""

NEAREST = 3
"""Of the nearest so many the nearness is taken: one may be odd."""

LET_THROUGH = 1 / 6
"""The part of the department's list that may be let through, each line held out."""

LOST = 0.005
"""The part of the ways of asking that may be lost for it, each held out: where the list
has what is answered after all, more of it is let through."""

SIGNS = 4
"""And what they must come to is one of them."""

STEADY = 1.0
ROUNDS = 30


@dataclass(frozen=True)
class Border:
    """What was learnt of an edition: `here` are ways of asking what is answered, `there`
    what is not, one a row. `plane` parts them, and `weights` are of the three signs; the
    last of them stands for what they must come to."""

    here: Floats
    there: Floats
    plane: Floats
    weights: Floats

    @property
    def numbers(self) -> Floats:
        """What is kept of it; the ways and the list are with their entries."""
        return np.concatenate([self.plane, self.weights])

    def inside(self, question: Floats, best: float) -> float:
        """Return how much speaks for something answering `question`, to which `best` is
        how near the nearest thing is; what is less than nought speaks against it."""
        one = question[None]
        nearer = _nearness(one @ self.here.T) - _nearness(one @ self.there.T)
        signs = (best, (with_one(one) @ self.plane)[0], nearer[0], 1.0)
        return float(np.dot(self.weights, signs))


def learnt(ways: Sequence[Floats], found: Floats, there: Floats) -> Border | None:
    """Return the border of a guidance with these `ways` of each thing, whose directions
    were `found`; None where too little is known of them or of what is `there`."""
    if min(sum(map(len, ways)), len(there)) < FEWEST:
        return None
    pairs = compared([len(each) for each in ways])
    here = np.array([ways[thing][way] for thing, way in pairs])
    plane, held_out = _plane(here, there)
    bests = np.concatenate(
        [
            bests_held_out(ways, found, pairs),
            (with_one(there) @ found.T).max(axis=1),
        ]
    )
    signs = np.column_stack([bests, held_out, _nearer_held_out(here, there)])
    return Border(here, there, plane, _weighed(signs, len(here)))


def remembered(numbers: Floats, here: Floats, there: Floats) -> Border:
    """Return the border whose `numbers` were kept."""
    return Border(here, there, numbers[:-SIGNS], numbers[-SIGNS:])


def compared(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Return which ways are compared with, of things that have so many each: the place
    of the thing, and that of the way among its own."""
    every = [(thing, way) for thing, count in enumerate(counts) for way in range(count)]
    return every[:: -(-len(every) // MOST_HERE)]


def _plane(here: Floats, there: Floats) -> tuple[Floats, Floats]:
    """Return the plane between the two, and on which side each would be without itself.

    Both sides count alike, however many there are on each.
    """
    every = with_one(np.vstack([here, there])).astype(np.float64)
    side, share = _sides(len(here), len(there))
    spread = (every * share[:, None]).T @ every + STEADY * np.eye(every.shape[1])
    plane = np.linalg.solve(spread, every.T @ (share * side))
    own = share * np.einsum("ij,ji->i", every, np.linalg.solve(spread, every.T))
    held_out = (every @ plane - own * side) / (1 - own)
    return plane.astype(np.float32), held_out.astype(np.float32)


def _nearer_held_out(here: Floats, there: Floats) -> Floats:
    across = here @ there.T
    among, beyond = here @ here.T, there @ there.T
    np.fill_diagonal(among, -1)
    np.fill_diagonal(beyond, -1)
    return np.concatenate(
        [
            _nearness(among) - _nearness(across),
            _nearness(across.T) - _nearness(beyond),
        ]
    )


def _nearness(near: Floats) -> Floats:
    """Return for each row the middle of its nearest."""
    mean: Floats = np.partition(near, -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1)
    return mean


def _weighed(signs: Floats, here: int) -> Floats:
    """Return the weights of the signs, of which the first so many rows are `here`: those
    of a logistic regression, and last what takes their sum to nought at the border."""
    middle, width = signs.mean(axis=0), signs.std(axis=0) + 1e-6
    every = with_one(((signs - middle) / width).astype(np.float32)).astype(np.float64)
    side, share = _sides(here, len(signs) - here)
    weights = np.zeros(every.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-every @ weights))
        slope = every.T @ (share * (likely - (side > 0))) + 0.01 * weights
        bend = (every * (share * likely * (1 - likely))[:, None]).T @ every
        weights -= np.linalg.solve(bend + 0.01 * np.eye(len(weights)), slope)
    sums = every @ weights
    least = min(
        np.quantile(sums[here:], 1 - LET_THROUGH), np.quantile(sums[:here], LOST)
    )
    plain = weights[:-1] / width
    last = weights[-1] - middle @ plain - least
    return np.append(plain, last).astype(np.float32)


def _sides(here: int, there: int) -> tuple[Floats, Floats]:
    """Return on which side each is, 1 or -1, and how much it counts."""
    side = np.repeat([1.0, -1.0], [here, there])
    half = (here + there) / 2
    return side, np.repeat([half / here, half / there], [here, there])

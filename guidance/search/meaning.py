"""Which way each thing lies, so that one product says how near a question is to it.

A thing is said in several ways, and each way is a vector. Two things follow from them.
The middle of its ways says what a thing is about. What tells it from the others is
learnt: the plane that parts its ways from everybody else's, by least squares. Both are
linear in the question, so they are added up beforehand and a thing keeps one direction.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MIDDLE = 1.0
TELLING = 0.8
"""How much the middle counts, and what tells a thing from others; see docs/search.md."""

STEADY = 0.5
"""Keeps the planes from leaning on one odd way of asking."""

FEWEST = 3
"""Ways of saying a thing from which what tells it from others can be learnt."""


def directions(ways: Sequence[Floats]) -> Floats:
    """Return a row for each thing, given the vectors of its ways, one a row.

    The last column is added to the product with a question's vector.
    """
    middles = np.array([_unit(each.sum(axis=0)) for each in ways])
    found = np.hstack([MIDDLE * middles, np.zeros((len(ways), 1), np.float32)])
    learnt = [at for at, each in enumerate(ways) if len(each) >= FEWEST]
    if len(learnt) > 1:
        found[learnt] += TELLING * _planes([ways[at] for at in learnt])
    return found.astype(np.float32)


def nearness(question: Floats, found: Floats) -> Floats:
    """Return how near `question` is to each of the directions in `found`."""
    # The whole of `found` at once: all but a column of it would be copied first.
    product: Floats = found @ np.append(question, np.float32(1))
    return product


def border(inside: Floats, outside: Floats) -> Floats:
    """Return the direction from what nothing here answers to what something does.

    Both sides count alike, however many ways of asking there are on each.
    """
    every = _with_one(np.vstack([inside, outside])).astype(np.float64)
    half = len(every) / 2
    share = np.repeat(
        [half / len(inside), half / len(outside)], _counts(inside, outside)
    )
    side = np.repeat([1.0, -1.0], _counts(inside, outside))
    spread = (every * share[:, None]).T @ every + np.eye(every.shape[1])
    found: Floats = np.linalg.solve(spread, every.T @ (share * side))
    return found.astype(np.float32)


def _planes(ways: Sequence[Floats]) -> Floats:
    """Return for each thing the plane that parts its ways from those of the others."""
    every = _with_one(np.vstack(ways))
    begins = np.cumsum([0, *_counts(*ways)][:-1])
    # One sum a thing is all that the targets, 1 for its own ways and 0, come to.
    sums = np.add.reduceat(every, begins)
    spread = (every.T @ every).astype(np.float64) + STEADY * np.eye(every.shape[1])
    planes: Floats = sums @ np.linalg.inv(spread).astype(np.float32)
    return planes


def _with_one(rows: Floats) -> Floats:
    return np.hstack([rows, np.ones((len(rows), 1), np.float32)])


def _counts(*groups: Floats) -> list[int]:
    return [len(each) for each in groups]


def _unit(vector: Floats) -> Floats:
    length = np.linalg.norm(vector)
    return vector / length if length else vector

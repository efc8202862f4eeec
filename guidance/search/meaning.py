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

DIMENSIONS = 384
"""Of a vector, as the model makes them."""

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
    if not ways:
        return np.zeros((0, DIMENSIONS + 1), np.float32)
    middles = np.array([_unit(each.sum(axis=0)) for each in ways])
    found = np.hstack([MIDDLE * middles, np.zeros((len(ways), 1), np.float32)])
    learnt = [at for at, each in enumerate(ways) if len(each) >= FEWEST]
    if len(learnt) > 1:
        _, planes = _planes([ways[at] for at in learnt])
        found[learnt] += TELLING * planes
    return found.astype(np.float32)


def nearness(question: Floats, found: Floats) -> Floats:
    """Return how near `question` is to each of the directions in `found`."""
    # The whole of `found` at once: all but a column of it would be copied first.
    product: Floats = found @ np.append(question, np.float32(1))
    return product


def bests_held_out(
    ways: Sequence[Floats], found: Floats, chosen: Sequence[tuple[int, int]]
) -> Floats:
    """Return how near the nearest thing is to each `chosen` way, as if that way had not
    been said: the place of its thing, and its own there. `found` are the directions."""
    owners = np.array([thing for thing, _ in chosen])
    every = np.array([ways[thing][way] for thing, way in chosen])
    near = with_one(every) @ found.T
    others = np.array([each.sum(axis=0) for each in ways])[owners] - every
    own = MIDDLE * (every * others).sum(axis=1)
    own /= np.maximum(np.linalg.norm(others, axis=1), 1e-6)
    learnt = [at for at, each in enumerate(ways) if len(each) >= FEWEST]
    if len(learnt) > 1:
        own += TELLING * _own_held_out(ways, learnt, owners, every)
    near[np.arange(len(every)), owners] = own
    best: Floats = near.max(axis=1)
    return best


def _own_held_out(
    ways: Sequence[Floats],
    learnt: Sequence[int],
    owners: NDArray[np.intp],
    every: Floats,
) -> Floats:
    """Return what the plane of its own thing would say to each of `every` without it;
    nought where a thing has none."""
    inverse, planes = _planes([ways[at] for at in learnt])
    of_all = np.zeros((len(ways), planes.shape[1]), np.float32)
    of_all[learnt] = planes
    rows = with_one(every)
    said = (rows * of_all[owners]).sum(axis=1)
    own = ((rows @ inverse) * rows).sum(axis=1)
    held_out: Floats = np.isin(owners, learnt) * (said - own) / (1 - own)
    return held_out


def with_one(rows: Floats) -> Floats:
    """Return `rows` with a column of 1, for what is added to every product."""
    return np.hstack([rows, np.ones((len(rows), 1), np.float32)])


def _planes(ways: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Return for each thing the plane that parts its ways from those of the others, and
    before them the inverse of how all ways are spread."""
    every = with_one(np.vstack(ways))
    begins = np.cumsum([0, *_counts(*ways)][:-1])
    # One sum a thing is all that the targets, 1 for its own ways and 0, come to.
    sums = np.add.reduceat(every, begins)
    spread = (every.T @ every).astype(np.float64) + STEADY * np.eye(every.shape[1])
    inverse: Floats = np.linalg.inv(spread).astype(np.float32)
    return inverse, sums @ inverse


def _counts(*groups: Floats) -> list[int]:
    return [len(each) for each in groups]


def _unit(vector: Floats) -> Floats:
    length = np.linalg.norm(vector)
    return vector / length if length else vector

"""Telling a question that something here answers from one that nothing does."""

from __future__ import annotations

import numpy as np
import pytest

from guidance.search.answerable import (
    FEWEST,
    MOST_HERE,
    Border,
    _plane,
    compared,
    learnt,
    remembered,
)
from guidance.search.meaning import Floats, directions, nearness


def around(middle: tuple[float, ...], count: int, seed: int = 1) -> Floats:
    """Return `count` vectors of length 1 near `middle`, one a row."""
    near = np.random.default_rng(seed).normal(middle, 0.3, (count, len(middle)))
    found: Floats = near / np.linalg.norm(near, axis=1, keepdims=True)
    return found.astype(np.float32)


WAYS = [around((1, 0, 0), 15), around((0, 1, 0), 15)]
THERE = around((0, 0, 1), 30)


def border() -> Border:
    found = learnt(WAYS, directions(WAYS), THERE)
    assert found is not None
    return found


def inside(question: Floats) -> float:
    best = nearness(question, directions(WAYS)).max()
    return border().inside(question, best)


def test_what_is_like_the_ways_of_asking_is_inside_and_like_the_list_outside():
    asked = [*around((1, 0, 0), 20, seed=2), *around((0, 1, 0), 20, seed=3)]
    listed = around((0, 0, 1), 20, seed=4)

    assert all(inside(each) > 0 for each in asked)
    assert sum(inside(each) < 0 for each in listed) > 15


def test_a_list_of_what_is_answered_after_all_loses_no_way_of_asking():
    found = learnt(WAYS, directions(WAYS), around((1, 0, 0), 30, seed=5))

    assert found is not None
    near = directions(WAYS)
    asked = np.vstack(WAYS)
    lost = [
        each for each in asked if found.inside(each, nearness(each, near).max()) < 0
    ]
    assert len(lost) <= 1


def test_each_is_judged_by_the_plane_that_is_drawn_without_it():
    here = np.vstack(WAYS)

    _, held_out = _plane(here, THERE)

    # The sides count alike, so that one fewer shifts the plane a little.
    without, _ = _plane(here[1:], THERE)
    assert held_out[0] == pytest.approx(
        float(np.append(here[0], 1) @ without), abs=0.03
    )


def test_what_was_learnt_is_kept_as_numbers():
    known = border()

    again = remembered(known.numbers, known.here, THERE)

    assert again.inside(WAYS[0][0], 1.0) == known.inside(WAYS[0][0], 1.0)


def test_of_many_ways_every_so_many_are_compared_with():
    pairs = compared([3] * MOST_HERE)

    assert pairs[:3] == [(0, 0), (1, 0), (2, 0)]
    assert len(pairs) == MOST_HERE


def test_nothing_is_learnt_from_a_few():
    assert learnt(WAYS, directions(WAYS), THERE[: FEWEST - 1]) is None
    assert learnt([], directions([]), THERE) is None

"""Directions: from ways of saying a thing to how near a question is to it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.search.meaning import (
    DIMENSIONS,
    Floats,
    bests_held_out,
    directions,
    nearness,
)
from guidance.search.model import vectors
from guidance.search.wordpieces import cut, pieces


def at(*degrees: float) -> Floats:
    """Return vectors in a plane, one a row."""
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_a_question_is_nearest_to_the_thing_whose_ways_are_around_it():
    found = directions([at(0, 10, 20), at(80, 90, 100), at(180)])

    assert nearness(at(12)[0], found).argmax() == 0
    assert nearness(at(88)[0], found).argmax() == 1
    assert nearness(at(170)[0], found).argmax() == 2


def test_what_tells_two_things_apart_counts_more_than_what_they_share():
    near = [at(0, 1, 2), at(10, 11, 12)]

    alone = [nearness(at(11)[0], directions([each]))[0] for each in near]
    together = nearness(at(11)[0], directions(near))

    assert together[1] - together[0] > alone[1] - alone[0]


def test_each_way_is_judged_as_if_it_had_not_been_said():
    ways = [at(0, 10, 40, 50), at(80, 90, 100, 140)]
    found = directions(ways)

    held_out = bests_held_out(ways, found, [(0, 0)])

    without = directions([ways[0][1:], ways[1]])
    assert held_out[0] == pytest.approx(nearness(at(0)[0], without).max(), abs=0.02)
    assert held_out[0] < nearness(at(0)[0], found).max()


def test_texts_that_mean_alike_point_alike():
    one, other, third = vectors(
        ["Can I hand over a prisoner?", "May I give up an arrestee?", "Tax forms"]
    )

    assert one @ other > one @ third
    assert np.linalg.norm(one) == np.float32(1) or abs(np.linalg.norm(one) - 1) < 1e-5


def test_a_text_points_the_same_way_alone_and_among_others():
    texts = ["A warrant", "A much longer text about nothing in particular, at length"]

    alone = np.vstack([vectors([each]) for each in texts])

    assert np.abs(vectors(texts) - alone).max() < 0.02


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_any_text_has_a_direction(text: str):
    found = vectors([text])

    assert found.shape == (1, DIMENSIONS)
    assert np.isfinite(found).all()


def test_a_word_is_cut_into_the_longest_pieces_that_are_known():
    names = {number: piece for piece, number in pieces().items()}

    assert [names[each] for each in cut("Warrants, ICE’s")] == [
        *("warrant", "##s", ",", "ice", "'", "s")
    ]
    assert [names[each] for each in cut("🚨")] == ["[UNK]"]

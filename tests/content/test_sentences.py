"""Cutting legal text into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given

from guidance.content.markdown import passages, plain
from guidance.content.quoting import normalise
from guidance.content.sentences import sentences
from tests.content.generated import any_text

CUT = [
    ("One. Two.", ["One.", "Two."]),
    ("See 8 U.S.C. § 1226. Then go.", ["See 8 U.S.C. § 1226.", "Then go."]),
    ("In the U.S. The law is.", ["In the U.S.", "The law is."]),
    ("In the U.S. Code it is.", ["In the U.S. Code it is."]),
    ("Under Sec. 4 it is. So.", ["Under Sec. 4 it is.", "So."]),
    ("J. Doe v. City. He won.", ["J. Doe v. City.", "He won."]),
    ("1. The officer must. 2. Nobody may.", ["1. The officer must.", "2. Nobody may."]),
    ("He said “Stop.” Then he left.", ["He said “Stop.”", "Then he left."]),
    ("May I? No! Why?", ["May I?", "No!", "Why?"]),
    ("It is so (see below). Go.", ["It is so (see below).", "Go."]),
    ("At 5 p.m. the desk closes.", ["At 5 p.m. the desk closes."]),
    ("No end", ["No end"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "cut"), CUT)
def test_a_text_is_cut_where_its_sentences_end(text: str, cut: list[str]):
    assert list(sentences(text)) == cut


@given(any_text)
def test_nothing_is_lost_between_sentences(text: str):
    found = [each for passage in passages(text) for each in sentences(passage)]

    assert normalise(" ".join(found)) == normalise(plain(text))

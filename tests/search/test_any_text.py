"""Whatever is typed, the answer is a page and never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.editions.reading import Copy
from guidance.search.searching import search

pytestmark = pytest.mark.django_db


SYNTAX = [
    "a & b | !c <-> 'd':*",
    "':*",
    "\\",
    "((((",
    "warrant:A*",
    "'; DROP TABLE search_entry; --",
    "%(edition)s %s %% {0}",
    "the of and",
    "...!?",
    "🚨👮 warrant",
    "אפשר למסור אותו",
    "هل يمكنني \u202e تسليمه",
    "warr\x00ant",
    "\ue000warrant\ue001",
    "<script>alert(1)</script>",
    "ﷺ" * 200,
    "x" * 10_000,
    "warrant " * 1_250,
    "-" * 10_000,
    "١٢٣ ²",
]
PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["'", '"', "\\", "&", "|", "!", "<->", "<2>", ":*", ":A", "(", ")", "-", "*"]
    ),
    st.sampled_from(["warrant", "I-200", "the", "can't", "hand over", "a01", "\x00"]),
)


@pytest.mark.parametrize("text", SYNTAX)
def test_syntax_signs_and_other_scripts_are_only_text(nypd: Copy, text: str):
    results = search(text, nypd, limit=10)

    assert not results.titles_only
    assert len(results.found) <= 10


@given(st.lists(PIECES, max_size=30))
def test_any_text_gets_an_answer_from_the_index(nypd: Copy, pieces: list[str]):
    for text in ("".join(pieces), " ".join(pieces)):
        results = search(text, nypd, limit=10)

        assert not results.titles_only
        assert results.count >= len(results.found)
        assert len(results.found) <= 10

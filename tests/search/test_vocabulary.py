"""The words an edition uses, and what a mistyped one was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.folding import root
from guidance.search.vocabulary import Vocabulary

TEXTS = [
    "A judicial warrant and an immigration detainer",
    "The immigration agents wait in the lobby",
    "A witness is afraid of the court",
]
VOCABULARY = Vocabulary(TEXTS, english=["about", "dat", "tourist"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jucidial", "judicial"),
        ("imigration", "immigration"),
        ("detainr", "detainer"),
        ("agnets", "agents"),
        ("loby", "lobby"),
        ("wittness", "witness"),
        ("cuort", "court"),
        ("immig", "immigration"),
    ],
)
def test_a_mistyped_or_shortened_word_is_one_of_the_guidance(typed: str, meant: str):
    assert VOCABULARY.corrected(typed) == meant


@pytest.mark.parametrize("word", ["warrants", "tourists", "dat", "ny", "247", "la", ""])
def test_a_word_somebody_may_have_meant_stays_as_it_is(word: str):
    assert VOCABULARY.corrected(word) == word


def test_a_word_like_no_other_stays_as_it_is():
    assert VOCABULARY.corrected("xylophonists") == "xylophonists"


@given(st.text(max_size=40))
def test_any_word_is_corrected_to_itself_or_one_that_is_used(word: str):
    found = VOCABULARY.corrected(word)

    assert found == word or VOCABULARY.has(found)


def test_a_word_is_counted_in_all_its_forms_once_in_a_thing():
    assert VOCABULARY.count("warrants") == 1
    assert VOCABULARY.count("immigration") == 2


def test_a_beginning_knows_what_it_may_become():
    assert list(VOCABULARY.begun("wa")) == ["wait", "warrant"]
    assert VOCABULARY.begun_count("wa") == 2
    assert VOCABULARY.completed("immi") == "immigration"
    assert VOCABULARY.completed("xy") == "xy"


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("agents", "agent"),
        ("agent", "agent"),
        ("stopped", "stop"),
        ("policies", "policy"),
        ("dress", "dress"),
        ("release", "releas"),
        ("released", "releas"),
        ("ice", "ice"),
        ("is", "is"),
    ],
)
def test_a_root_is_the_same_for_all_forms_of_a_word(word: str, bare: str):
    assert root(word) == bare

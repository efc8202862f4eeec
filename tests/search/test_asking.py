"""From what an officer types to what is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.folding import LONGEST_WORD, fold, words
from guidance.content.pins import MOST_CHARACTERS, MOST_WORDS
from guidance.search.asking import Term, ask, terms
from guidance.search.catalogue import Catalogue
from guidance.search.vocabulary import Vocabulary

Synonyms = tuple[tuple[str, ...], ...]

ALIKE: Synonyms = (
    ("feds", "federal agents"),
    ("hand over", "turn over", "give him up"),
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The I-200, please!", "the i 200 i200 please"),
        ("a judge’s WARRANT", "a judge warrant"),
        ("can't he / she won't", "not he she not"),
        ("Café Müller ﬁle", "cafe muller file"),
        ("a_b'c\x00d", "a b c d"),
        ("שלום 你好 🚨", "שלום 你好"),
        ("' | & ! <-> :* \\", ""),
    ],
)
def test_words_are_compared_without_case_accents_and_signs(text: str, folded: str):
    assert fold(text) == folded


@given(st.text())
def test_a_folded_word_holds_nothing_a_tsquery_could_trip_over(text: str):
    for word in words(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert all(each.isalnum() for each in word), word


@given(st.text(max_size=1000))
def test_any_text_becomes_a_bounded_question(text: str):
    asked = ask(text)

    assert len(asked.text) <= MOST_CHARACTERS
    assert len(asked.words) <= MOST_WORDS
    assert "\x00" not in asked.text


def test_a_long_question_is_shortened_and_says_so():
    by_characters = ask("warrant " * 1000)
    by_words = ask("a b c d e f g h i j k l m n o p q r s t u v")

    assert by_characters.shortened
    assert by_words.shortened
    assert len(by_words.words) == MOST_WORDS
    assert not ask("a b").shortened


@pytest.mark.parametrize("text", ["", "  ", "?!", "🚨", "c", "Can I", "Can I …?"])
def test_an_opening_asks_nothing_yet(text: str):
    assert ask(text).is_empty


@pytest.mark.parametrize("text", ["can i ho", "2", "or", "cells"])
def test_a_telling_word_is_enough_to_ask(text: str):
    assert not ask(text).is_empty


def looked_for(
    text: str, synonyms: Synonyms = (), texts: Sequence[str] = ()
) -> list[Term]:
    """Return the terms of `text` in guidance that says `texts` and nothing else."""
    entries = Catalogue([], {}, synonyms, {}, Vocabulary(texts), None, None)
    asked = ask(text)
    return list(terms(asked, asked.words, entries))


def queries(found: Iterable[Term]) -> list[str]:
    return [each.query for each in found]


def test_the_last_word_may_go_on_until_a_space_ends_it():
    assert queries(looked_for("a warr")) == ["a", "warr", "warr:*"]
    assert queries(looked_for("a warr ")) == ["a", "warr"]


def test_words_that_mean_the_same_are_looked_for_too():
    found = queries(looked_for("the fed says turn over ", ALIKE))

    assert "(federal <-> agents)" in found
    assert "(give <-> him <-> up) | (hand <-> over)" in found


def test_of_a_word_and_its_synonyms_only_the_best_match_counts():
    assert [each.place for each in looked_for("feds ", ALIKE)] == [0, 0]


def test_a_synonym_that_is_all_signs_is_left_out():
    assert queries(looked_for("feds ", (("feds", "!?"),))) == ["feds"]


def test_a_rare_word_weighs_more_than_one_that_stands_everywhere():
    texts = ["a bicycle", "two bicycles", "a unicycle"]

    common, rare = looked_for("bicycle unicycle ", texts=texts)

    assert rare.weight > common.weight
    assert (common.count, rare.count) == (2, 1)

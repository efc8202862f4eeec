"""What of a question may be kept: no name, no number, no story, no order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.folding import words
from guidance.demand.nameless import LONGEST, MOST_WORDS, Language, alike, nameless
from guidance.demand.ordinary import ordinary
from guidance.search.asking import SAYS_NOTHING
from guidance.search.vocabulary import Vocabulary
from guidance.search.wordpieces import whole_words

GUIDANCE = ["Can I hand him over on an I-200? The detainer says so.", "Rose Avenue 14"]
ORDINARY = ordinary(whole_words())
LANGUAGE = Language(Vocabulary(GUIDANCE), ORDINARY, SAYS_NOTHING)
NAMES = """
    maria jose hernandez garcia mohammed ahmed smith hunter chase grant wang nguyen
    singh ivan sergei vladimir andrey alexei olga fatima jamal keisha patel kim
""".split()  # noqa: SIM905
THINGS = "vehicle pursuit parade dog church fair street closing permit witness".split()  # noqa: SIM905


def kept(text: str) -> tuple[str, ...]:
    return nameless(text, LANGUAGE)


def test_ordinary_words_stay_and_are_put_in_the_order_of_the_alphabet():
    assert kept("a church fair, street closing permit") == (
        "church",
        "closing",
        "fair",
        "permit",
        "street",
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_dropped(name: str):
    assert kept(f"{name.title()} wants a vehicle") == ("vehicle", "wants")


def test_a_name_that_the_guidance_uses_is_a_word_of_the_guidance():
    assert "rose" not in ORDINARY
    assert kept("dog on rose avenue") == ("avenue", "dog", "rose")


def test_a_mistyped_word_is_dropped_for_it_may_be_a_name():
    assert kept("vehicel pursuit") == ("pursuit",)


@pytest.mark.parametrize(
    "text",
    ["14", "4210", "555-0142", "12/25/1990", "DR24-1187", "A123456789", "x9", "٣"],
)
def test_a_number_is_dropped_even_one_that_the_guidance_has(text: str):
    assert kept(f"witness {text}") == ("witness",)


def test_the_number_of_a_form_stays_where_the_guidance_has_that_form():
    assert kept("dog I-200") == ("dog", "i200")
    assert kept("dog I-247A") == ("dog",)


@pytest.mark.parametrize("text", ["dog " * (MOST_WORDS + 1), "d" * (LONGEST + 1)])
def test_nothing_is_kept_of_a_long_text(text: str):
    assert kept(text) == ()


def test_two_forms_of_a_word_are_one_question():
    assert kept("dog dogs") == ("dog",)
    assert alike(kept("dogs chased vehicles")) == alike(kept("dog chased vehicle"))


@given(st.text(max_size=300))
def test_whatever_is_typed_only_words_that_may_be_kept_are(text: str):
    found = kept(text)

    assert set(found) <= set(words(text))
    assert all(LANGUAGE.may_keep(each) for each in found)
    assert list(found) == sorted(set(found))
    assert kept(" ".join(found)) == found


@given(
    st.lists(st.sampled_from(THINGS), max_size=4),
    st.lists(st.sampled_from(NAMES) | st.integers(0, 10**9).map(str), max_size=2),
    st.randoms(use_true_random=False),
)
def test_names_and_numbers_anywhere_change_nothing(things, others, random):
    mixed = [*things, *others]
    random.shuffle(mixed)

    assert kept(" ".join(mixed)) == kept(" ".join(things))

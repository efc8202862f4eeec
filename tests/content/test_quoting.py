"""The quotation finder: exact up to white space, dashes, quotation marks, ellipses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.quoting import Span, find, normalise
from tests.content.generated import any_text

TEXT = "Officers must not\n  “hold” anyone – not even briefly … for the agency's use."


@pytest.mark.parametrize(
    "words",
    [
        'must not "hold" anyone',
        "must not „hold“ anyone",
        "anyone - not even",
        "anyone — not even",
        "briefly ... for",
        "agency’s\u00a0use.",
        " Officers\tmust ",
        TEXT,
    ],
)
def test_marks_that_differ_between_print_and_keyboard_are_the_same(words):
    assert find(words, TEXT)


@pytest.mark.parametrize(
    "words",
    [
        "officers must",
        "must not hold anyone",
        "Officers not must",
        "Officers must not hold on",
        "fficers must",
        "Officers mus",
        "anyone not even",
        "",
        " \n ",
    ],
)
def test_nothing_looser_is_found(words):
    assert find(words, TEXT) is None


def test_the_span_covers_the_words_as_they_stand():
    span = find('not "hold" anyone', TEXT)

    assert span
    assert TEXT[span.start : span.end] == "not\n  “hold” anyone"


def test_words_inside_a_longer_word_are_passed_over_for_a_later_place():
    assert find("arrest", "They arrested. No arrest!") == Span(18, 24)
    assert find("cafe", "A cafe\u0301 is no cafe") == Span(14, 18)


def test_a_thousand_near_misses_are_passed_over_quickly():
    assert find("a a " * 1000 + "b", "a a " * 12_000) is None


WORDS = st.lists(st.text("abé1", min_size=1, max_size=3), min_size=1, max_size=8)
GAPS = st.sampled_from([" ", "\n", "\t ", "\u00a0", " – ", " - ", " “", "… ", ", "])
OTHER = {"–": "-", "“": '"', "…": "...", " ": " \n ", "-": "—", '"': "«", "\t": " "}


@given(WORDS, GAPS, st.data())
def test_any_words_of_a_text_are_found_however_their_marks_are_written(
    words: list[str], gap: str, data: st.DataObject
):
    text = gap.join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    wanted = gap.join(words[first:last])

    rewritten = "".join(OTHER.get(letter, letter) for letter in wanted)

    span = find(rewritten, text)
    assert span
    assert normalise(text[span.start : span.end]) == normalise(wanted)


@given(any_text, any_text)
def test_a_text_is_found_in_a_text_that_holds_it_between_spaces(
    words: str, around: str
):
    held = f"{around} {words} {around}"

    span = find(words, held)

    assert (span is not None) == bool(words.strip())
    if span:
        assert normalise(held[span.start : span.end]) == normalise(words)


@given(st.text('ab “"-–\n…', max_size=4), st.text('ab “"-–\n…', max_size=16))
def test_it_agrees_with_trying_every_place(words: str, text: str):
    assert (find(words, text) is not None) == _stands_in(words, text)


def _stands_in(words: str, text: str) -> bool:
    wanted, held = normalise(words), normalise(text)
    ends = [
        (start, start + len(wanted))
        for start in range(len(held))
        if wanted and held[start : start + len(wanted)] == wanted
    ]
    return any(
        not held[max(start - 1, 0) : start + 1].isalnum() or start == 0
        for start, end in ends
        if end == len(held) or not held[end - 1 : end + 1].isalnum()
    )

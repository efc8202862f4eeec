"""Which words changed: to the letter, in any text, and so that a person can read it."""

from __future__ import annotations

from hypothesis import given

from guidance.content.word_differences import (
    Piece,
    What,
    differences,
    shortened,
)
from tests.content.generated import any_text


def marked(before: str, after: str) -> str:
    """Return the differences as one line: [out] and {in}."""
    signs = {What.SAME: "{}", What.OUT: "[{}]", What.IN: "{{{}}}"}
    return "".join(
        signs[each.what].format(each.text) for each in differences(before, after)
    )


def test_a_changed_word_is_told_as_a_whole():
    assert marked("It is a request.", "It is a requirement.") == (
        "It is a[ request]{ requirement}."
    )


def test_a_word_left_standing_between_longer_changes_is_told_with_them():
    before = "Members may not detain or keep a person."
    after = "Members must not hold a person."

    assert marked(before, after) == (
        "Members[ may not detain or keep]{ must not hold} a person."
    )


def test_the_same_text_has_no_differences():
    assert differences("Leave it.", "Leave it.") == (Piece(What.SAME, "Leave it."),)


@given(any_text, any_text)
def test_the_pieces_make_up_both_texts_to_the_letter(before, after):
    pieces = differences(before, after)

    assert "".join(p.text for p in pieces if p.what is not What.IN) == before
    assert "".join(p.text for p in pieces if p.what is not What.OUT) == after
    assert all(p.gap + p.words == p.text for p in pieces)


def test_texts_too_long_to_compare_are_told_as_out_and_in():
    before, after = "old " * 12_000, "new " * 12_000

    assert [each.what for each in differences(before, after)] == [What.OUT, What.IN]


def test_what_did_not_change_is_shown_only_beside_a_change():
    before = "Same words. " * 100 + "Hold him. " + "More words. " * 100
    after = "Same words. " * 100 + "Free him. " + "More words. " * 100

    shown = "".join(each.text for each in shortened(differences(before, after)))

    assert len(shown) < 400
    assert "Same words. Hold Free him. More words." in shown
    assert shown.strip().startswith("…")
    assert shown.strip().endswith("…")

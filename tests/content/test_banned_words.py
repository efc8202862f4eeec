"""Words the department won't have: found as whole words, whatever their case."""

from __future__ import annotations

import pytest

from guidance.content.proofs.banned_words import banned_in

BANNED = ["alien", "Catch and release", "perp"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The **Alien** waits.", ["alien"]),
        ("Do not alienate anybody.", []),
        ("It is “catch  and\nrelease”: perp walk.", ["Catch and release", "perp"]),
        ("", []),
    ],
)
def test_a_banned_word_is_a_whole_one_in_any_case(text: str, found: list[str]):
    assert banned_in(text, BANNED) == found

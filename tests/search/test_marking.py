"""The words that were asked for, marked in what a result says."""

from __future__ import annotations

import pytest

from guidance.search.marking import marked


@pytest.mark.parametrize(
    ("text", "asked", "html"),
    [
        ("Two agents wait.", ["agent"], "Two <mark>agents</mark> wait."),
        ("Form I-200 is no.", ["200"], "Form I-<mark>200</mark> is no."),
        ("The judge’s order", ["judges"], "The <mark>judge’s</mark> order"),
        ("a & <b>", ["b"], "a &amp; &lt;b&gt;"),
        (
            "<mark> & Mark",
            ["mark"],
            "&lt;<mark>mark</mark>&gt; &amp; <mark>Mark</mark>",
        ),
        ("Café", ["cafe"], "<mark>Café</mark>"),
        ("You may not.", ["you", "not"], "You may not."),
    ],
)
def test_the_words_are_marked_in_any_form_and_nothing_is_html(
    text: str, asked: list[str], html: str
):
    assert marked(text, asked) == html


def test_a_word_that_is_still_typed_marks_what_it_may_become():
    assert marked("Bottles fly", ["bot"], "bot") == "<mark>Bottles</mark> fly"
    assert marked("no one", ["no"], "no") == "no one"

"""YAML as text: every scalar is a string, and nothing in it can cost much."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.yaml_text import Malformed, read, write
from tests.content.generated import any_text


@pytest.mark.parametrize("word", ["no", "null", "~", "1e3", "2025-01-18", "0x1f", "on"])
def test_every_scalar_is_the_word_that_stands_there(word):
    assert read(f"verdict: {word}").content == {"verdict": word}


@given(
    st.recursive(
        any_text,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                any_text.filter(lambda name: len(name) < 100), inner, max_size=3
            )
        ),
        max_leaves=8,
    )
)
def test_what_is_written_reads_back_the_same(content):
    assert read(write(content)).content == content


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    text = "\ufefftitle: One\r\nnote: |\r\n  two\r\n  three\r\n"

    assert read(text).content == {"title": "One", "note": "two\nthree\n"}


def test_each_part_knows_its_line():
    found = read("title: One\nsections:\n- slug: a\n  body: b\n- slug: c\n")

    assert found.line(("title",)) == 1
    assert found.line(("sections", 0, "body")) == 4
    assert found.line(("sections", 1)) == 5
    assert found.line(("sections", 1, "missing")) == 5
    assert found.line(("missing",)) == 1


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x [b]\nc: *x", 1, "Anchors"),
        ("&x a: b", 1, "Anchors"),
        ("a: b\n*x : c", 2, "Anchors"),
        ("a: !!python/object:os.system x", 1, "Tags"),
        ("!!python/name:os.system a: b", 1, "Tags"),
        ("a: !x {}", 1, "Tags"),
        ("a: b\na: c", 2, "“a” stands here twice"),
        ("a: b\n---\nc: d", 2, "one document"),
        ("? [a]\n: b", 1, "A name was expected"),
        ("a: b\nc: No: never", 2, "a colon stands in a text"),
        ('a: "b', 1, "never closed"),
        ("a:\n\t- b", 2, "begins with a tab"),
        ("a: @b", 1, "quotation marks"),
        ("a: b\nc: \x00", 2, "a character YAML refuses"),
        ("ä: b\n\nc: \ud800", 3, "a character YAML refuses"),
    ],
)
def test_what_no_author_needs_is_refused_with_its_line(text, line, words):
    with pytest.raises(Malformed, match=words) as refused:
        read(text)

    assert refused.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(1_000)),
        "[" * 21 + "]" * 21,
    ],
    ids=["brackets", "braces", "hyphens", "indents", "just over"],
)
def test_deep_nesting_is_refused_at_once(text):

    with pytest.raises(Malformed, match="more than 20 deep"):
        read(text)


def test_nesting_as_deep_as_a_pack_may_go_is_read():
    assert read("[" * 20 + "]" * 20).content


def test_an_empty_text_holds_nothing():
    assert read("").content is None
    assert read("# only a comment\n").content is None


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else(text: str):
    with suppress(Malformed):
        read(text)

"""Markdown becomes safe HTML, and marking words in it never changes what is read."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guidance.content.markdown import ATTRIBUTES, TAGS, plain, terms_in, to_html
from tests.content.generated import any_text

TRICKY = (
    "<script>alert(1)</script> <b onclick=x> <style> [a](javascript:alert(1)) ] ( ) "
    "[b](https://b.example) [c](<JaVaScRiPt:x>) ![d](//d.example) <https://e.example> "
    "**bold** *it* `code` ``` ~~~ > - 1. | |-| &amp; &lt; \\* \\< a b ICE # === <!-- "
    '" \' [x]: [x] \n \n\n data:text/html,x vbscript:x "onmouseover=x style=y'
)
PIECES = st.one_of(st.sampled_from(TRICKY.split(" ")), any_text)
HOSTILE = st.lists(PIECES, max_size=8).map(" ".join)


class Seen(HTMLParser):
    """What a browser makes of HTML: the tags, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.marked = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "mark" in self.open:
            self.marked += data


@given(HOSTILE)
@example(
    "[a](javascript:alert(1)) <img src=x onerror=alert(1)> <a href='javascript:x'>"
)
def test_whatever_goes_in_only_harmless_tags_come_out(text: str):
    seen = Seen(to_html(text, quotes=["a b"], terms={"ICE": '/g/"#<ice>'}))

    assert seen.open == []
    for tag, attributes in seen.tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | {"rel"}
        scheme, colon, _ = (attributes.get("href") or "").partition(":")
        assert (
            not colon or scheme in {"http", "https", "mailto", "tel"} or "/" in scheme
        )


@given(HOSTILE, st.lists(st.sampled_from(["a b", "bold", "code", "b a", "ICE a"])))
@example("[ICE](https://x.example) **a\nb**", ["ICE a b"])
def test_marking_never_changes_the_text_that_is_shown(text: str, quotes: list[str]):
    marked = to_html(text, quotes=quotes, terms={"ICE": "/g/#ice", "b": "/g/#b"})

    assert Seen(marked).text == Seen(to_html(text)).text


@given(st.text("abc ABC,'“’éß😀", max_size=40))
def test_plain_text_stays_the_text_it_is(text: str):
    assert plain(text) == text.strip()


@given(HOSTILE)
def test_plain_is_what_is_shown(text: str):
    shown = Seen(to_html(text)).text

    assert "".join(plain(text).split()) == "".join(shown.split())


def test_html_is_shown_as_the_characters_it_is():
    assert to_html("<script>alert(1)</script>") == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    )


def test_a_link_that_runs_a_script_is_no_link():
    assert "<a" not in to_html("[x](javascript:alert(1)) [y](data:text/html,x)")


def test_pictures_and_headings_and_styles_do_not_come_out():
    html = to_html("# One\n\n![x](https://x.example/x.png)\n\n|a|\n|-:|\n|b|")

    assert {tag for tag, _ in Seen(html).tags}.isdisjoint({"h1", "img"})
    assert "style" not in html


def test_a_quotation_is_marked_through_bold_type_and_line_breaks():
    html = to_html(
        "Officers **leave a\nfound** bicycle.", quotes=["leave a found bicycle"]
    )

    assert html == (
        "<p>Officers <strong><mark>leave a</mark>\n<mark>found</mark></strong>"
        "<mark> bicycle</mark>.</p>\n"
    )


def test_quotations_that_overlap_are_marked_as_one():
    html = to_html("one two three four", quotes=["two three", "one two", "gone"])

    assert html == "<p><mark>one two three</mark> four</p>\n"


def test_a_term_is_linked_where_it_first_stands_and_only_there():
    html = to_html("An ICE agent of ICE", terms={"ICE": "/glossary/#ice"})

    assert html.count("<a ") == 1
    assert html.startswith('<p>An <a class="term" href="/glossary/#ice"')


def test_the_longer_of_two_terms_wins_and_no_term_is_linked_inside_a_quotation():
    terms = {"warrant": "/g/#w", "judicial warrant": "/g/#j", "hold": "/g/#h"}

    html = to_html("A judicial warrant, a hold.", quotes=["a hold"], terms=terms)

    assert 'href="/g/#j"' in html
    assert 'href="/g/#w"' not in html
    assert "<mark>a hold</mark>" in html


def test_a_term_inside_a_link_is_linked_at_its_next_place():
    html = to_html("[ICE](https://x.example) and ICE", terms={"ICE": "/g/#ice"})

    assert '<a href="https://x.example" rel="noopener noreferrer">ICE</a>' in html
    assert html.count('href="/g/#ice"') == 1


def test_a_term_is_a_whole_word():
    terms = ["ICE", "hold"]

    assert terms_in("The notice of a hold", terms) == ["hold"]
    assert terms_in("withhold, hold-up, ice", terms) == ["ICE"]


def test_a_table_and_a_list_are_read_cell_by_cell():
    assert plain("|a|b|\n|-|-|\n|c|d|\n\n- e\n- f").split() == list("abcdef")


@pytest.mark.parametrize("piece", ["> ", "- ", "a **b ", "`", "<"])
def test_fifty_thousand_hostile_characters_come_out_as_something_harmless(piece):
    text = (piece * 50_000)[:50_000]

    Seen(to_html(text, quotes=["a b"], terms={"a": "/g/#a"}))


def test_lists_two_hundred_deep_still_come_out_whole_and_harmless():
    text = "\n".join("  " * depth + "- a" for depth in range(200))

    assert Seen(to_html(text)).open == []

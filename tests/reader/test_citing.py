"""What is said of a section's words, and how quoted words are marked in them."""

from __future__ import annotations

from typing import Any

import pytest

from guidance.content.department import Source as WhereRead
from guidance.content.lookup import Lookup
from guidance.content.memos import Section
from guidance.content.model import Guidance
from guidance.editions.reading import Copy
from guidance.reader.citing import NUMBERING, cite, listed, marked, provenance_line
from guidance.reader.sources import Source
from guidance.reader.words import Words
from tests.content.a_guidance import (
    a_citation,
    a_department,
    a_guidance,
    a_memo,
    a_section,
)
from tests.reader.conftest import FIRST

PAPERS = ["New York Post", "NY Daily News", "Newsmax"]


def a_source(guidance: Guidance) -> Source:
    return Source(Copy(1, "0" * 64, "First.", FIRST, FIRST, Lookup(guidance), {}))


def line(**fields: Any) -> str:
    sources = [
        WhereRead(slug=f"s{number}", kind="press", name=name, what=name)
        for number, name in enumerate(PAPERS)
    ]
    guidance = a_guidance(department=a_department(sources=sources))
    return provenance_line(a_section(**fields), Lookup(guidance))


def printed(by: str) -> dict[str, str]:
    return {"text": "No member may.", "attribution": by}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"provenance": "law", "text_seen": "full"},
            "Law, read in full; our paraphrase.",
        ),
        (
            {"provenance": "law", "text_seen": "partial; exceptions not seen"},
            "Law; text seen: partial; exceptions not seen; our paraphrase.",
        ),
        (
            {"provenance": "law", "text_seen": "not retrieved"},
            "Law; text not retrieved; our paraphrase.",
        ),
        ({"provenance": "law"}, "Law; our paraphrase."),
        (
            {"provenance": "law", "text_seen": "full", "quotation": printed("Code 1")},
            "Law, read in full; the quotation is from Code 1; "
            "the rest is our paraphrase.",
        ),
        (
            {
                "provenance": "quoted",
                "quotation": printed("NYPD order as printed by the NY Post"),
            },
            "The memo's own words as printed by the NY Post; "
            "the rest is our paraphrase.",
        ),
        (
            {"provenance": "quoted", "body": "", "quotation": printed("The Post")},
            "The memo's own words (The Post).",
        ),
        (
            {"provenance": "reported", "sources": ["s0", "s1", "s2"]},
            "As reported by New York Post, NY Daily News and Newsmax; our paraphrase.",
        ),
        (
            {
                "provenance": "reported",
                "sources": ["s0"],
                "text_seen": "secondary, single rewritten source",
            },
            "As reported by New York Post; our paraphrase; "
            "text seen: secondary, single rewritten source.",
        ),
        ({"provenance": "reported"}, "As reported by the press; our paraphrase."),
        (
            {"provenance": "quoted", "sources": ["s0"]},
            "As reported by New York Post; our paraphrase.",
        ),
        ({"provenance": "department"}, "Entered by the department."),
    ],
)
def test_a_section_says_how_far_its_words_can_be_trusted(fields, sentence):
    assert line(**fields) == sentence


def test_names_are_listed_as_a_person_would():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("text", "quotes", "html"),
    [
        ("a <b> c", ["<b>"], "a <mark>&lt;b&gt;</mark> c"),
        ("one two three", ["one two", "two three"], "<mark>one two three</mark>"),
        ("one two three", ["two", "one two three"], "<mark>one two three</mark>"),
        ("one “two” three", ['"two"'], "one <mark>“two”</mark> three"),
        ("one two", ["three"], "one two"),
        ("one two", [], "one two"),
        ("", ["one"], ""),
    ],
)
def test_quoted_words_are_marked_and_everything_is_escaped(text, quotes, html):
    assert marked(text, quotes) == html


def cited(section: Section, *words: str, **memo: Any):
    source = a_source(a_guidance(memos=[a_memo(sections=[section], **memo)]))
    return cite([a_citation(each) for each in words], source, Words([]))


def test_a_section_cited_twice_stands_once_with_both_words_marked():
    (only,) = cited(a_section(body="One. Two. Three."), "One.", "Three.")

    assert only.body_html.count("<mark>") == 2
    assert only.path == "bicycle-order/found"
    assert only.url == "/memos/bicycle-order/found/"


def test_words_of_the_quotation_are_marked_there_and_ours_in_the_paraphrase():
    section = a_section(
        provenance="quoted", body="Ours and more.", quotation=printed("The Post")
    )
    (both,) = cited(section, "No member may.", "Ours")
    (ours,) = cited(section, "Ours")

    assert both.quoted_html == "<mark>No member may.</mark>"
    assert "<mark>Ours</mark>" in both.body_html
    assert (both.rests_on_quotation, both.rests_on_body) == (True, True)
    assert (ours.rests_on_quotation, ours.rests_on_body) == (False, True)
    assert ours.quoted_html == "No member may."


def test_a_paraphrase_is_never_labelled_as_the_memos_words():
    (alone,) = cited(a_section(provenance="reported"), "found bicycle")
    (entered,) = cited(a_section(), "found bicycle")

    assert alone.body_label == "Our paraphrase"
    assert entered.body_label == ""


def test_a_memo_whose_numbers_are_ours_says_so_in_every_citation():
    (ours,) = cited(a_section(), "found bicycle", numbering_is_ours=True)
    (theirs,) = cited(a_section(), "found bicycle")

    assert ours.numbering_line == NUMBERING
    assert theirs.numbering_line == ""


def test_a_citation_of_a_section_that_is_gone_is_left_out():
    source = a_source(a_guidance())

    assert cite([a_citation(section="bicycle-order/gone")], source, Words([])) == []

"""Glossary terms are marked where they first stand in a text, and listed once."""

from __future__ import annotations

from guidance.content.department import Term
from guidance.reader.words import Words, spoken


def term(name: str, slug: str = "") -> Term:
    return Term(
        slug=slug or name.lower().split()[0], term=name, meaning=f"What {name} is"
    )


def test_a_term_is_marked_at_its_first_place_in_each_text():
    words = Words([term("Detainer")])

    first = words.html("A detainer is not a detainer twice.")
    second = words.html("Another detainer.")

    assert first.count('href="#term-detainer"') == 1
    assert first.index("term-detainer") < first.index("twice")
    assert second.count("term-detainer") == 1


def test_the_plural_is_the_same_word():
    words = Words([term("Detainer")])

    assert ">Detainers</a>" in words.html("Detainers are requests.")
    assert "<a" not in words.html("She was detained.")


def test_only_the_words_of_this_page_are_listed_in_order_of_the_alphabet():
    words = Words([term("Wells"), term("Detainer"), term("ICE")])

    words.html("Wells is about a detainer.")

    assert [each.word for each in words.used] == ["Detainer", "Wells"]


def test_a_longer_term_takes_its_words_from_a_shorter_one():
    words = Words([term("Enforcement"), term("Civil enforcement", "civil")])

    words.html("No civil enforcement.")

    assert [each.word for each in words.used] == ["Civil enforcement"]


def test_a_word_with_two_meanings_leads_to_both():
    door, custody = term("Warrant (door)", "door"), term("Warrant (custody)", "custody")
    words = Words([door, custody])

    html = words.html("Show the warrant.")

    assert 'href="#term-door"' in html
    assert [each.terms for each in words.used] == [(door, custody)]
    assert len(spoken([door, custody])) == 1


def test_quoted_words_keep_their_mark_beside_terms():
    words = Words([term("Detainer")])

    html = words.html("A detainer. No hold.", quotes=["No hold."])

    assert "<mark>No hold.</mark>" in html
    assert "term-detainer" in html


def test_a_term_made_of_signs_alone_breaks_nothing():
    words = Words([term("(§)", "signs")])

    assert "Nothing" in words.html("Nothing (§) here.")

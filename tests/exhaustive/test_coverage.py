"""The ledger: every sentence, the answers that quote it and the tests that reach them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from guidance.content.coverage import Entry, Ledger
from guidance.content.examining import examine
from guidance.content.lookup import Lookup
from guidance.content.markdown import plain
from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.content.quoting import normalise
from tests.content.a_guidance import (
    a_citation,
    a_guidance,
    a_memo,
    a_quotation,
    a_scenario,
    a_section,
)

BODY = (
    "An officer leaves it. An officer must tell the desk. It may not be ridden. Rain."
)


def ledger(guidance: Guidance) -> list[Entry]:
    pages = Ledger(guidance, Lookup(guidance)).pages()
    return [each for page in pages for each in page.entries]


def with_body(words: str, **scenario: object) -> Guidance:
    section = a_section(body=BODY, quotation=a_quotation("Leave it. Never ride it."))
    return a_guidance(
        memos=[a_memo(sections=[section])],
        scenarios=[a_scenario(citations=[a_citation(words)], **scenario)],
        wizards=[],
    )


def test_a_sentence_is_quoted_by_the_answers_with_words_in_it():
    entries = ledger(with_body("tell the desk"))

    assert [each.sentence for each in entries if each.quoted_by == ("a01",)] == [
        "An officer must tell the desk."
    ]


def test_words_across_two_sentences_quote_both():
    entries = ledger(with_body("leaves it. An officer must"))

    assert sum(bool(each.quoted_by) for each in entries) == 2


def test_a_quotation_has_sentences_of_its_own():
    entries = ledger(with_body("Never ride it"))

    assert [each.sentence for each in entries if each.quoted_by] == ["Never ride it."]


def test_what_binds_and_nothing_quotes_is_a_gap():
    entries = ledger(with_body("tell the desk"))

    assert [each.sentence for each in entries if each.is_a_gap] == [
        "It may not be ridden."
    ]


def test_a_sentence_is_exercised_by_the_tests_that_come_out_at_its_answers():
    settled = {"wizard": "take-a-bicycle", "answers": {"is-it-locked": "yes"}}
    guidance = a_guidance(scenarios=[a_scenario(settled_by=settled)])

    [entry] = ledger(guidance)

    assert "a01" in entry.exercised_by
    assert {"a01", "o-leave-it"} <= set(entry.quoted_by)


def test_a_gap_is_a_note_for_its_section():
    found = examine(with_body("tell the desk"), on=date(2026, 11, 24))

    assert [(each.kind, each.field) for each in found] == [
        ("not-quoted", "sections › found")
    ]


def test_every_word_of_every_section_of_the_nypd_pack_is_in_the_ledger():
    guidance = load_pack(Path("fixtures/nypd"))

    for page in Ledger(guidance, Lookup(guidance)).pages():
        section = page.section
        quoted = section.quotation.text if section.quotation else ""
        said = " ".join(each.sentence for each in page.entries)
        assert said == normalise(f"{quoted} {plain(section.body)}")


def test_every_citation_of_the_nypd_pack_quotes_a_sentence():
    guidance = load_pack(Path("fixtures/nypd"))
    quoting = {ref for entry in ledger(guidance) for ref in entry.quoted_by}
    known = {each.ref for each in guidance.scenarios}
    known |= {each.ref for wizard in guidance.wizards for each in wizard.outcomes}

    assert quoting == known

"""What an approval signs, and what breaks it."""

from __future__ import annotations

import pytest

from guidance.content.freezing import digest, freeze
from guidance.content.lookup import Lookup
from guidance.content.model import Document, Guidance, Outcome
from guidance.content.signing import broken, sign
from guidance.content.vocabulary import Verdict
from tests.content.a_guidance import (
    a_case,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
    with_cases,
)


def signed(document: Document, guidance: Guidance) -> dict[str, object]:
    return sign(document, digest(freeze(document)), Lookup(guidance))


def scenario_in(guidance: Guidance) -> dict[str, object]:
    return signed(guidance.scenarios[0], guidance)


def test_nothing_breaks_while_nothing_changes():
    assert broken(scenario_in(a_guidance()), scenario_in(a_guidance())) == []


def test_a_document_of_other_words_is_not_what_was_signed():
    other = a_guidance(scenarios=[a_scenario(answer="Leave it there.")])

    reasons = broken(scenario_in(a_guidance()), scenario_in(other))

    assert reasons == ["the document changed"]


@pytest.mark.parametrize(
    "changed",
    [
        {"body": "An officer leaves a **found bicycle** where it is. Always."},
        {"heading": "Bicycles"},
        {"provenance": "reported"},
    ],
)
def test_a_quoted_section_that_changed_breaks_the_signature(changed):
    other = a_guidance(memos=[a_memo(sections=[a_section(**changed)])])

    reasons = broken(scenario_in(a_guidance()), scenario_in(other))

    assert reasons == ["section b-1 changed"]


def test_a_quoted_section_that_is_gone_breaks_it():
    other = a_guidance(memos=[a_memo(sections=[a_section(slug="lost", ref="b-2")])])

    assert broken(scenario_in(a_guidance()), scenario_in(other)) == [
        "section b-1 is gone"
    ]


def test_a_section_nobody_quotes_breaks_nothing():
    more = [a_section(), a_section(slug="lost", ref="b-2", body="Of lost ones.")]
    other = a_guidance(memos=[a_memo(sections=more)])

    assert broken(scenario_in(a_guidance()), scenario_in(other)) == []


def wizard_in(guidance: Guidance) -> dict[str, object]:
    wizard = guidance.wizards[0]
    # Under one name: it is the case that is to break the signature.
    return sign(wizard, "0" * 64, Lookup(guidance))


def answers(verdict: str) -> list[Outcome]:
    each = {"leave-it": verdict, "take-it": "yes", "ask": "ask_first"}
    return [an_outcome(slug, verdict=word) for slug, word in each.items()]


def test_a_case_that_comes_out_otherwise_breaks_it():
    before, after = (
        with_cases(a_case(), wizards=[a_wizard(outcomes=answers(verdict))])
        for verdict in ("no", "must")
    )

    assert broken(wizard_in(before), wizard_in(after)) == [
        f"case “{a_case().title}” comes out as {Verdict.MUST.label}"
    ]


def test_a_case_that_was_taken_out_breaks_it_and_a_new_one_does_not():
    none, one = a_guidance(), with_cases(a_case())

    assert broken(wizard_in(one), wizard_in(none)) == [
        f"case “{a_case().title}” is gone"
    ]
    assert broken(wizard_in(none), wizard_in(one)) == []

"""Checking answers: they rest on words that stand there, and don't disagree."""

from __future__ import annotations

import pytest

from guidance.content.checking import check
from tests.content.a_guidance import (
    a_citation,
    a_guidance,
    a_memo,
    a_quotation,
    a_scenario,
    a_section,
)
from tests.content.faults import (
    found,
    said,
    settled,
    with_outcome,
    with_scenario,
)

WIZARD = "wizards/take-a-bicycle"

SCENARIO_FAULTS = [
    (
        with_scenario(topic="boats"),
        ("unknown-topic", "scenarios/ride-it", "topic"),
        "There is no topic “boats”.",
    ),
    (
        with_scenario(see_also=["gone"]),
        ("unknown-scenario", "scenarios/ride-it", "see also"),
        "There is no scenario “gone”.",
    ),
    (
        with_scenario(wizard="gone"),
        ("unknown-wizard", "scenarios/ride-it", "wizard"),
        "There is no wizard “gone”.",
    ),
    (
        with_scenario(contacts=["gone"]),
        ("unknown-contact", "scenarios/ride-it", "contacts"),
        "There is no contact “gone”.",
    ),
    (
        with_scenario(bears_on=["bicycle-order/gone"]),
        ("unknown-section", "scenarios/ride-it", "bears on"),
        "There is no section “bicycle-order/gone”.",
    ),
    (
        with_scenario(citations=[]),
        ("no-citation", "scenarios/ride-it", "citations"),
        "The answer rests on no words of the policy. Cite a section and quote",
    ),
    (
        with_scenario(citations=[a_citation(), a_citation(section="gone/found")]),
        ("unknown-section", "scenarios/ride-it", "citations › 2"),
        "There is no section “gone/found”.",
    ),
    (
        with_scenario(citations=[a_citation("Leaves a found bicycle")]),
        ("words-not-found", "scenarios/ride-it", "citations › 1"),
        "The words “Leaves a found bicycle” do not stand in the section "
        "“bicycle-order/found”. Quote words that stand there exactly.",
    ),
    (
        with_scenario(verdict="ask_first"),
        ("no-contact", "scenarios/ride-it", "contacts"),
        "The verdict is “Ask first”, and nobody is named to ask. Add a contact.",
    ),
    (
        with_scenario(settled_by=settled(wizard="gone")),
        ("unknown-wizard", "scenarios/ride-it", "settled by"),
        "There is no wizard “gone”.",
    ),
    (
        with_scenario(settled_by=settled(answers={"is-it-locked": "no"})),
        ("settled-nowhere", "scenarios/ride-it", "settled by"),
        "The answers do not lead through “Can I take this bicycle?” to an outcome.",
    ),
    (
        with_scenario(
            settled_by=settled(answers={"is-it-locked": "yes", "is-it-yours": "no"})
        ),
        ("settled-nowhere", "scenarios/ride-it", "settled by"),
        "Give the answer to every question on the path, and no other.",
    ),
    (
        with_scenario(verdict="yes", settled_by=settled()),
        ("settled-otherwise", "scenarios/ride-it", "settled by"),
        "The scenario says “Yes”, but its path ends in “No” (o-leave-it).",
    ),
]

OUTCOME_FAULTS = [
    (
        with_outcome(citations=[]),
        ("no-citation", WIZARD, "outcomes › ask › citations"),
        "The answer rests on no words of the policy.",
    ),
    (
        with_outcome(citations=[a_citation("gone")]),
        ("words-not-found", WIZARD, "outcomes › ask › citations › 1"),
        "The words “gone” do not stand in the section",
    ),
    (
        with_outcome(verdict="ask_first"),
        ("no-contact", WIZARD, "outcomes › ask › contacts"),
        "nobody is named to ask",
    ),
    (
        with_outcome(next_wizard="gone"),
        ("unknown-wizard", WIZARD, "outcomes › ask › next wizard"),
        "There is no wizard “gone”.",
    ),
]


@pytest.mark.parametrize(
    ("guidance", "problem", "words"),
    [*SCENARIO_FAULTS, *OUTCOME_FAULTS],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_each_fault_is_found_where_it_is_and_nothing_else(guidance, problem, words):
    assert found(guidance) == [problem]
    assert words in said(guidance)


def test_words_may_stand_in_the_quotation_or_in_the_text():
    section = a_section(quotation=a_quotation("No member rides “found” bicycles."))
    citations = [a_citation('rides "found" bicycles'), a_citation("a found bicycle")]
    guidance = a_guidance(
        memos=[a_memo(sections=[section])],
        scenarios=[a_scenario(citations=citations)],
    )

    assert check(guidance) == []

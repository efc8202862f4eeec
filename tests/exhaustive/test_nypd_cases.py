"""The cases of the NYPD pack: written from the sections, and what they cover.

Six outcomes have no case. Read from the sections alone, their cases come out with
another verdict than the wizard gives, and which is right is for the lawyers to say.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.content.case_coverage import Coverage, coverage, walked_by
from guidance.content.cases import run
from guidance.content.model import Case, Guidance
from guidance.content.packs import load_pack

NYPD = Path(__file__).resolve().parents[2] / "fixtures" / "nypd"

IN_DISPUTE = {
    ("hold-or-hand-over", "old-conviction"),
    ("give-information", "only-for-the-case"),
    ("asked-to-stop-ice", "take-it-to-the-supervisors"),
    ("asked-to-stop-ice", "only-to-stop-serious-injury"),
    ("ask-about-status", "if-it-proves-who-he-is"),
    ("let-agents-in", "only-keep-the-peace"),
}
"""The outcomes whose verdict the sections were read otherwise for."""

WITHOUT_A_SECTION = 12
"""The cases whose outcome quotes no section that decides them; their reason names it."""


@pytest.fixture(scope="module")
def nypd() -> Guidance:
    return load_pack(NYPD)


@pytest.fixture(scope="module")
def covered(nypd: Guidance) -> dict[str, Coverage]:
    walked = walked_by(nypd.case_sets, [])
    return {each.slug: coverage(each, walked[each.slug]) for each in nypd.wizards}


def cases(nypd: Guidance) -> list[Case]:
    return [case for case_set in nypd.case_sets for case in case_set.cases]


def test_every_case_and_every_settled_scenario_comes_out_as_it_says(
    nypd: Guidance,
) -> None:
    results = run(nypd)

    assert [each.sentence for each in results if not each.passed] == []
    assert len(results) == 195 + 69


def test_every_case_and_every_settled_scenario_is_run(nypd: Guidance) -> None:
    run(nypd)


def test_every_outcome_is_reached_but_those_in_dispute(
    covered: dict[str, Coverage],
) -> None:
    unreached = {(w, slug) for w, each in covered.items() for slug in each.unreached}

    assert unreached == IN_DISPUTE


def test_every_choice_is_made_but_those_that_lead_into_dispute(
    nypd: Guidance, covered: dict[str, Coverage]
) -> None:
    leads_to = {
        (wizard.slug, question.slug, choice.slug): choice.leads_to
        for wizard in nypd.wizards
        for question in wizard.questions
        for choice in question.choices
    }
    unmade = {(w, *made) for w, each in covered.items() for made in each.unmade}

    assert {(each[0], leads_to[each]) for each in unmade} == IN_DISPUTE


def test_every_case_rests_on_a_section_or_names_it(nypd: Guidance) -> None:
    refs = {section.ref for memo in nypd.memos for section in memo.sections}
    without = [each for each in cases(nypd) if not each.sections]

    assert len(without) == WITHOUT_A_SECTION
    for case in without:
        named = case.why.rpartition("(")[2].removesuffix(").").split(", ")
        assert set(named) <= refs


def test_no_title_is_used_twice_in_a_wizard_and_each_can_be_read_aloud(
    nypd: Guidance,
) -> None:
    for case_set in nypd.case_sets:
        titles = [each.title for each in case_set.cases]
        assert len(set(titles)) == len(titles)
        assert max(map(len, titles)) <= 80

"""The cases of the NYPD pack: written from the sections, and what they cover.

Seven are disputed, at six outcomes. Read from the sections alone they come out with another verdict than
the wizard gives, and which is right is for the lawyers to say.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.content.case_coverage import Coverage, coverage, walked_by
from guidance.content.cases import in_dispute, run
from guidance.content.model import Case, Guidance
from guidance.content.packs import load_pack

NYPD = Path(__file__).resolve().parents[2] / "fixtures" / "nypd"

IN_DISPUTE = {
    "h-o-old": ("no", "only_if"),
    "i-o-crime": ("yes", "only_if"),
    "t-o-mistake": ("no", "ask_first"),
    "t-o-force": ("no", "only_if"),
    "k-o-card": ("no", "only_if"),
    "d-o-site": ("no", "only_if"),
}
"""The outcomes whose cases are disputed: the sections' verdict, and the wizard's."""

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
    assert len(results) == 202 + 69


def test_every_case_and_every_settled_scenario_is_run(nypd: Guidance) -> None:
    run(nypd)


def test_every_outcome_is_reached_and_every_choice_is_made(
    covered: dict[str, Coverage],
) -> None:
    assert {
        slug: each.unreached for slug, each in covered.items() if each.unreached
    } == {}
    assert {slug: each.unmade for slug, each in covered.items() if each.unmade} == {}
    assert sum(each.outcomes for each in covered.values()) == 111
    assert sum(each.choices for each in covered.values()) == 266


def test_what_the_lawyers_have_to_decide_is_known_case_by_case(nypd: Guidance) -> None:
    wizards = {each.slug: each for each in nypd.wizards}
    found = {}
    for case_set in nypd.case_sets:
        for case in case_set.cases:
            reached = in_dispute(case, wizards[case_set.wizard])
            if reached:
                found[reached.ref] = (case.verdict.value, reached.verdict.value)
                assert "The lawyers have to decide" in case.disputed

    assert found == IN_DISPUTE
    assert sum(bool(each.disputed) for each in cases(nypd)) == 7


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

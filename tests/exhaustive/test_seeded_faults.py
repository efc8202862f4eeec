"""Every kind of fault, planted into the NYPD pack in several places, is found there, and
nothing else is; and the clean pack has nothing that keeps it from being published."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.content.examining import examine
from guidance.content.findings import Finding, Severity, is_waived, open_findings
from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.content.waivers import Waivers
from tests.exhaustive.planting import FAULTS, changed

for each in ("wizards", "answers", "memos", "pins"):
    importlib.import_module(f"tests.exhaustive.faults_in_{each}")

NYPD = load_pack(Path(__file__).resolve().parents[2] / "fixtures" / "nypd")
DAY = date(2026, 11, 24)
CLEAN = examine(NYPD, on=DAY)


def places(findings: list[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((each.kind, each.document, each.field) for each in findings)


def planted(pack: Guidance) -> list[Finding]:
    """Return the findings on `pack` in places where the clean pack has none of them.

    A waiver lapses when what it was given for is spoilt, as it must.
    """
    clean = places(CLEAN)
    may_lapse = pack.waivers == NYPD.waivers
    return [
        each
        for each in examine(pack, on=DAY)
        if not clean[each.kind, each.document, each.field]
        and not (each.kind == "waiver-unused" and may_lapse)
    ]


def test_the_clean_pack_has_no_errors_and_every_warning_is_waived():
    waivers = NYPD.waivers.waivers

    assert [e for e in CLEAN if e.severity is Severity.ERROR] == []
    assert open_findings(CLEAN, waivers) == []
    assert {each.kind for each in CLEAN} == {
        *("abbreviation", "not-quoted", "case-disputed"),
        *("ask-first-outcomes", "ask-first-paths", "reading-grade"),
    }


def test_one_waiver_waives_one_finding():
    waivers = NYPD.waivers.waivers
    waived = [each for each in CLEAN if is_waived(each, waivers)]

    assert (
        len(waived)
        == len(waivers)
        == len({each.name for each in CLEAN if each in waived})
    )
    assert all(each.by and len(each.reason) > 40 for each in waivers)


@settings(max_examples=4)
@given(st.sampled_from(NYPD.waivers.waivers))
def test_without_its_waiver_a_warning_is_open(waiver: Any):
    kept = tuple(each for each in NYPD.waivers.waivers if each != waiver)
    pack = changed(NYPD, waivers=Waivers(waivers=kept))

    found = open_findings(examine(pack, on=DAY), kept)

    assert [each.name for each in found] == [waiver.finding]


@pytest.mark.parametrize("name", FAULTS)
@settings(max_examples=3)
@given(data=st.data())
def test_a_planted_fault_is_found_and_nothing_else(name: str, data: st.DataObject):
    def pick(things: Sequence[Any]) -> Any:
        return things[data.draw(st.integers(0, len(things) - 1))]

    spoilt, expected = FAULTS[name](NYPD, pick)

    assert places(planted(spoilt)) == Counter(expected)


def test_many_kinds_of_faults_are_planted():
    kinds = set()
    for plant in FAULTS.values():
        _, expected = plant(NYPD, lambda things: things[0])
        kinds |= {kind for kind, _, _ in expected}

    assert len(FAULTS) >= 50
    assert len(kinds) >= 25

"""Waivers: a document like the others, and what they let stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from guidance.content.findings import Finding, Severity, is_waived, open_findings
from guidance.content.freezing import freeze, gather, thaw
from guidance.content.packs import dump_pack, load_pack
from guidance.content.waivers import Waiver, Waivers
from tests.content.a_guidance import a_guidance

GRADE = Finding(
    "reading-grade",
    Severity.WARNING,
    "It reads at grade 11.",
    "Say it more simply.",
    "scenarios/ride-it",
    about="No, leave it.",
)


def a_waiver(finding: Finding = GRADE) -> Waiver:
    return Waiver(
        finding=finding.name,
        document=finding.document,
        sentence=finding.sentence,
        reason="The words are the law's own.",
        by="Robin Example",
        at=date(2026, 11, 24),
    )


def test_a_waived_warning_is_not_open():
    assert open_findings([GRADE], []) == [GRADE]
    assert open_findings([GRADE], [a_waiver()]) == []
    assert is_waived(GRADE, [a_waiver()]) == a_waiver()


def test_an_error_stays_open_whatever_is_waived():
    error = replace(GRADE, severity=Severity.ERROR)

    assert open_findings([error], [a_waiver(error)]) == [error]
    assert is_waived(error, [a_waiver(error)]) is None


def test_a_note_is_never_open():
    assert open_findings([replace(GRADE, severity=Severity.NOTE)], []) == []


def test_a_waiver_lapses_when_what_it_was_given_for_changes():
    rewritten = replace(GRADE, about="No, officer, leave it.")

    assert open_findings([rewritten], [a_waiver()]) == [rewritten]


def test_a_waiver_stays_when_only_the_words_of_the_finding_change():
    reworded = replace(GRADE, sentence="It is hard to read.", line=7, file="x.yaml")

    assert open_findings([reworded], [a_waiver()]) == []


def test_the_name_of_a_finding_tells_its_kind():
    assert GRADE.name.startswith("reading-grade-")


def test_waivers_are_kept_in_a_pack_and_in_a_snapshot(tmp_path: Path):
    guidance = a_guidance(waivers=Waivers(waivers=(a_waiver(),)))

    dump_pack(guidance, tmp_path)

    assert load_pack(tmp_path) == guidance
    assert gather([thaw(freeze(each)) for each in guidance.documents()]) == guidance


def test_a_pack_without_waivers_has_no_file_for_them(tmp_path: Path):
    dump_pack(a_guidance(waivers=Waivers(waivers=(a_waiver(),))), tmp_path)
    dump_pack(a_guidance(), tmp_path)

    assert not (tmp_path / "waivers.yaml").exists()
    assert load_pack(tmp_path) == a_guidance()

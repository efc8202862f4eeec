"""The commands that prove guidance and print its ledger."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from guidance.authoring.filling import fill
from guidance.authoring.models import Scenario
from guidance.content.examining import examine
from guidance.content.packs import dump_pack
from guidance.content.waivers import Waiver, Waivers
from guidance.editions.library import library
from guidance.editions.recording import record
from guidance.review.management.commands.check_content import Command
from tests.content.a_guidance import a_guidance, a_scenario

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HARD = a_guidance(
    scenarios=[
        a_scenario(
            answer="Departmental authorization necessitates careful consideration."
        )
    ]
)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    library.forget()
    yield
    library.forget()


def checked(*arguments: object, **options: object) -> tuple[str, int]:
    """Return what the command prints, and how it ends."""
    said = io.StringIO()
    try:
        call_command("check_content", *map(str, arguments), stdout=said, **options)
    except SystemExit as ended:
        return said.getvalue(), int(str(ended.code))
    return said.getvalue(), 0


def test_a_pack_without_faults_passes(tmp_path: Path):
    dump_pack(a_guidance(), tmp_path)

    said, ended = checked("--pack", tmp_path)

    assert ended == 0
    assert "Nothing keeps it from being published." in said
    assert "take-a-bicycle" in said


def test_an_error_in_a_pack_is_told_with_file_and_line(tmp_path: Path):
    dump_pack(a_guidance(), tmp_path)
    file = tmp_path / "scenarios" / "ride-it.yaml"
    file.write_text(file.read_text().replace("leaves a found", "loves a found"))

    said, ended = checked("--pack", tmp_path)

    assert ended == 1
    assert f"{file}:7, citations › 1: The words “loves a found bicycle”" in said


def test_a_warning_that_nobody_waived_fails(tmp_path: Path):
    dump_pack(HARD, tmp_path)

    said, ended = checked("--pack", tmp_path)

    assert ended == 1
    assert "Over grade 9" in said


def waived(guidance: Any) -> Any:
    [finding] = examine(guidance, on=NOON.date())
    waiver = Waiver(
        finding=finding.name,
        document=finding.document,
        sentence=finding.sentence,
        reason="These are the law's own words.",
        by="Robin Example",
        at=NOON.date(),
    )
    return guidance.model_copy(update={"waivers": Waivers(waivers=(waiver,))})


def test_a_waived_warning_passes_and_is_shown_with_who_and_why(tmp_path: Path):
    dump_pack(waived(HARD), tmp_path)

    said, ended = checked("--pack", tmp_path)

    assert ended == 0
    assert "These are the law's own words. (Robin Example, 2026-11-21)" in said


def test_the_findings_are_had_as_data(tmp_path: Path):
    dump_pack(waived(HARD), tmp_path)

    report = json.loads(checked("--pack", tmp_path, format="json")[0])

    [finding] = report["findings"]
    assert finding["waived"]["by"] == "Robin Example"
    assert report["open"] == 0
    assert report["all_wizards"]["paths"] == 5


def test_the_findings_are_had_as_sarif_with_places_and_suppressions(tmp_path: Path):
    dump_pack(waived(HARD), tmp_path)

    log = json.loads(checked("--pack", tmp_path, format="sarif")[0])

    [run] = log["runs"]
    [result] = run["results"]
    place = result["locations"][0]["physicalLocation"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "reading-grade"
    assert result["level"] == "warning"
    assert place["artifactLocation"]["uri"].endswith("/scenarios/ride-it.yaml")
    assert place["region"]["startLine"] >= 1
    assert result["suppressions"][0]["status"] == "accepted"


@pytest.mark.django_db
def test_the_draft_is_looked_at_where_nothing_else_is_named():
    fill(a_guidance())
    Scenario.objects.get().citations.all().delete()

    said, ended = checked()

    assert ended == 1
    assert "rests on no words of the policy" in said


@pytest.mark.django_db
def test_an_unfinished_draft_is_told_in_full():
    fill(a_guidance())
    Scenario.objects.update(answer=" ")

    said, ended = checked("--draft")

    assert ended == 1
    assert "scenarios/ride-it, answer" in said


@pytest.mark.django_db
def test_an_edition_is_looked_at_as_of_its_day():
    record(a_guidance(), "First edition.", at=NOON)

    assert checked("--edition", 1)[1] == 0
    with pytest.raises(CommandError, match="There is no edition 2"):
        checked("--edition", 2)


def test_somebody_at_a_terminal_is_told_how_far_it_is(tmp_path: Path):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    dump_pack(a_guidance(), tmp_path)
    shown, piped = Terminal(), io.StringIO()

    for stream in (shown, piped):
        command = Command(stdout=io.StringIO(), stderr=stream)
        call_command(command, "--pack", str(tmp_path))

    assert "reading grades" in shown.getvalue()
    assert piped.getvalue() == ""


def test_the_ledger_says_what_rests_on_each_sentence(tmp_path: Path):
    dump_pack(a_guidance(), tmp_path)
    said = io.StringIO()

    call_command("coverage", "--pack", str(tmp_path), stdout=said)

    assert "An officer leaves a found bicycle where it is.\n    quoted by a01" in (
        said.getvalue()
    )
    assert "1 sentences: 1 quoted" in said.getvalue()


def test_the_ledger_of_a_pack_that_is_none_is_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="can't be read"):
        call_command("coverage", "--pack", str(tmp_path / "nowhere"))

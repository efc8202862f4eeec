"""Packs in and out of the draft, and its check, from the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from guidance.authoring.filling import is_empty
from guidance.authoring.freezing import draft_guidance
from guidance.authoring.models import Scenario
from guidance.content.packs import dump_pack, load_pack
from guidance.editions.library import library
from guidance.editions.models import Edition
from guidance.editions.recording import record
from tests.content.a_guidance import a_guidance, a_scenario

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    dump_pack(a_guidance(), tmp_path / "pack")
    return tmp_path / "pack"


def test_a_pack_fills_an_empty_draft(pack):
    call_command("load_pack", pack, stdout=StringIO())

    assert draft_guidance() == a_guidance()


def test_a_pack_with_problems_is_reported_whole_and_changes_nothing(pack):
    (pack / "memos" / "bicycle-order.yaml").write_text("title: [")
    (pack / "wizards" / "take-a-bicycle.yaml").write_text("nonsense: yes")
    said = StringIO()

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("load_pack", pack, stderr=said)

    assert "memos/bicycle-order.yaml" in said.getvalue()
    assert "wizards/take-a-bicycle.yaml" in said.getvalue()
    assert is_empty()


def test_a_folder_that_is_none_is_named(tmp_path):
    said = StringIO()

    with pytest.raises(CommandError, match=r"Nothing was imported: 1 problem\."):
        call_command("load_pack", tmp_path / "gone", stderr=said)

    assert said.getvalue().startswith(f"- “{tmp_path}/gone” is no folder.")


def test_a_pack_does_not_overwrite_what_trainers_wrote(pack, draft):
    Scenario.objects.update(answer="Written since.")

    with pytest.raises(CommandError, match="--replace"):
        call_command("load_pack", pack)

    assert Scenario.objects.get().answer == "Written since."


def test_a_pack_overwrites_the_draft_when_told_to(pack, draft):
    Scenario.objects.update(answer="Written since.")

    call_command("load_pack", pack, replace=True, stdout=StringIO())

    assert draft_guidance() == a_guidance()


def test_the_same_pack_can_be_loaded_again(pack, draft):
    call_command("load_pack", pack, stdout=StringIO())

    assert draft_guidance() == a_guidance()


def test_the_draft_can_be_kept_as_a_pack(draft, tmp_path):
    call_command("export_pack", tmp_path, draft=True, stdout=StringIO())

    assert load_pack(tmp_path) == a_guidance()


def test_an_unfinished_draft_is_not_written(draft, tmp_path):
    Scenario.objects.update(answer=" ")

    with pytest.raises(CommandError, match=r"Nothing was written: 1 problem\."):
        call_command("export_pack", tmp_path / "out", draft=True, stderr=StringIO())

    assert not (tmp_path / "out").exists()


def test_the_edition_in_force_is_written_unless_the_draft_is_asked_for(draft, tmp_path):
    published = a_guidance(scenarios=[a_scenario(answer="No. As published.")])
    record(published, "First edition.", at=NOON)

    call_command("export_pack", tmp_path, stdout=StringIO())

    assert load_pack(tmp_path) == published


def test_without_an_edition_there_is_none_to_write(draft, tmp_path):
    with pytest.raises(CommandError, match="--draft"):
        call_command("export_pack", tmp_path)


def test_an_edition_that_was_tampered_with_is_not_written(draft, tmp_path):
    edition = record(a_guidance(), "First edition.", at=NOON)
    Edition.objects.create(
        number=edition.number + 1,
        documents=edition.documents,
        note="Forged.",
        in_force_from=NOON,
        published_at=NOON,
        previous=edition.digest,
        digest="f" * 64,
    )
    library.forget()

    with pytest.raises(CommandError, match=r"written: .* edition 2 can't"):
        call_command("export_pack", tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_the_check_lists_problems_and_fails(draft):
    Scenario.objects.get().citations.all().delete()
    said = StringIO()

    with pytest.raises(SystemExit):
        call_command("check_draft", stdout=said)

    assert "The answer rests on no words of the policy." in said.getvalue()


def test_the_check_of_a_sound_draft_passes(draft):
    said = StringIO()

    call_command("check_draft", stdout=said)

    assert "Nothing keeps the draft" in said.getvalue()

"""Which guidance a command looks at: a pack, the draft or an edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from guidance.authoring.draft_findings import examine_draft
from guidance.authoring.freezing import draft_guidance
from guidance.content.examining import Tell, examine, local_day
from guidance.content.findings import from_problem
from guidance.content.model import Guidance
from guidance.content.packs import load_pack, read_pack
from guidance.content.problems import Refused
from guidance.content.reporting import Report
from guidance.editions.library import NoEdition, library
from guidance.editions.reading import Copy


def add_choice(parser: CommandParser) -> None:
    """Let a command be told what to look at; the draft if nothing is said."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--pack", type=Path, metavar="DIR", help="a pack's folder")
    choice.add_argument("--draft", action="store_true", help="the draft, as by default")
    choice.add_argument("--edition", type=int, metavar="N", help="a published edition")


def chosen(options: dict[str, Any]) -> Guidance:
    """Return the guidance chosen. Raises CommandError where it can't be had."""
    try:
        if options["pack"]:
            return load_pack(options["pack"])
        if options["edition"] is not None:
            return _edition(options["edition"]).guidance
        return draft_guidance()
    except Refused as refused:
        told = "\n".join(f"- {each}" for each in refused.problems)
        raise CommandError(f"It can't be read as it is:\n{told}") from None


def examined(options: dict[str, Any], *, at: datetime, tell: Tell) -> Report:
    """Return the report on what was chosen: a pack and the draft as of `at`, an edition
    as of the day on which it came into force."""
    if options["pack"]:
        return _examined_pack(options["pack"], at, tell)
    if options["edition"] is not None:
        copy = _edition(options["edition"])
        day = local_day(copy.guidance, copy.in_force_from)
        return Report(examine(copy.guidance, on=day, tell=tell), copy.guidance)
    return examine_draft(at=at, tell=tell)


def _edition(number: int) -> Copy:
    try:
        return library.numbered(number)
    except NoEdition as error:
        raise CommandError(str(error)) from None


def _examined_pack(folder: Path, at: datetime, tell: Tell) -> Report:
    try:
        guidance, reading = read_pack(folder)
    except Refused as refused:
        findings, read = [from_problem(each) for each in refused.problems], None
    else:
        found = examine(guidance, on=local_day(guidance, at), tell=tell)
        findings, read = [reading.placed(each) for each in found], guidance
    placed = [
        replace(each, file=f"{folder}/{each.file}") if each.file else each
        for each in findings
    ]
    return Report(placed, read)

"""`manage.py coverage`: the ledger of every sentence, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from guidance.content.coverage import Entry, Ledger, Page
from guidance.content.lookup import Lookup
from guidance.review.choosing import add_choice, chosen


class Command(BaseCommand):
    help = "Print which answers quote each sentence, and which tests exercise it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_choice(parser)
        parser.add_argument(
            "--gaps", action="store_true", help="only what binds and nothing quotes"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        guidance = chosen(options)
        pages = list(Ledger(guidance, Lookup(guidance)).pages())
        for page in pages:
            lines = list(_lines(page, only_gaps=options["gaps"]))
            if lines:
                self.stdout.write(f"{page.section.ref} {page.section.heading}")
                self.stdout.write("\n".join([*lines, ""]))
        self.stdout.write(_summary([each for page in pages for each in page.entries]))


def _lines(page: Page, *, only_gaps: bool) -> Iterator[str]:
    for entry in page.gaps if only_gaps else page.entries:
        yield f"  {entry.sentence}"
        if entry.is_a_gap:
            yield "    GAP: it binds somebody, and no answer quotes it"
        elif entry.quoted_by:
            yield f"    quoted by {' '.join(entry.quoted_by)}"
            tests = " ".join(entry.exercised_by) or "no case"
            yield f"    exercised by {tests}"
        else:
            yield "    quoted by nothing"


def _summary(entries: list[Entry]) -> str:
    quoted = sum(bool(each.quoted_by) for each in entries)
    exercised = sum(bool(each.exercised_by) for each in entries)
    gaps = sum(each.is_a_gap for each in entries)
    return (
        f"{len(entries):,} sentences: {quoted:,} quoted, {exercised:,} of them exercised, "
        f"{gaps:,} gaps."
    )

"""`manage.py check_content`: prove guidance, and say what keeps it from publishing.

Ends with 1 where publishing would refuse: for any error, and for a warning that nobody
has waived. Notes never change how it ends.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from guidance.content.reporting import as_data, as_text
from guidance.content.sarif import as_sarif
from guidance.review.choosing import add_choice, examined

CLEAR = "\r\x1b[K"
"""Begins the line of a terminal anew."""


class Command(BaseCommand):
    help = (
        "Prove a pack, the draft or an edition; ends with 1 if it can't be published."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_choice(parser)
        parser.add_argument(
            "--format", choices=("text", "json", "sarif"), default="text"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report = examined(options, at=timezone.now(), tell=self._tell)
        self._tell("")
        if options["format"] == "text":
            self.stdout.write("\n".join(as_text(report)))
        elif options["format"] == "json":
            self._write(as_data(report))
        else:
            self._write(as_sarif(report.findings, report.waivers))
        if report.open:
            sys.exit(1)

    def _tell(self, what: str) -> None:
        """Say how far it is, to somebody who waits."""
        if self.stderr.isatty():
            self.stderr.write(f"{CLEAR}{what}", lambda text: text, ending="")

    def _write(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))

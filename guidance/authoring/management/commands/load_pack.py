"""`load_pack DIR`: replace the draft with a pack, or change nothing and say why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from guidance.authoring.filling import fill, is_empty
from guidance.authoring.freezing import draft_guidance
from guidance.authoring.standing import hold_still
from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.content.problems import Refused, counted


class Command(BaseCommand):
    help = "Fill the draft from a pack; what is in the draft is kept unless --replace."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="give up what is in the draft"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            guidance = load_pack(options["folder"])
            self._fill(guidance, replace=options["replace"])
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(f"- {problem}")
            count = counted(refused.problems)
            raise CommandError(f"Nothing was imported: {count}.") from None
        self.stdout.write(f"The draft now holds {options['folder']}.")

    @transaction.atomic
    def _fill(self, guidance: Guidance, *, replace: bool) -> None:
        hold_still()
        if not replace and not is_empty() and not _is(guidance):
            raise CommandError(
                "Nothing was imported: the draft is not empty and says something "
                "else. Keep it with export_pack, or give it up with --replace."
            )
        fill(guidance, at=timezone.now())


def _is(guidance: Guidance) -> bool:
    """Say whether the draft already says what `guidance` says."""
    try:
        return draft_guidance() == guidance
    except Refused:
        return False

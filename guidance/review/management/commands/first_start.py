"""`manage.py first_start --pack DIR`: fill an empty database, and only that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from guidance.accounts.demo import create_demo_accounts
from guidance.accounts.roles import grant_roles
from guidance.authoring.filling import fill, is_empty
from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.content.problems import Refused
from guidance.editions.models import Edition
from guidance.review.publishing import publish_first


class Command(BaseCommand):
    help = "Publish a pack as edition 1 where there is no guidance yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pack", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        grant_roles()
        if is_empty() and not Edition.objects.exists():
            self._publish(options["pack"])
        if settings.DATABASE_IS_LOCAL:
            self._say(create_demo_accounts())

    def _publish(self, folder: Path) -> None:
        try:
            guidance = load_pack(folder)
            with transaction.atomic():
                fill(guidance)
                edition = publish_first(first_note(guidance), at=timezone.now())
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(f"- {problem}")
            raise CommandError(f"Nothing was imported from {folder}.") from None
        self.stdout.write(f"{edition} published from {folder}.")

    def _say(self, accounts: list[tuple[str, str]]) -> None:
        if accounts:
            self.stdout.write("Demo accounts for /admin/, shown only this once:")
        for name, password in accounts:
            self.stdout.write(f"  {name:<14} {password}")


def first_note(guidance: Guidance) -> str:
    """Return the change note of a first edition: how much of what there is."""
    return (
        f"First edition: {len(guidance.memos)} documents, "
        f"{len(guidance.scenarios)} questions, "
        f"{len(guidance.wizards)} step-by-step guides."
    )

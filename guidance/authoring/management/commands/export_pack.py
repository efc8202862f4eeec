"""`export_pack DIR`: write a pack, of the edition in force or of the draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from guidance.authoring.freezing import draft_guidance
from guidance.content.model import Guidance
from guidance.content.packs import dump_pack
from guidance.content.problems import Refused, counted
from guidance.editions.library import NoEdition, library
from guidance.editions.reading import Unreadable


class Command(BaseCommand):
    help = "Write the edition in force, or the draft, to a folder as a pack."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--draft", action="store_true", help="what trainers are working on"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            guidance = draft_guidance() if options["draft"] else in_force()
        except NoEdition:
            raise CommandError("No edition is in force; try --draft.") from None
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(f"- {problem}")
            count = counted(refused.problems)
            raise CommandError(f"Nothing was written: {count}.") from None
        except Unreadable as unreadable:
            raise CommandError(f"Nothing was written: {unreadable}.") from None
        dump_pack(guidance, options["folder"])
        self.stdout.write(f"Written to {options['folder']}.")


def in_force() -> Guidance:
    """Return the guidance in force.

    Raises Unreadable where a later edition can't be read: readers are then served the
    last that can, but written to a folder it would pass for what is in force.
    """
    at = timezone.now()
    library.refresh(at=at)
    if library.unreadable:
        numbers = ", ".join(map(str, sorted(library.unreadable)))
        raise Unreadable(f"what is stored of edition {numbers} can't be trusted")
    return library.current(at).guidance

"""`manage.py publish --note "…"`: make the draft the next edition."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from guidance.content.problems import Refused
from guidance.editions.reading import Unreadable
from guidance.review.publishing import publish


class Command(BaseCommand):
    help = "Publish the draft as the next edition, if nothing is wrong with it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--note", required=True, help="what changed, in a sentence")
        parser.add_argument(
            "--in-force-from",
            help="when it comes into force, such as 2026-12-01T06:00Z; now if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["in_force_from"]
        in_force_from = moment(wanted) if wanted else None
        try:
            edition = publish(
                options["note"], at=timezone.now(), in_force_from=in_force_from
            )
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(f"- {problem}")
            count = len(refused.problems)
            noun = "problem" if count == 1 else "problems"
            raise CommandError(f"Nothing was published: {count} {noun}.") from None
        except (ValueError, Unreadable) as problem:
            raise CommandError(f"Nothing was published. {problem}") from None
        self.stdout.write(f"{edition} published; digest {edition.digest}")
        for later in edition.scheduled_before_it():
            self.stdout.write(
                f"{later}, published before it, comes into force on "
                f"{later.in_force_from:%Y-%m-%d %H:%M} UTC and doesn't hold what changed "
                "now. Publish once more for that moment if the change is to last."
            )


def moment(text: str) -> Any:
    """Return the moment `text` names. Raises CommandError where it names none."""
    try:
        at = parse_datetime(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise CommandError(
            f"{text!r} is no moment. Write it like 2026-12-01T06:00Z, with its zone."
        )
    return at

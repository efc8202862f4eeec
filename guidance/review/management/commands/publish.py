"""`manage.py publish --note "…" --grade …`: make what is approved the next edition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from guidance.content.problems import Refused, counted
from guidance.content.titles import in_quotes
from guidance.editions.library import NoEdition
from guidance.editions.models import Edition, Grade
from guidance.editions.reading import Unreadable
from guidance.review.candidate import base_edition
from guidance.review.holding import TooLate
from guidance.review.proposing import LeftOut
from guidance.review.publishing import (
    Terms,
    publish_approved,
    publish_first,
    ready,
)


class Command(BaseCommand):
    help = (
        "Publish what is approved as the next edition, if nothing is wrong with it. "
        "The first edition of a site is the draft as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--note", required=True, help="what changed, in a sentence")
        parser.add_argument(
            "--grade",
            choices=Grade.values,
            default=Grade.SUBSTANTIVE.value,
            help="how much it changes for officers; substantive if left out",
        )
        parser.add_argument(
            "--in-force-from",
            help="when it comes into force, such as 2026-12-01T06:00Z; now if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = options["in_force_from"]
        in_force_from = moment(wanted) if wanted else None
        try:
            edition, left_out = _publish(options, in_force_from)
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(f"- {problem}")
            said = counted(refused.problems)
            raise CommandError(f"Nothing was published: {said}.") from None
        except (ValueError, NoEdition, Unreadable) as problem:
            raise CommandError(f"Nothing was published. {problem}") from None
        except TooLate as late:
            raise CommandError(str(late)) from None
        self.stdout.write(f"{edition} published; digest {edition.digest}")
        for each in left_out:
            why = ", ".join(each.reasons)
            title = each.position.submission.title
            self.stdout.write(
                f"Left out, and as it was before: {in_quotes(title)}: {why}"
            )


def _publish(
    options: dict[str, Any], in_force_from: datetime | None
) -> tuple[Edition, tuple[LeftOut, ...]]:
    at, note = timezone.now(), options["note"]
    on = base_edition(at=in_force_from or at)
    if on is None and base_edition() is None:
        return publish_first(note, at=at, in_force_from=in_force_from), ()
    chosen = [each.submission.pk for each in ready()]
    terms = Terms(note, options["grade"], on.number if on else 0, in_force_from)
    edition, proposed = publish_approved(chosen, terms, by=None, at=at)
    return edition, proposed.left_out


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

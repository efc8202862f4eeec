"""`manage.py compare A B`: say what B changes in A, before anybody relies on it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from guidance.content.problems import Refused
from guidance.review.change_text import change_text
from guidance.review.comparing import (
    Comparison,
    NothingThere,
    Side,
    compare_sides,
    named,
)

SIDE = "a pack's folder, an edition's number, “draft” or “in-force”"


class Command(BaseCommand):
    help = "Say what B changes in A: documents, words, and every answer that changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("before", metavar="A", help=SIDE)
        parser.add_argument("after", metavar="B", help=SIDE)
        parser.add_argument(
            "--format",
            choices=["text", "json"],
            default="text",
            help="text cuts long lists and says so; json holds everything",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        before, after = (self.side(options[each]) for each in ("before", "after"))
        as_json = options["format"] == "json"
        comparison = compare_sides(before, after, whole=as_json)
        if as_json:
            told = {"before": before.name, "after": after.name, **as_data(comparison)}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            for line in change_text(comparison):
                self.stdout.write(line)

    def side(self, name: str) -> Side:
        """Return the side `name`. Raises CommandError with what is wrong with it."""
        try:
            return named(name, at=timezone.now())
        except NothingThere as nothing:
            raise CommandError(str(nothing)) from None
        except Refused as refused:
            for problem in refused.problems:
                self.stderr.write(f"- {problem}")
            raise CommandError(f"“{name}” can't be read.") from None


def as_data(comparison: Comparison) -> dict[str, Any]:
    """Return everything there is to tell as plain values."""
    return {"unread": comparison.unread, **asdict(comparison.report)}

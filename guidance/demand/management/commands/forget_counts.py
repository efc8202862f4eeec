"""`manage.py forget_counts`: delete counts, all of them or those that are too old."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from guidance.demand.counting import forget, forget_all


class Command(BaseCommand):
    help = (
        "Delete the counts that are older than the days that are set. That happens with "
        "every new count too; a site that counts no more needs this once, with --all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="delete every count")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            forget_all()
            self.stdout.write("Every count is deleted.")
        else:
            # A day later than today's anywhere would be too early: UTC is near enough.
            forget(timezone.now().date())
            self.stdout.write("What was too old is deleted.")

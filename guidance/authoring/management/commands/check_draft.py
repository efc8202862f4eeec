"""`check_draft`: say what keeps the draft from being published."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from guidance.authoring.freezing import draft_problems
from guidance.content.problems import counted


class Command(BaseCommand):
    help = "List every structural problem of the draft; ends with 1 if there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = draft_problems()
        for problem in problems:
            self.stdout.write(f"- {problem}")
        if problems:
            self.stdout.write(f"{counted(problems)}.")
            sys.exit(1)
        self.stdout.write("Nothing keeps the draft from being published.")

"""`check_draft`: say what keeps the draft from being published."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from guidance.authoring.draft_findings import examine_draft
from guidance.content.problems import counted


class Command(BaseCommand):
    help = "List what keeps the draft from being published; ends with 1 if anything."

    def handle(self, *args: Any, **options: Any) -> None:
        problems = [each.as_problem() for each in examine_draft(at=timezone.now()).open]
        for problem in problems:
            self.stdout.write(f"- {problem}")
        if problems:
            self.stdout.write(f"{counted(problems)}.")
            sys.exit(1)
        self.stdout.write("Nothing keeps the draft from being published.")

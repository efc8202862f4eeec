"""`manage.py index_search`: write the directions of editions that have none."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from guidance.editions.library import library
from guidance.search.indexing import digest, forget, index, wait_for_others
from guidance.search.models import Directions
from guidance.search.things import things


class Command(BaseCommand):
    help = "Index editions anew that were recorded by an older program or without the model."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEARCH_BY_MEANING:
            raise CommandError("SEARCH_BY_MEANING is off: there are no directions.")
        for line in library.editions():
            guidance = library.numbered(line.number).guidance
            kept = Directions.objects.filter(edition=line.number)
            if kept.filter(digest=digest(list(things(guidance)))).exists():
                continue
            with transaction.atomic():
                wait_for_others()
                forget([line.number])
                index(line.number, guidance)
            self.stdout.write(f"Edition {line.number} is indexed anew.")

"""`manage.py index_search`: write the directions of editions that have none."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from guidance.editions.library import library
from guidance.search.indexing import index
from guidance.search.models import Entry


class Command(BaseCommand):
    help = "Index editions anew that were recorded by an older program or without the model."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SEARCH_BY_MEANING:
            raise CommandError("SEARCH_BY_MEANING is off: there are no directions.")
        for line in library.editions():
            rows = Entry.objects.filter(edition=line.number)
            if rows.filter(direction__isnull=False).exists():
                continue
            with transaction.atomic():
                rows.delete()
                index(line.number, library.numbered(line.number).guidance)
            self.stdout.write(f"Edition {line.number} is indexed anew.")

"""What every page of the desk keeps beside its text: the version, and who and when.

`version` grows with each save of a page. A form carries the version it was opened at,
so that two trainers can't overwrite each other without seeing it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F


class Edited(models.Model):
    """A row with a page of its own."""

    version = models.PositiveIntegerField(default=1, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    # Set null: a colleague's account can go, and what they wrote stays.
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    def advance(self, *, by: Any, at: datetime) -> None:
        """Count one more version in the database; the fields of the row stay."""
        rows: Any = type(self)._default_manager.filter(pk=self.pk)
        rows.update(version=F("version") + 1, edited_at=at, edited_by=by)

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


class Overtaken(Exception):
    """A row was saved by somebody else since it was read."""


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
        """Count one more version, unless somebody else has counted since it was read.

        Raises Overtaken then; pages lock what they save, so it takes a program to.
        """
        rows: Any = type(self)._default_manager.filter(pk=self.pk, version=self.version)
        if not rows.update(version=F("version") + 1, edited_at=at, edited_by=by):
            raise Overtaken(f"{self} was saved by somebody else")
        self.version += 1

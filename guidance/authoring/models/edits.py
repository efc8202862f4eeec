"""The log of edits: who worked on which document, and when.

A row says that somebody changed a document, not what: snapshots say that. It is here so
that nobody approves their own work. `row` is the key of the document's row at the desk,
which stays when a slug changes, so that a new name loses nobody who wrote under the old.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from guidance.content.model import KINDS


class Edits(models.QuerySet["Edit"]):
    def of(self, kind: str, *slugs: str) -> Edits:
        """Return the edits of the document that has, or had, one of the `slugs`."""
        if kind not in NAMED:
            return self.filter(kind=kind)
        rows = Edit.objects.filter(kind=kind, slug__in=slugs, row__isnull=False)
        same = Q(slug__in=slugs) | Q(row__in=rows.values("row"))
        return self.filter(same, kind=kind)

    def editors(self, *, after: datetime | None, until: datetime | None) -> list[int]:
        """Return the keys of the accounts that edited between two moments."""
        known = self.filter(by__isnull=False)
        if after:
            known = known.filter(at__gt=after)
        if until:
            known = known.filter(at__lte=until)
        return list(known.order_by("by").values_list("by", flat=True).distinct())


NAMED = {"memo", "scenario", "wizard", "case_set"}
"""The kinds of which there is more than one, told apart by their slugs."""


class Edit(models.Model):
    """Somebody added, changed or deleted a document, or a part of it.

    The cases of a wizard are one document, whose row is the wizard's.
    """

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=80)
    row = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    # Set null: an account that is gone approves nothing.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = Edits.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="edit_kind")
        ]
        indexes = [
            models.Index(fields=["kind", "slug"]),
            models.Index(fields=["kind", "row"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}, edited {self.at:%Y-%m-%d %H:%M}"

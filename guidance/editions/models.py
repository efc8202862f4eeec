"""Snapshots and editions: written once, and evidence from then on.

A snapshot is one document frozen as data and named by the digest of that data. An
edition is a numbered list of snapshots with a change note and the moment it comes into
force. Its digest covers all of that and the digest of the edition before it, so an
edition that was changed, taken out or slipped in shows. The database itself refuses to
change or delete either: Python guards can be walked past by `QuerySet.update()`, a
shell or psql.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from guidance.content.freezing import digest
from guidance.content.model import KINDS

UNCHANGEABLE = [
    pgtrigger.Protect(
        name="unchangeable", operation=pgtrigger.Update | pgtrigger.Delete
    ),
    # Protect knows no TRUNCATE, which would empty a table past every row's trigger.
    pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'what was published cannot be removed';",
    ),
]


class Snapshot(models.Model):
    """One document frozen as data, as `content.freezing.freeze` returns it."""

    digest = models.CharField(primary_key=True, max_length=64)
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=80)
    stored = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=list(KINDS)), name="snapshot_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="snapshot_digest",
            ),
        ]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} {self.digest[:12]}"


class Edition(models.Model):
    """A published set of snapshots with a number, a note and a date in force.

    `documents` are the digests of its snapshots in reading order. They stand in the
    row itself and not in a table beside it, so that the trigger which protects the
    row protects the whole edition.
    """

    number = models.PositiveIntegerField(primary_key=True)
    note = models.TextField()
    documents = ArrayField(models.CharField(max_length=64))
    in_force_from = models.DateTimeField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="edition_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(note=""), name="edition_has_a_note"
            ),
            models.CheckConstraint(
                condition=~models.Q(documents=[]), name="edition_has_documents"
            ),
            # Two editions can't both follow the same one: the chain never forks.
            models.UniqueConstraint(fields=["previous"], name="edition_chain"),
        ]
        permissions = [("publish_edition", "Can publish an edition")]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def scheduled_before_it(self) -> models.QuerySet[Edition]:
        """Return editions published earlier that come into force later than this."""
        return Edition.objects.filter(
            number__lt=self.number, in_force_from__gt=self.in_force_from
        ).order_by("in_force_from")

    def statement(self) -> dict[str, Any]:
        """Return what the digest of this edition is taken of."""
        return {
            "number": self.number,
            "note": self.note,
            "documents": self.documents,
            "in_force_from": moment(self.in_force_from),
            "published_at": moment(self.published_at),
            "published_by": self.published_by_id,
            "previous": self.previous,
        }

    def true_digest(self) -> str:
        """Return the digest this edition must have if nobody changed it."""
        return digest(self.statement())


def moment(at: datetime) -> str:
    """Return `at` the way it is digested: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")

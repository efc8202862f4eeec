"""Snapshots and editions: written once, and evidence from then on.

A snapshot is one document frozen as data and named by the digest of that data. An
edition is a numbered list of snapshots with a change note and the moment it comes into
force. Its digest covers all of that and the digest of the edition before it, so an
edition that was changed, taken out or slipped in shows. The database itself refuses to
change or delete either. An edition to come may be called off until it is in force, and
that is a row too.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from guidance.content.freezing import digest
from guidance.content.model import KINDS
from guidance.editions.models.unchangeable import UNCHANGEABLE


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


class Reviewed(models.Model):
    """A supervisor looked at a snapshot and found it right, at that moment.

    Officers are told when; who it was, the review desk knows.
    """

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, related_name="reviewed"
    )
    at = models.DateTimeField()

    class Meta:
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"{self.snapshot} reviewed {self.at:%Y-%m-%d}"


class Grade(models.TextChoices):
    """How much an edition changes for officers, in the words of who published it."""

    EDITORIAL = "editorial", "Editorial: the same answers in better words"
    SUBSTANTIVE = "substantive", "Substantive: an answer or its grounds changed"
    URGENT = "urgent", "Urgent: officers must know at once"


class Edition(models.Model):
    """A published set of snapshots with a number, a note and a date in force.

    `documents` are the digests of its snapshots in reading order. They stand in the
    row itself and not in a table beside it, so that the trigger which protects the
    row protects the whole edition. `signatures` says for each document that was
    approved by whom and when, as `{"document", "snapshot", "by", "at", "fingerprint"}`;
    what has none was published as it came, with a pack, when the site was set up.
    `vouches_for` names the rows of the record that were written since the edition
    before, such as recalls and approvals: see `editions.evidence`.
    """

    number = models.PositiveIntegerField(primary_key=True)
    note = models.TextField()
    grade = models.CharField(max_length=20, blank=True, choices=Grade.choices)
    documents = ArrayField(models.CharField(max_length=64))
    in_force_from = models.DateTimeField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True
    )
    signatures = models.JSONField(default=list)
    vouches_for = ArrayField(models.CharField(max_length=90), default=list)
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
        said = {
            "number": self.number,
            "note": self.note,
            "documents": self.documents,
            "in_force_from": moment(self.in_force_from),
            "published_at": moment(self.published_at),
            "published_by": self.published_by_id,
            "previous": self.previous,
        }
        # What an edition of before there was such a thing doesn't say has no part in
        # its digest.
        later = {
            "grade": self.grade,
            "signatures": self.signatures,
            "vouches_for": self.vouches_for,
        }
        return said | {name: value for name, value in later.items() if value}

    def true_digest(self) -> str:
        """Return the digest this edition must have if nobody changed it."""
        return digest(self.statement())


class CallingOff(models.Model):
    """An edition to come was called off before it came into force."""

    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, related_name="calling_off"
    )
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="calling_off_has_a_reason"
            )
        ]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"{self.edition} called off"


def moment(at: datetime) -> str:
    """Return `at` the way it is digested: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")

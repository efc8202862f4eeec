"""Submissions and approvals: what was put up for review, and who signed exactly that.

A submission is a snapshot with a note. Nothing about it changes afterwards: what
happens to it are rows beside it, and its standing is read from them. An approval signs
more than the snapshot: the words it rests on and what its cases came out as.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from guidance.content.model import KINDS
from guidance.editions.models import Snapshot
from guidance.editions.models.unchangeable import UNCHANGEABLE


class Submission(models.Model):
    """One document put up for review.

    Without a snapshot it asks that the document be taken out. `replaces` is the slug
    under which the document is in force, where that is another. `editors` are the keys
    of the accounts that worked on it since the last approval: none of them may approve.
    A renewal puts up what is in force already, to be found still right.
    """

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=80)
    title = models.TextField()
    topic = models.CharField(max_length=80, blank=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True)
    replaces = models.CharField(max_length=80, blank=True)
    is_renewal = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    editors = ArrayField(models.PositiveBigIntegerField(), default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=list(KINDS)), name="submission_kind"
            ),
        ]
        indexes = [models.Index(fields=["kind", "slug", "id"])]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}, submitted {self.at:%Y-%m-%d %H:%M}"


class Step(models.Model):
    """What somebody did about a submission, beside approving it."""

    class What(models.TextChoices):
        CLAIMED = "claimed"
        RELEASED = "released"
        COMMENTED = "commented"
        RETURNED = "returned"
        WITHDRAWN = "withdrawn"

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="steps"
    )
    what = models.CharField(max_length=20, choices=What.choices)
    comment = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    what__in=[
                        "claimed",
                        "released",
                        "commented",
                        "returned",
                        "withdrawn",
                    ]
                ),
                name="step_known",
            ),
            # Returned or withdrawn, and once: two who press at once can't both end it.
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(what__in=["returned", "withdrawn"]),
                name="submission_ends_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(what__in=["returned", "commented"], comment=""),
                name="step_says_why",
            ),
        ]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"{self.submission}: {self.what}"


class Approval(models.Model):
    """A supervisor's signature on a submission.

    `signed` is what was signed, as `content.signing.sign` returns it, and `fingerprint`
    its digest. It counts as long as what is signed is still so.
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="approvals"
    )
    signed = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "by", "fingerprint"], name="approved_once"
            ),
        ]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"{self.submission}: approved by {self.by}"


class MailChoice(models.Model):
    """What somebody wants to hear of by e-mail. Who has no row hears of everything."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice"
    )
    submitted = models.BooleanField(default=True)
    returned = models.BooleanField(default=True)
    approved = models.BooleanField(default=True)
    voided = models.BooleanField(default=True)
    digest = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"What {self.user} hears of"


class LastDigest(models.Model):
    """The day for which somebody was last sent the digest of the work that is due.

    It keeps a command that runs twice a day from sending two.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField()

    class Meta:
        # Nobody but the command has any business with it.
        default_permissions = ()

    def __str__(self) -> str:
        return f"Digest to {self.user} for {self.day}"

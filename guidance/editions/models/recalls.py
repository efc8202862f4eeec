"""Recalls: an answer pulled at once, by two people, and given back by two.

A recall names its answer by its ref, which stays when a slug or a wording changes, so
that a later edition can't bring a pulled answer back under another name. All that
happens to a recall afterwards is a row of its own.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guidance.editions.models.unchangeable import UNCHANGEABLE


class Recallable(models.TextChoices):
    """What can be pulled, by the word for its kind."""

    SCENARIO = "scenario"
    OUTCOME = "outcome"
    WIZARD = "wizard"
    MEMO = "memo"


class Recall(models.Model):
    """Somebody asks that nobody rely on an answer any more, for a reason.

    It takes effect when a second person confirms it, or at once where `alone`: then it
    is marked until somebody confirms it.
    """

    kind = models.CharField(max_length=20, choices=Recallable.choices)
    ref = models.CharField(max_length=40)
    title = models.TextField()
    reason = models.TextField()
    alone = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=Recallable.values), name="recall_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="recall_has_a_reason"
            ),
        ]
        permissions = [("recall_answer", "Can pull an answer, and give it back")]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"Recall of {self.kind} {self.ref}"


class RecallStep(models.Model):
    """What somebody did about a recall after it was proposed."""

    class What(models.TextChoices):
        CONFIRMED = "confirmed"
        REFUSED = "refused"
        LIFT_PROPOSED = "lift_proposed"
        LIFT_REFUSED = "lift_refused"
        LIFTED = "lifted"

    recall = models.ForeignKey(Recall, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20, choices=What.choices)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            # Two who press at once can't both decide.
            models.UniqueConstraint(
                fields=["recall"],
                condition=models.Q(what__in=["confirmed", "refused"]),
                name="recall_decided_once",
            ),
            models.UniqueConstraint(
                fields=["recall"],
                condition=models.Q(what="lifted"),
                name="recall_lifted_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    what__in=[
                        "confirmed",
                        "refused",
                        "lift_proposed",
                        "lift_refused",
                        "lifted",
                    ]
                ),
                name="recall_step_known",
            ),
        ]
        triggers = UNCHANGEABLE

    def __str__(self) -> str:
        return f"{self.recall}: {self.what}"

"""Recalls: an answer pulled at once, by two people, and given back by two.

A recall names its answer by its ref, which stays when a slug or a wording changes, so
that a later edition can't bring a pulled answer back under another name. All that
happens to a recall afterwards is a row of its own.
"""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from guidance.editions.models.unchangeable import UNCHANGEABLE


class Recallable(models.TextChoices):
    """What can be pulled, by the word for its kind."""

    SCENARIO = "scenario"
    OUTCOME = "outcome"
    WIZARD = "wizard"
    MEMO = "memo"


TAKES_TWO = pgtrigger.Trigger(
    name="takes_two",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    declare=[
        ("recall", "editions_recall%ROWTYPE"),
        ("last", "editions_recallstep%ROWTYPE"),
    ],
    func="""
    SELECT * INTO recall FROM editions_recall WHERE id = NEW.recall_id FOR UPDATE;
    SELECT * INTO last FROM editions_recallstep
        WHERE recall_id = NEW.recall_id AND what NOT IN ('confirmed', 'refused')
        ORDER BY id DESC LIMIT 1;
    IF NEW.what = 'confirmed' AND NEW.by_id = recall.by_id THEN
        RAISE EXCEPTION 'a recall is confirmed by a second person';
    END IF;
    IF NEW.what = 'refused' AND recall.alone THEN
        RAISE EXCEPTION 'a recall in effect is lifted, by two, and not refused';
    END IF;
    IF NEW.what IN ('lifted', 'lift_refused')
            AND last.what IS DISTINCT FROM 'lift_proposed' THEN
        RAISE EXCEPTION 'nobody proposed to lift this recall';
    END IF;
    IF NEW.what = 'lifted' AND NEW.by_id = last.by_id THEN
        RAISE EXCEPTION 'a recall is lifted by a second person';
    END IF;
    RETURN NEW;
    """,
)
"""Refuses a step that one person may not take alone, whatever program takes it."""


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

    def taken(self) -> list[RecallStep]:
        """Return what was done about it, the first first."""
        return sorted(self.steps.all(), key=lambda each: each.pk)

    def step(self, *what: str) -> RecallStep | None:
        """Return the first step of such a kind, or None."""
        return next((each for each in self.taken() if each.what in what), None)

    @property
    def is_waiting(self) -> bool:
        """Whether it was proposed and nobody has decided yet."""
        return not self.alone and self.step("confirmed", "refused") is None

    @property
    def is_in_effect(self) -> bool:
        """Whether officers are told not to rely on the answer."""
        begun = self.alone or self.step("confirmed") is not None
        return begun and self.step("lifted") is None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it is in effect by one person alone."""
        return self.is_in_effect and self.step("confirmed") is None

    @property
    def lift_proposal(self) -> RecallStep | None:
        """The proposal to lift it that waits for a second person, if there is one."""
        lifting = [each for each in self.taken() if each.what.startswith("lift")]
        last = lifting[-1] if lifting else None
        return last if last and last.what == "lift_proposed" else None


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
        triggers = [*UNCHANGEABLE, TAKES_TWO]

    def __str__(self) -> str:
        return f"{self.recall}: {self.what}"

"""What the wizard builder keeps beside a wizard: its last steps, and who is in it.

Neither is guidance: both go with the wizard, and no edition ever holds them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guidance.authoring.models.wizards import Wizard


class UndoStep(models.Model):
    """One change of a wizard, and what takes it back.

    `before` holds the wizard's rows as they were. `after` is the digest of what the
    change left: a step can be undone only while the rows still have it.
    """

    wizard = models.ForeignKey(
        Wizard, on_delete=models.CASCADE, related_name="undo_steps"
    )
    before = models.JSONField()
    after = models.CharField(max_length=64)
    what = models.CharField(max_length=200)
    at = models.DateTimeField()
    # Cascade: what nobody is there to take back needs no keeping.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["wizard", "-id"])]

    def __str__(self) -> str:
        return self.what


class Presence(models.Model):
    """Somebody had the builder open on a wizard at `seen_at`, and there on a node."""

    wizard = models.ForeignKey(
        Wizard, on_delete=models.CASCADE, related_name="presences"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    seen_at = models.DateTimeField()
    node = models.CharField(max_length=600, blank=True)

    class Meta:
        verbose_name = "presence"
        constraints = [
            models.UniqueConstraint(fields=["wizard", "by"], name="presence_once")
        ]

    def __str__(self) -> str:
        return str(self.by)

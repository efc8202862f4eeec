"""Imported memos: the file, how it was read, and how far a trainer has corrected it.

The file is kept for as long as what was made of it: it shows what the text was taken
from. Pages ask for it only to hand it out.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guidance.authoring.fields import LineField
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.memos import Memo, Section
from guidance.authoring.models.rules import not_empty


class ImportedMemo(Edited):
    """A file on its way to a draft memo; `saved_at` says when it became one.

    `reading` is what was read of it, `parts` the sections as they stand now, `facts`
    what was typed about the whole memo, `matches` which section each part was before,
    `before` the sections of the memo that it took the place of.
    """

    name = LineField()
    source = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    reading = models.JSONField()
    parts = models.JSONField()
    facts = models.JSONField(default=dict)
    matches = models.JSONField(default=dict)
    before = models.JSONField(default=list)
    is_revision = models.BooleanField(default=False)
    # Set null: the file stays when the draft is replaced as a whole.
    memo = models.ForeignKey(
        Memo, null=True, on_delete=models.SET_NULL, related_name="imports"
    )
    imported_at = models.DateTimeField()
    # Set null: a colleague's account can go, and what they brought in stays.
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = not_empty("name", "sha256")

    def __str__(self) -> str:
        return self.name


class TakenOut(models.Model):
    """A section that a revised memo has no more, and that something still rests on.

    It goes with its section, when nothing rests on it any longer.
    """

    section = models.OneToOneField(
        Section, on_delete=models.CASCADE, related_name="taken_out"
    )
    imported = models.ForeignKey(
        ImportedMemo, on_delete=models.CASCADE, related_name="taken_out"
    )

    class Meta:
        verbose_name_plural = "taken out"

    def __str__(self) -> str:
        return str(self.section)

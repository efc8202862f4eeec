"""Waivers: the warnings of the checks that somebody lets stand."""

from __future__ import annotations

from django.db import models

from guidance.authoring.fields import LineField, SlugField
from guidance.authoring.models.editing import Edited
from guidance.authoring.models.rules import not_empty, written_small


class Waiver(Edited):
    finding = SlugField(
        unique=True,
        help_text="The finding's name, as the check gives it. It changes when what it "
        "was found in changes, and the waiver holds no longer.",
    )
    document = LineField(help_text="Where it was found.")
    sentence = LineField(rows=2, help_text="What it said when it was waived.")
    reason = LineField(
        rows=2, help_text="Why it may stand. Everybody who reads the edition sees it."
    )
    # The page signs after its form was looked at; an empty name can't be frozen.
    by = LineField(editable=False)
    at = models.DateField(editable=False)

    class Meta:
        constraints = [
            *written_small("finding"),
            *not_empty("document", "sentence", "reason"),
        ]

    def __str__(self) -> str:
        return self.finding

"""What scenarios and outcomes have in common: citations, contacts, other sections.

Each of the two has tables of its own for these, so that every row points at one kind
of answer. The part that carries the answer goes with it; what it points at stays for
as long as something points at it.
"""

from __future__ import annotations

from django.db import models

from guidance.authoring.fields import OrderField, ProseField
from guidance.authoring.models.department import Contact
from guidance.authoring.models.memos import ROW_HELP, Section


class Citation(models.Model):
    """A section, and the exact words in it that carry the answer."""

    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The section that says so.",
    )
    words = ProseField(
        rows=3,
        max_length=5_000,
        help_text="Copied from the section, letter for letter.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.section)


class CalledFor(models.Model):
    """Somebody to call."""

    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="+", help_text="Who to call."
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.contact)


class Bearing(models.Model):
    """A section that bears on the answer without being quoted."""

    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="A section worth reading beside those quoted.",
    )
    order = OrderField(help_text=ROW_HELP)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.section)

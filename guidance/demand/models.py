"""All that is kept of what officers do here: three tables of counts.

No row has a number of its own, for numbers that go up would tell the order in which
things were asked. The comments stand in the database too, and the page that officers
read is made from them (`schema`), so what is written here is what is promised.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

DAY = "The day, by the department's clock. No hour."
DIGEST = (
    "A keyed digest that stands for the question's words: it tells whether the same was "
    "asked on another day, and can't be read."
)
TIMES = "How often on that day. It stops at a limit, so nobody can run it up."


def digest_field(**options: Any) -> Any:
    return models.CharField(max_length=64, db_comment=DIGEST, **options)


class Unfound(models.Model):
    """A question that found nothing, on one day; what it asked can't be read here."""

    pk = models.CompositePrimaryKey("day", "digest")
    day = models.DateField(db_comment=DAY)
    digest = digest_field(db_index=True)
    times = models.PositiveSmallIntegerField(db_comment=TIMES)

    class Meta:
        default_permissions = ()
        verbose_name_plural = "unfound"
        db_table_comment = (
            "Searches that found nothing. Deleted after the days that are set."
        )

    def __str__(self) -> str:
        return f"{self.digest[:12]} on {self.day}"


class UnfoundWords(models.Model):
    """What a digest stands for, kept from the day on which enough days had seen it."""

    digest = digest_field(primary_key=True)
    words = models.CharField(
        max_length=500,
        db_comment=(
            "Words of the question, in the order of the alphabet: those the guidance "
            "uses, and ordinary English ones that are no common name. No numbers. Kept "
            "only once as many different days as are set have brought them."
        ),
    )
    done_on = models.DateField(
        null=True,
        db_comment="The day a trainer was done with it. Not which trainer.",
    )

    class Meta:
        default_permissions = ()
        verbose_name_plural = "unfound words"
        db_table_comment = (
            "The words behind a digest. Deleted with the last day that has it."
        )

    def __str__(self) -> str:
        return self.words


class Opened(models.Model):
    """How often one thing was opened from a search, on one day."""

    pk = models.CompositePrimaryKey("day", "kind", "ref")
    day = models.DateField(db_comment=DAY)
    kind = models.CharField(
        max_length=20,
        db_comment="What was opened: scenario, wizard, memo, section or term.",
    )
    ref = models.CharField(
        max_length=80,
        db_comment=(
            "The ref of what was opened, a term's name in addresses where it has none. "
            "Not what was typed to find it."
        ),
    )
    times = models.PositiveSmallIntegerField(db_comment=TIMES)

    class Meta:
        default_permissions = ()
        verbose_name_plural = "opened"
        db_table_comment = (
            "What was opened from a search. Deleted after the days that are set."
        )
        constraints = [
            models.CheckConstraint(condition=~Q(ref=""), name="opened_has_a_ref")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref} on {self.day}"

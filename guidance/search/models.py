"""The search index: one row for everything in an edition that can be found.

The rows of an edition are written in the transaction that records it and never again:
the vectors are generated columns, so no row can say one thing and be found by another.
The words are folded before they come here (see `folding`).
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class Entry(models.Model):
    """One thing of one edition: what is shown of it, and the words it is found by."""

    # Not a foreign key: an edition is never deleted, and a row is only ever written
    # beside the edition it belongs to, by the same transaction.
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=161)
    refs = ArrayField(models.CharField(max_length=40))
    title = models.TextField()
    verdict = models.CharField(max_length=20, blank=True)
    excerpt = models.TextField(blank=True)
    within = models.TextField(blank=True)

    title_words = models.TextField()
    asked_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    # By their stems for whole words, and as they stand for the word that is still being
    # typed: "witness" has the stem "wit", which no beginning of it would find.
    words = models.GeneratedField(
        expression=SearchVector("title_words", weight="A", config="english")
        + SearchVector("asked_words", weight="B", config="english")
        + SearchVector("body_words", weight="C", config="english")
        + SearchVector("title_words", weight="A", config="simple")
        + SearchVector("asked_words", weight="B", config="simple")
        + SearchVector("body_words", weight="C", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name_plural = "entries"
        indexes = [GinIndex(fields=["words"], name="entry_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "slug"], name="entry_once_an_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} of edition {self.edition}"

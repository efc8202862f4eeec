"""The search index: one row for everything in an edition that can be found.

The rows of an edition are written in the transaction that records it and never again:
the vectors are generated columns, so no row can say one thing and be found by another.
The words are folded before they come here (see `folding`).
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat

EDITION = "edition"
"""Stands before an edition's number in the one word every row of it has."""


class Entry(models.Model):
    """One thing of one edition, and the words and the direction it is found by."""

    # Not a foreign key: an edition is never deleted, and a row is only ever written
    # beside the edition it belongs to, by the same transaction.
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=161)

    title_words = models.TextField()
    asked_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    # By their stems for whole words, and as they stand for the word that is still being
    # typed: "witness" has the stem "wit", which no beginning of it would find. The
    # edition is a word too: the index then passes over the rows of all others.
    words = models.GeneratedField(
        expression=SearchVector("title_words", weight="A", config="english")
        + SearchVector("asked_words", weight="B", config="english")
        + SearchVector("body_words", weight="C", config="english")
        + SearchVector("title_words", weight="A", config="simple")
        + SearchVector("asked_words", weight="B", config="simple")
        + SearchVector("body_words", weight="C", config="simple")
        + SearchVector(
            Concat(
                Value(EDITION),
                Cast(F("edition"), TextField()),
                output_field=TextField(),
            ),
            config="simple",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Numbers of four bytes, as `meaning.directions` returns them; none where the site
    # runs without the model, or did when the edition was recorded.
    direction = models.BinaryField(null=True)

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


class DraftIndex(models.Model):
    """A draft that was searched: its rows stand under a number made of this key."""

    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "draft indexes"

    def __str__(self) -> str:
        return self.digest[:12]


class Phrase(models.Model):
    """A text the embedding model has read, and what it made of it.

    What did not change from one edition to the next is not read again. The digest is
    of the model's name and the text, so another model never meets this one's vectors.
    """

    digest = models.CharField(primary_key=True, max_length=64)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return self.digest[:12]

"""The search index: what editions are found by, and which edition holds what.

An entry is written once, in the transaction that records the first edition that holds
it, and never changed: its vector is a generated column, so it can't say one thing and be
found by another. The next edition lists it again where nothing in it has changed, so
that an edition costs what is new in it. The words are folded before they come here (see
`folding`).
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class Entry(models.Model):
    """One thing, and the words and the ways of saying it that it is found by."""

    # Of all that is written here, and of the model's name, so that another model never
    # meets this one's vectors.
    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=161)

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
    # What the embedding model made of each way of saying it, as `kept_ways` writes them;
    # none where the site ran without the model.
    ways = models.BinaryField(null=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [GinIndex(fields=["words"], name="entry_words")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Listing(models.Model):
    """That an edition holds an entry."""

    # Not a foreign key: an edition is never deleted, and a row is only ever written
    # beside the edition it belongs to, by the same transaction.
    edition = models.PositiveIntegerField()
    # The constraint is its index.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "edition"], name="entry_once_an_edition"
            )
        ]

    def __str__(self) -> str:
        return f"Entry {self.entry_id} in edition {self.edition}"


class Directions(models.Model):
    """Which way everything in an edition lies: a row for each thing.

    `digest` is of the names of the things in their order, so that a program which finds
    other things, in another order or said in other ways, does not mistake the rows.
    """

    edition = models.PositiveIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    rows = models.BinaryField()
    # The numbers of `answerable.Border`; none where too little is known of what the
    # edition does not answer.
    border = models.BinaryField()

    class Meta:
        verbose_name_plural = "directions"

    def __str__(self) -> str:
        return f"Directions of edition {self.edition}"


class DraftIndex(models.Model):
    """A draft that was searched: its rows stand under a number made of this key."""

    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "draft indexes"

    def __str__(self) -> str:
        return self.digest[:12]

"""Writing the index of an edition, called inside the transaction that records it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from django.conf import settings
from django.db import connection

from guidance.content.folding import fold
from guidance.content.model import Guidance
from guidance.search.meaning import Floats, border, directions
from guidance.search.models import Entry
from guidance.search.phrases import read_once
from guidance.search.things import Thing, things

MOST_WORDS = 100_000
"""Characters of one text that are indexed: a tsvector can't be larger than 1 MB."""


ELSEWHERE = "elsewhere"
"""The kind of the one row that is no thing: the border of what is answered here."""

FEWEST_ELSEWHERE = 20
"""Questions that nothing answers from which the border can be learnt."""

MANY = 1000


def index(edition: int, guidance: Guidance) -> None:
    """Write what `edition`, which holds `guidance`, is found by."""
    every = list(things(guidance))
    entries = [entry(edition, thing) for thing in every]
    if settings.SEARCH_BY_MEANING:
        entries.append(Entry(edition=edition, kind=ELSEWHERE))
        found = pointed(every, guidance.department.unanswered, keep=True)
        for each, direction in zip(entries, found, strict=True):
            each.direction = direction.tobytes()
    Entry.objects.bulk_create(entries, batch_size=500)
    if len(entries) > MANY:
        # Until Postgres has counted the new rows it plans as if there were few.
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {Entry._meta.db_table}")


def entry(edition: int, thing: Thing) -> Entry:
    """Return the row for `thing`, unsaved and without its direction."""
    return Entry(
        edition=edition,
        kind=thing.kind,
        slug=thing.slug,
        title_words=fold(thing.title)[:MOST_WORDS],
        asked_words=fold(thing.asked)[:MOST_WORDS],
        body_words=fold(thing.body)[:MOST_WORDS],
    )


def pointed(every: Sequence[Thing], unanswered: Sequence[str], *, keep: bool) -> Floats:
    """Return the direction of each of `every`, one a row, and in the last the border
    to what is `unanswered`; all nought where too little is known of that."""
    read = read_once({*unanswered, *_ways(every)}, keep=keep)
    found = directions([np.array([read[each] for each in one.ways]) for one in every])
    if len(unanswered) < FEWEST_ELSEWHERE:
        return np.vstack([found, np.zeros_like(found[:1])])
    inside = np.array([read[each] for each in _ways(every)])
    return np.vstack([found, border(inside, np.array([read[e] for e in unanswered]))])


def _ways(every: Sequence[Thing]) -> list[str]:
    return [way for thing in every for way in thing.ways]

"""Writing the index of an edition, called inside the transaction that records it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import numpy as np
from django.conf import settings
from django.db import connection

from guidance.content.model import Guidance
from guidance.search.answerable import Border, learnt
from guidance.search.entering import entered, write
from guidance.search.meaning import DIMENSIONS, Floats, directions
from guidance.search.models import Directions, Entry, Listing
from guidance.search.things import ELSEWHERE, Thing, elsewhere, things

MANY = 1000

KEY = 0x0FF1CE_1DE8
"""The number of the lock under which one process alone writes to the index."""

COLUMNS = {"edition": "int4", "entry_id": "int8"}


def index(edition: int, guidance: Guidance, *, apart: str = "") -> None:
    """Write what `edition`, which holds `guidance`, is found by.

    One that is written `apart` is to be rolled back: nobody waits for it.
    """
    every = [*things(guidance), *elsewhere(guidance)]
    if not apart:
        wait_for_others()
    entries = entered(every, apart=apart)
    write(Listing._meta.db_table, COLUMNS, ((edition, key) for key, _ in entries))
    if settings.SEARCH_BY_MEANING:
        found, border = pointed(every, [ways for _, ways in entries])
        Directions.objects.create(
            edition=edition,
            digest=digest(every),
            rows=found.tobytes(),
            border=border.numbers.tobytes() if border else b"",
        )
    _settle(many=len(entries) > MANY)


def wait_for_others() -> None:
    """Take the lock, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])


def forget(editions: Iterable[int]) -> None:
    """Take away the index of `editions`, and the entries that no other lists."""
    Listing.objects.filter(edition__in=list(editions)).delete()
    Directions.objects.filter(edition__in=list(editions)).delete()
    Entry.objects.filter(listing=None).delete()


def digest(every: Sequence[Thing]) -> str:
    """Return a digest of the names of the things of `every`, in their order, and of how
    many ways each has."""
    names = (
        f"{each.kind}:{each.slug}:{len(each.ways)}\n"
        for each in every
        if each.kind != ELSEWHERE
    )
    return sha256("".join(names).encode()).hexdigest()


def pointed(
    every: Sequence[Thing], ways: Sequence[Floats]
) -> tuple[Floats, Border | None]:
    """Return the direction of each thing of `every`, one a row, and the border to what
    is elsewhere, given the vectors of the ways of each."""
    count = sum(each.kind != ELSEWHERE for each in every)
    there = [np.empty((0, DIMENSIONS), np.float32), *ways[count:]]
    found = directions(ways[:count])
    return found, learnt(ways[:count], found, np.vstack(there))


def _settle(*, many: bool) -> None:
    """Put what was written into its place in the index, which else every search would
    have to, and where it is much, have it counted: until then Postgres plans as if
    there were few."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('entry_words')")
        for model in (Entry, Listing) if many else ():
            cursor.execute(f"ANALYZE {model._meta.db_table}")

"""Writing the index of an edition, called inside the transaction that records it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import numpy as np
from django.conf import settings
from django.db import connection

from guidance.content.model import Guidance
from guidance.search.entering import entered, write
from guidance.search.meaning import Floats, border, directions
from guidance.search.models import Directions, Entry, Listing
from guidance.search.things import ELSEWHERE, Thing, elsewhere, things

FEWEST_ELSEWHERE = 20
"""Questions that nothing answers from which the border can be learnt."""

MANY = 1000

KEY = 0x0FF1CE_1DE8
"""The number of the lock under which one process alone writes to the index."""

COLUMNS = {"edition": "int4", "entry_id": "int8"}


def index(edition: int, guidance: Guidance) -> None:
    """Write what `edition`, which holds `guidance`, is found by."""
    every = [*things(guidance), *elsewhere(guidance)]
    wait_for_others()
    entries = entered(every)
    write(Listing._meta.db_table, COLUMNS, ((edition, key) for key, _ in entries))
    if settings.SEARCH_BY_MEANING:
        rows = pointed(every, [ways for _, ways in entries])
        Directions.objects.create(
            edition=edition, digest=digest(every), rows=rows.tobytes()
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
    """Return a digest of the names of the things of `every`, in their order."""
    names = (f"{each.kind}:{each.slug}\n" for each in every if each.kind != ELSEWHERE)
    return sha256("".join(names).encode()).hexdigest()


def pointed(every: Sequence[Thing], ways: Sequence[Floats]) -> Floats:
    """Return the direction of each thing of `every`, one a row, and in the last the
    border to what is elsewhere; all nought where too little is known of that."""
    there = [ways[at] for at, each in enumerate(every) if each.kind == ELSEWHERE]
    here = ways[: len(every) - len(there)]
    found = directions(here)
    if len(there) < FEWEST_ELSEWHERE:
        return np.vstack([found, np.zeros_like(found[:1])])
    return np.vstack([found, border(np.vstack(here), np.vstack(there))])


def _settle(*, many: bool) -> None:
    """Put what was written into its place in the index, which else every search would
    have to, and where it is much, have it counted: until then Postgres plans as if
    there were few."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('entry_words')")
        for model in (Entry, Listing) if many else ():
            cursor.execute(f"ANALYZE {model._meta.db_table}")

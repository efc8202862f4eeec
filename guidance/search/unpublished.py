"""Searching what is not published, as officers would find it if it were.

A draft is indexed when it is first searched, under a number that no edition has, and
known by the digest of what it holds: while nobody edits, nothing is indexed again. The
last few are kept, in the database for every process and the newest in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from django.db import InternalError, OperationalError, connection, transaction

from guidance.editions.reading import Copy
from guidance.search.indexing import forget, index, wait_for_others
from guidance.search.models import DraftIndex
from guidance.search.things import things

FIRST_NUMBER = 1_000_000_000
"""No edition has a number as high."""

MOST_THINGS = 3_000
"""Of more nobody would wait for the index: titles and refs have to do."""

KEPT, IN_MEMORY = 4, 2

_lock = Lock()
_in_memory: OrderedDict[str, Copy] = OrderedDict()


def is_too_large(copy: Copy) -> bool:
    """Say whether `copy` is a draft of which only titles and refs are searched."""
    return not copy.number and sum(1 for _ in things(copy.guidance)) > MOST_THINGS


def indexed(copy: Copy) -> Copy | None:
    """Return `copy`, a draft, under the number that it is indexed by; None where Postgres
    is there and won't have it written. Raises what Postgres being away raises.

    It is the same in memory each time, so that what the search keeps of it is kept.
    """
    try:
        number = _number(copy)
    except (InternalError, OperationalError):
        if not connection.is_usable():
            raise
        return None
    with _lock:
        known = _in_memory.pop(copy.digest, None)
        if known is None or known.number != number:
            known = replace(copy, number=number)
        _in_memory[copy.digest] = known
        while len(_in_memory) > IN_MEMORY:
            _in_memory.popitem(last=False)
        return known


def _number(copy: Copy) -> int:
    """Return the number of the index of `copy`, which is made where there is none."""
    found = DraftIndex.objects.filter(digest=copy.digest).first()
    if found is None:
        with transaction.atomic():
            wait_for_others()
            found, is_new = DraftIndex.objects.get_or_create(digest=copy.digest)
            if is_new:
                index(FIRST_NUMBER + found.pk, copy.guidance)
                _drop_the_oldest()
    return FIRST_NUMBER + found.pk


def _drop_the_oldest() -> None:
    old = DraftIndex.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
    keys = list(old)
    forget([FIRST_NUMBER + each for each in keys])
    DraftIndex.objects.filter(pk__in=keys).delete()

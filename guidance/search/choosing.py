"""Which copy of the guidance a command searches: a pack, or an edition.

A pack is indexed under a number no edition has, in a transaction that is rolled back.
Nobody who publishes meanwhile waits for it: several trials at once have their own numbers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from guidance.content.lookup import Lookup
from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.editions.library import library
from guidance.editions.reading import Copy
from guidance.search.indexing import index

UNPUBLISHED = 2_000_000_000
MOST_TRIALS = 100_000_000
"""The numbers of trials begin at the one and end before the largest Postgres has."""


@contextmanager
def trial_copy(guidance: Guidance) -> Iterator[Copy]:
    """Yield a copy of `guidance` that can be searched, and leave no trace of it."""
    now, number = timezone.now(), UNPUBLISHED + os.getpid() % MOST_TRIALS
    with transaction.atomic():
        index(number, guidance, apart=str(number))
        yield Copy(number, "", "On trial", now, now, Lookup(guidance), {})
        transaction.set_rollback(True)


@contextmanager
def chosen(pack: Path | None, edition: int | None) -> Iterator[Copy]:
    """Yield what to search: the pack, the edition, or else the edition in force.

    Raises Refused for a pack that can't be read, and NoEdition.
    """
    if pack:
        with trial_copy(load_pack(pack)) as copy:
            yield copy
    elif edition:
        yield library.numbered(edition)
    else:
        yield library.current(timezone.now())

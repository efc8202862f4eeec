"""Which copy of the guidance a command searches: a pack, or an edition.

A pack is indexed under a number no edition has, in a transaction that is rolled back.
"""

from __future__ import annotations

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


@contextmanager
def trial_copy(guidance: Guidance) -> Iterator[Copy]:
    """Yield a copy of `guidance` that can be searched, and leave no trace of it."""
    now = timezone.now()
    with transaction.atomic():
        index(UNPUBLISHED, guidance)
        yield Copy(UNPUBLISHED, "", "On trial", now, now, Lookup(guidance), {})
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

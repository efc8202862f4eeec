"""The NYPD pack, indexed as edition 1, in a transaction that a file's tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from django.test import override_settings

from guidance.content.lookup import Lookup
from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.editions.reading import Copy
from guidance.search import entering
from guidance.search.indexing import index
from guidance.search.meaning import Floats
from guidance.search.model import NAME, vectors
from guidance.search.searching import outage

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def a_copy(guidance: Guidance, number: int = 1) -> Copy:
    """Return edition `number` as it is in memory; nothing of it is in the database."""
    return Copy(number, "", "A note.", NOON, NOON, Lookup(guidance), {})


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database for all tests of a file, rolled back after the last.

    The file must be marked django_db all the same: without a mark in the whole run
    pytest-django makes no test database.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


KEPT = ROOT / ".local" / f"vectors-{NAME}.npz"
MANY = 1000
read: dict[str, Floats] = {}
"""What the model made of each text: several files of tests index the pack, and reading
it takes the model many seconds where others work too. So a checkout reads it once."""


def remembered(texts: Sequence[str]) -> Floats:
    if not read and KEPT.exists():
        with np.load(KEPT) as kept:
            read.update(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    new = [each for each in texts if each not in read]
    read.update(zip(new, vectors(new), strict=True))
    if len(new) > MANY:
        aside = KEPT.with_suffix(f".{os.getpid()}.npz")
        np.savez(
            aside, texts=np.array(list(read)), vectors=np.array(list(read.values()))
        )
        aside.rename(KEPT)
    return np.array([read[each] for each in texts])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the first test of the pack the time to have it read."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="module", autouse=True)
def by_meaning() -> Iterator[None]:
    """Search by meaning, which other tests do without, and read no text twice."""
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(SEARCH_BY_MEANING=True),
    ):
        patch.setattr(entering, "vectors", remembered)
        yield


@pytest.fixture(scope="module")
def nypd(rows: None, by_meaning: None) -> Copy:
    copy = a_copy(load_pack(ROOT / "fixtures" / "nypd"))
    index(1, copy.guidance)
    return copy


@pytest.fixture(autouse=True)
def no_outage() -> Iterator[None]:
    outage.end()
    yield
    outage.end()

"""The NYPD pack, indexed as edition 1, in a transaction that a file's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from guidance.content.lookup import Lookup
from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.editions.reading import Copy
from guidance.search.indexing import index
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


@pytest.fixture(scope="module")
def nypd(rows: None) -> Copy:
    copy = a_copy(load_pack(ROOT / "fixtures" / "nypd"))
    index(1, copy.guidance)
    return copy


@pytest.fixture(autouse=True)
def no_outage() -> Iterator[None]:
    outage.end()
    yield
    outage.end()

"""Editions of a small guidance, and a library that knows nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from guidance.editions.library import library

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_library() -> Iterator[None]:
    library.forget()
    yield
    library.forget()

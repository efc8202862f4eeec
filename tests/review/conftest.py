"""The desk's people in their browsers, over one edition that is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guidance.accounts.roles import Role
from guidance.editions.library import library
from tests.review.desk_pages import client_of
from tests.review.desk_work import first_edition


@pytest.fixture
def one_edition(db: None) -> Iterator[None]:
    first_edition(at=timezone.now() - timedelta(days=1))
    yield
    library.forget()


@pytest.fixture
def tess(one_edition: None) -> Client:
    """A trainer."""
    return client_of("tess", Role.TRAINER)


@pytest.fixture
def sue(one_edition: None) -> Client:
    """A supervisor."""
    return client_of("sue", Role.SUPERVISOR)


@pytest.fixture
def sam(one_edition: None) -> Client:
    """Another supervisor."""
    return client_of("sam", Role.SUPERVISOR)

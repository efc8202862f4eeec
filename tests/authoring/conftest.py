"""The desk's cast, and the draft they work on.

Tess trains officers and writes; so does Tom. Sue supervises: she looks and approves.
Ada administers accounts. Olly is an officer who was given an account by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.filling import fill
from guidance.content.model import Guidance
from guidance.editions.library import library
from tests.content.a_guidance import a_guidance

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

CAST = {
    "tess": Role.TRAINER,
    "tom": Role.TRAINER,
    "sue": Role.SUPERVISOR,
    "ada": Role.ADMINISTRATOR,
    "olly": Role.OFFICER,
}


def signed_in(name: str) -> Client:
    if not User.objects.filter(username=name).exists():
        open_account(name, CAST[name])
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


@pytest.fixture(autouse=True)
def nothing_in_memory() -> Iterator[None]:
    library.forget()
    yield
    library.forget()


@pytest.fixture
def draft(db: Any) -> Guidance:
    """The Example Police Department's guidance, in the rows."""
    guidance = a_guidance()
    fill(guidance)
    return guidance


@pytest.fixture
def tess(draft: Guidance) -> Client:
    return signed_in("tess")


@pytest.fixture
def tom(draft: Guidance) -> Client:
    return signed_in("tom")


@pytest.fixture
def sue(draft: Guidance) -> Client:
    return signed_in("sue")


@pytest.fixture
def ada(draft: Guidance) -> Client:
    return signed_in("ada")

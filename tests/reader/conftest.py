"""Editions in memory and none in the database: a reader page needs no more.

The editions are recorded in a transaction that is rolled back once they have been
read. From there on pytest-django forbids every query, so each test here also proves
that its page asks the database nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from guidance.content.model import Guidance
from guidance.content.packs import load_pack
from guidance.editions.library import library
from guidance.editions.recording import record

ROOT = Path(__file__).resolve().parents[2]
FIRST = datetime(2025, 3, 1, 17, tzinfo=UTC)
SECOND = FIRST + timedelta(days=30)


@pytest.fixture(scope="session")
def nypd() -> Guidance:
    return load_pack(ROOT / "fixtures" / "nypd")


@pytest.fixture(scope="session")
def published(django_db_setup: None, django_db_blocker: Any) -> Callable[..., Any]:
    """Return a context in which the given guidances are the editions, in order, and
    `then` was done after that."""

    @contextmanager
    def editions(
        *guidances: Guidance, then: Callable[[], object] = lambda: None
    ) -> Iterator[None]:
        library.forget()
        with django_db_blocker.unblock(), transaction.atomic():
            for number, guidance in enumerate(guidances, start=1):
                at = FIRST if number == 1 else SECOND
                record(guidance, f"Note of edition {number}.", at=at)
            then()
            library.refresh(at=SECOND)
            for number in range(1, len(guidances) + 1):
                library.numbered(number)
            transaction.set_rollback(True)
        yield
        library.forget()

    return editions


@pytest.fixture(scope="module")
def site(published: Callable[..., Any], nypd: Guidance) -> Iterator[Guidance]:
    """The NYPD pack as the only edition."""
    with published(nypd):
        yield nypd


@pytest.fixture
def client() -> Client:
    return Client(SERVER_NAME="localhost", HTTP_X_FORWARDED_PROTO="https")


class Page(HTMLParser):
    """A page as a script sees it: its marks, links and text."""

    def __init__(self, response: Any) -> None:  # the test client has its own class
        super().__init__()
        self.status = response.status_code
        self.html = response.content.decode()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(self.html)

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))

    @property
    def kind(self) -> str:
        return next(iter(self.marked("data-page")), "")

    def marked(self, mark: str) -> list[str]:
        return [given[mark] for _, given in self.elements if mark in given]

    def links(self) -> list[str]:
        return [
            given["href"]
            for tag, given in self.elements
            if tag == "a" and given.get("href")
        ]

    def choices(self) -> dict[str, str]:
        """The address of each choice the page offers."""
        return {
            given["data-choice"]: given["href"]
            for _, given in self.elements
            if "data-choice" in given
        }

    def changes(self) -> list[str]:
        return [each for each in self.links() if "change_answer=" in each]


@pytest.fixture
def read(client: Client) -> Callable[[str], Page]:
    """Open an address and return the page."""
    return lambda address: Page(client.get(address))

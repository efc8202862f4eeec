"""Publishing killed between any two statements: the old edition or the new, no mixture.

The server ends the connection just before the statement with a number, as it does when
a process dies, for every number there is; and once more right after the commit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction

from guidance.editions.library import library
from guidance.editions.models import CallingOff, Edition, Snapshot
from guidance.editions.reading import read
from guidance.review.holding import TooLate
from guidance.review.publishing import Terms, publish_approved, ready
from guidance.search.models import Listing
from tests.content.a_guidance import a_guidance, a_scenario
from tests.review.desk_work import (
    LATER,
    approved,
    first_edition,
    person,
    published,
    written,
)

LEFT = a_scenario(answer="No, leave it there.")
URGENT = a_guidance(
    scenarios=[LEFT, a_scenario(slug="sell-it", ref="a02", question="Can I sell it?")]
)
OFF = frozenset({2})


@pytest.fixture
def in_the_way(committed: None) -> Iterator[None]:
    """Edition 1 is in force, 2 is to come, and what is urgent takes its place."""
    first_edition()
    for each in written(a_guidance(scenarios=[LEFT])):
        approved(each)
    published(in_force_from=LATER + timedelta(days=1))
    for each in written(URGENT):
        approved(each)
    yield
    library.forget()


def publish() -> Edition:
    keys = [each.submission.pk for each in ready(OFF)]
    terms = Terms("Urgent.", "urgent", on=1, call_off=OFF)
    return publish_approved(keys, terms, by=person("sue"), at=LATER)[0]


@contextmanager
def killed_before(number: int) -> Iterator[list[str]]:
    """End this connection before its statement `number`; yield what was sent so far."""
    sent: list[str] = []

    def statement(execute: Any, sql: str, *more: Any) -> Any:
        sent.append(sql)
        if len(sent) == number:
            kill()
        return execute(sql, *more)

    with connection.execute_wrapper(statement):
        yield sent


def kill() -> None:
    """End this thread's connection from another one, and wait until it is gone."""
    other: Any = connection.copy()
    with other.cursor() as cursor:
        pid = connection.connection.info.backend_pid
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


def rows() -> tuple[int, ...]:
    kept = Edition, CallingOff, Snapshot, Listing
    return tuple(each._default_manager.count() for each in kept)


def test_a_publisher_killed_before_any_statement_has_published_nothing(in_the_way):
    before, number = rows(), 0
    edition = None
    while edition is None:
        number += 1
        with killed_before(number) as sent:
            try:
                edition = publish()
            except Error:
                assert len(sent) == number
                connection.close()  # as a new process has a connection of its own
        if edition is None:
            assert rows() == before

    assert number > 20
    assert (edition.number, edition.previous) == (3, Edition.objects.get(pk=2).digest)
    assert read(edition).guidance == URGENT
    assert CallingOff.objects.get().edition_id == 2


class Died(Exception):
    """The process, after it committed and before it said so."""


@transaction.atomic
def publish_and_die() -> None:
    def die() -> None:
        raise Died

    publish()
    transaction.on_commit(die)


def test_a_publisher_killed_after_the_commit_has_published(in_the_way):
    with pytest.raises(Died):
        publish_and_die()

    assert read(Edition.objects.get(number=3)).guidance == URGENT
    with pytest.raises(TooLate, match="Edition 3 was published meanwhile by sue"):
        publish()

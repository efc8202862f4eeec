"""Holding the draft still: a reader of the whole waits for saves, and they for it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

from guidance.authoring.standing import about_to_save, hold_still

pytestmark = pytest.mark.django_db


def waits(act: Callable[[], None]) -> bool:
    """Say whether `act` has to wait on another connection, for what this one holds."""
    refused: list[bool] = []

    def attempt() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '100ms'")
                act()
            refused.append(False)
        except OperationalError:
            refused.append(True)
        finally:
            connection.close()

    thread = Thread(target=attempt)
    thread.start()
    thread.join()
    return refused[0]


def test_saves_do_not_wait_for_each_other():
    about_to_save()

    assert not waits(about_to_save)


def test_a_save_waits_while_the_draft_is_held_still():
    hold_still()

    assert waits(about_to_save)


def test_whoever_reads_the_whole_waits_for_a_save_that_is_not_finished():
    about_to_save()

    assert waits(hold_still)

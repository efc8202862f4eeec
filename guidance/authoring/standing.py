"""Holding the draft still while it is read or replaced as a whole.

A draft is read with many queries, and a save between two of them would put half of
somebody's work into an edition. A save holds a shared lock until it is committed;
whoever needs the whole takes the lock alone, and both let go with their transaction.
"""

from __future__ import annotations

from django.db import connection

KEY = 0x0FF1CE_DE5C
"""The number of the lock; it means nothing, and nothing else here takes one."""


def about_to_save() -> None:
    """Wait while the draft is held still; to be called inside a transaction."""
    _take("pg_advisory_xact_lock_shared")


def hold_still() -> None:
    """Keep every save waiting until the transaction around this ends."""
    _take("pg_advisory_xact_lock")


def _take(lock: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s)", [KEY])

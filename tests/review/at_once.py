"""Two people at once, for real: each on a thread and a connection of their own.

What they race for is held until all of them wait for it, so that each has begun before
any goes on, and none of this depends on how quick the machine is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic
from typing import Any

from django.db import connection, transaction

Act = Callable[[], Any]
LONGEST = 10.0


@dataclass
class Person:
    """Somebody doing something, and what came of it."""

    act: Act
    returned: Any = None
    raised: Exception | None = None
    thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = Thread(target=self._do)
        self.thread.start()

    def _do(self) -> None:
        try:
            self.returned = self.act()
        except Exception as error:  # whatever it was, the test looks at it
            self.raised = error
        finally:
            connection.close()

    def done(self) -> Person:
        self.thread.join(LONGEST)
        assert not self.thread.is_alive()
        return self


def waiting(count: int) -> None:
    """Return when `count` connections of this database wait for a lock."""
    until = monotonic() + LONGEST
    while _waiting() < count:
        assert monotonic() < until, "nobody waits"


def _waiting() -> int:
    with connection.cursor() as cursor:
        # Within a transaction one look at the connections would do for all others.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE NOT granted AND datname = current_database()"
        )
        return int(cursor.fetchone()[0])


def both(held: Act, *acts: Act) -> list[Person]:
    """Let the `acts` begin in this order while what is `held` keeps them waiting.

    Return when all of them are done.
    """
    people = []
    with transaction.atomic():
        held()
        for number, act in enumerate(acts, 1):
            people.append(Person(act))
            waiting(number)
    return [each.done() for each in people]

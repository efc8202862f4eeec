"""Remembering that Postgres is away, so that nobody waits for it letter by letter.

A connection that can't be had costs seconds, and while an officer types each of them
would hold a thread of the server. After a failure only one question in a few seconds
tries again; the others are answered from memory at once.
"""

from __future__ import annotations

from threading import Lock
from time import monotonic

PAUSE = 5.0
"""Seconds between two tries."""


class Outage:
    """Whether Postgres was away when somebody last looked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next_try: float | None = None

    def begin(self) -> None:
        self._next_try = monotonic() + PAUSE

    def end(self) -> None:
        self._next_try = None

    def may_try(self) -> bool:
        """Say whether to ask Postgres now; of those who wait for it only one may."""
        with self._lock:
            if self._next_try is None:
                return True
            if monotonic() < self._next_try:
                return False
            self.begin()
            return True

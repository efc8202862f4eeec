"""The editions of this process, in memory, and which of them is in force.

Readers never wait for the database: a thread of each process asks once a second
whether there is a new edition, with one cheap query, and reads it when there is. If
Postgres goes away, what is in memory goes on being served. Which edition is in force
is decided by the clock alone, among those known, so a scheduled edition comes into
force in every process at the same moment without anybody doing anything.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import Error, close_old_connections
from django.utils import timezone

from guidance.content.comparing import Changes, compare
from guidance.editions.models import Edition
from guidance.editions.reading import Copy, Unreadable, read

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks for a new edition; the promise to readers is two."""

KEPT = 12
"""How many copies stay in memory: the newest few, and old ones somebody is reading."""


class NoEdition(Exception):
    """There is no such edition, or none was in force."""


@dataclass(frozen=True)
class EditionLine:
    """What a list of editions says of one."""

    number: int
    digest: str
    note: str
    in_force_from: datetime
    published_at: datetime


class Library:
    """The editions as one process knows them. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._watcher: threading.Thread | None = None
        self.forget()

    def forget(self) -> None:
        """Forget everything, as a new process would have it."""
        with self._lock:
            self._lines: list[EditionLine] | None = None
            self._copies: OrderedDict[int, Copy] = OrderedDict()
            self.unreadable: frozenset[int] = frozenset()
            self.refreshed_at: datetime | None = None

    def refresh(self, *, at: datetime) -> None:
        """Learn of editions published since the last look, and read those that are
        in force or will be. Raises django.db.Error where the database is away.

        What can't be read is left out, and `unreadable` has its number: the last
        edition whose digests were right goes on being served, after a restart too.
        """
        newest = Edition.objects.order_by("-number").values_list("number", "digest")
        found = newest.first()
        if self._lines is None or found != self._newest():
            fields = ("number", "digest", "note", "in_force_from", "published_at")
            rows = Edition.objects.order_by("-number").values_list(*fields)
            self._learn([EditionLine(*row) for row in rows], at)
        self.refreshed_at = at

    def _newest(self) -> tuple[int, str] | None:
        return (self._lines[0].number, self._lines[0].digest) if self._lines else None

    def _learn(self, lines: list[EditionLine], at: datetime) -> None:
        """Take over `lines`, and read those of them that officers will need."""
        digests = {each.number: each.digest for each in lines}
        with self._lock:
            # Another database may stand where the old one was, with numbers alike.
            for number, copy in list(self._copies.items()):
                if digests.get(number) != copy.digest:
                    del self._copies[number]
        unreadable = set()
        for line in sorted(lines, key=lambda each: each.in_force_from, reverse=True):
            try:
                self._copy(line.number)
            except Unreadable as problem:
                log.error("%s", problem)
                unreadable.add(line.number)
                continue
            if line.in_force_from <= at:
                break
        with self._lock:
            self._lines = lines
            self.unreadable = frozenset(unreadable)

    def watch(self) -> None:
        """Begin to look for new editions in the background, once in a process."""
        with self._lock:
            if self._watcher is None:
                self._watcher = threading.Thread(target=self._look, daemon=True)
                self._watcher.start()

    def _look(self) -> None:
        pause = threading.Event()
        while True:
            try:
                self.refresh(at=timezone.now())
            except Error as problem:
                log.warning("no news of editions: %s", type(problem).__name__)
            close_old_connections()
            pause.wait(EVERY)

    def editions(self) -> list[EditionLine]:
        """Return every edition, the newest first."""
        if self._lines is None:
            self.refresh(at=timezone.now())
        return self._lines or []

    def current(self, at: datetime) -> Copy:
        """Return the edition in force `at`. Raises NoEdition where none was."""
        # Of two that came into force at the same moment the later number counts.
        in_force = [
            each
            for each in self.editions()
            if each.in_force_from <= at and each.number not in self.unreadable
        ]
        if not in_force:
            raise NoEdition("No edition was in force then.")
        line = max(in_force, key=lambda each: (each.in_force_from, each.number))
        return self._copy(line.number)

    def in_force_on(self, day: date) -> Copy:
        """Return the edition in force at the end of `day`, in the department's zone.

        Raises NoEdition where none was.
        """
        zone = ZoneInfo(self.newest().guidance.department.time_zone)
        try:
            midnight = datetime.combine(day + timedelta(days=1), time.min, zone)
        except OverflowError:
            raise NoEdition("No calendar goes that far.") from None
        return self.current(midnight - timedelta(microseconds=1))

    def newest(self) -> Copy:
        """Return the edition with the highest number, in force or not yet."""
        lines = self.editions()
        if not lines:
            raise NoEdition("Nothing was published yet.")
        return self._copy(lines[0].number)

    def numbered(self, number: int) -> Copy:
        """Return edition `number`. Raises NoEdition where there is none."""
        if not any(each.number == number for each in self.editions()):
            raise NoEdition(f"There is no edition {number}.")
        return self._copy(number)

    def changes(self, number: int) -> Changes:
        """Return what edition `number` changed against the one before it."""
        after = self.numbered(number).guidance
        before = self.numbered(number - 1).guidance if number > 1 else None
        return compare(before, after)

    def generation(self, at: datetime) -> str:
        """Return a word that changes whenever any reader page may have changed.

        It is empty where nothing is in memory to serve. It never asks the database.
        """
        lines = self._lines or []
        in_force = max(
            (each for each in lines if each.in_force_from <= at),
            key=lambda each: (each.in_force_from, each.number),
            default=None,
        )
        return f"{in_force.digest}/{lines[0].digest}" if in_force else ""

    def _copy(self, number: int) -> Copy:
        """Return the copy of edition `number`, from memory where it is there."""
        with self._lock:
            copy = self._copies.get(number)
            if copy is None:
                copy = read(Edition.objects.get(number=number))
                self._copies[number] = copy
                while len(self._copies) > KEPT:
                    self._copies.popitem(last=False)
            self._copies.move_to_end(number)
            return copy


library = Library()
"""The one library of this process."""

"""The editions of this process, in memory, and which of them is in force.

Readers never wait for the database: a thread of each process asks once a second
whether there is news, with one cheap query, and reads it when there is. If Postgres
goes away, what is in memory goes on being served. Which edition is in force is decided
by the clock alone, among those known, so a scheduled edition comes into force in every
process at the same moment without anybody doing anything. Recalls and reviews are news
of the same kind: rows that were added.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.db import Error, close_old_connections
from django.utils import timezone

from guidance.content.comparing import Changes, compare
from guidance.content.recalls import Recalls
from guidance.editions.models import Edition
from guidance.editions.news import EditionLine, Known, mark, read_known
from guidance.editions.reading import Copy, Unreadable, read

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks for news; the promise to readers is two."""

STALE = timedelta(seconds=5)
"""How long ago the last look may be before pages say that they may not be the newest."""

KEPT = 12
"""How many copies stay in memory: the newest few, and old ones somebody is reading."""


class NoEdition(Exception):
    """There is no such edition, or none was in force."""


class Library:
    """The editions as one process knows them. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._watcher: threading.Thread | None = None
        self.forget()

    def forget(self) -> None:
        """Forget everything, as a new process would have it."""
        with self._lock:
            self._known: Known | None = None
            self._zone: tzinfo = UTC
            self._copies: OrderedDict[int, Copy] = OrderedDict()
            self.unreadable: frozenset[int] = frozenset()
            self.refreshed_at: datetime | None = None

    def refresh(self, *, at: datetime) -> None:
        """Learn what happened since the last look, and read the editions that are in
        force or will be. Raises django.db.Error where the database is away.

        What can't be read is left out, and `unreadable` has its number: the last
        edition whose digests were right goes on being served, after a restart too.
        """
        found = mark()
        if self._known is None or found != self._known.mark:
            self._learn(read_known(found), at)
        self.refreshed_at = at

    def _learn(self, known: Known, at: datetime) -> None:
        """Take over `known`, and read those editions that officers will need."""
        digests = {each.number: each.digest for each in known.lines}
        with self._lock:
            # Another database may stand where the old one was, with numbers alike.
            for number, copy in list(self._copies.items()):
                if digests.get(number) != copy.digest:
                    del self._copies[number]
        unreadable, zone = self._read_ahead(known, at)
        with self._lock:
            self._known = known
            self._zone = zone or self._zone
            self.unreadable = unreadable

    def _read_ahead(
        self, known: Known, at: datetime
    ) -> tuple[frozenset[int], tzinfo | None]:
        """Read what is in force `at` or will be; return the numbers of what can't be
        read, and the zone of the department in what is in force."""
        unreadable, zone = set(), None
        for line in known.by_force():
            try:
                department = self._copy(line.number).guidance.department
            except Unreadable as problem:
                log.error("%s", problem)
                unreadable.add(line.number)
                continue
            zone = ZoneInfo(department.time_zone)
            if line.in_force_from <= at:
                break
        return frozenset(unreadable), zone

    def watch(self) -> None:
        """Begin to look for news in the background, once in a process."""
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

    def known(self) -> Known:
        """Return what this process knows; a new one asks the database first."""
        if self._known is None:
            self.refresh(at=timezone.now())
        return self._known or Known()

    def editions(self) -> tuple[EditionLine, ...]:
        """Return every edition, the newest first, those called off too."""
        return self.known().lines

    def current(self, at: datetime) -> Copy:
        """Return the edition in force `at`. Raises NoEdition where none was."""
        line = self._in_force(self.known(), at)
        if line is None:
            raise NoEdition("No edition was in force then.")
        return self._copy(line.number)

    def _in_force(self, known: Known, at: datetime) -> EditionLine | None:
        readable = (
            each for each in known.by_force(at) if each.number not in self.unreadable
        )
        return next(readable, None)

    def end_of(self, day: date, minute: time | None = None) -> datetime:
        """Return the last moment of `day`, or of its `minute`, as the department counts.

        Of a minute that the clock showed twice it is the later one's. Raises
        OverflowError where no calendar goes that far.
        """
        if minute is None:
            start = datetime.combine(day + timedelta(days=1), time.min)
        else:
            start = datetime.combine(day, minute) + timedelta(minutes=1)
        last = start - timedelta(microseconds=1)
        return last.replace(tzinfo=self.zone, fold=1).astimezone(UTC)

    def start_of(self, day: date) -> datetime:
        """Return when `day` begins, as the department counts days."""
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def in_force_before(self, at: datetime) -> Copy | None:
        """Return the edition in force until just before `at`, or None."""
        try:
            return self.current(at - timedelta(microseconds=1))
        except NoEdition:
            return None

    @property
    def zone(self) -> tzinfo:
        """The zone whose days the department counts."""
        self.known()
        return self._zone

    def newest(self) -> Copy:
        """Return the edition with the highest number that was not called off, in force
        or not yet."""
        lines = [each for each in self.editions() if each.called_off is None]
        if not lines:
            raise NoEdition("Nothing was published yet.")
        return self._copy(lines[0].number)

    def pulled(self, at: datetime | None = None) -> Recalls:
        """Return the recalls as they stand, or as they stood `at`.

        What officers see now is decided by the rows alone, not by this process's clock,
        which may go behind that of the one where somebody just pressed the button.
        """
        recalls = self.known().recalls
        return recalls if at is None else recalls.at(at)

    def reviewed(self, digest: str, at: datetime | None = None) -> datetime | None:
        """Return when the snapshot was last found right, up to `at` where given."""
        moments = self.known().reviewed.get(digest, ())
        return max((each for each in moments if at is None or each <= at), default=None)

    def first_stood(self, digest: str) -> datetime | None:
        """Return when an edition with the snapshot was first published."""
        return self.known().first_stood.get(digest)

    def replaced_at(self, number: int) -> datetime | None:
        """Return when another edition took, or will take, the place of `number`."""
        after = None
        for each in self.known().by_force():
            if each.number == number:
                return after
            after = each.in_force_from
        return None

    def numbered(self, number: int) -> Copy:
        """Return edition `number`. Raises NoEdition where there is none."""
        return self._copy(self.line(number).number)

    def line(self, number: int) -> EditionLine:
        """Return what lists say of edition `number`. Raises NoEdition."""
        for each in self.editions():
            if each.number == number:
                return each
        raise NoEdition(f"There is no edition {number}.")

    def before(self, number: int) -> EditionLine | None:
        """Return the edition that `number` took the place of, or was to: the one before
        it that was not called off. None for a first one."""
        lines = (each for each in self.editions() if each.number < number)
        return next((each for each in lines if each.called_off is None), None)

    def changes(self, number: int) -> Changes:
        """Return what edition `number` changed against the one before it."""
        after, before = self.numbered(number).guidance, self.before(number)
        return compare(self.numbered(before.number).guidance if before else None, after)

    def out_of_touch_since(self, at: datetime) -> datetime | None:
        """Return when this process last heard from the database, where that is too long
        ago for what it shows to be sure to be the newest; None where all is well.

        Only who watches is expected to hear anything.
        """
        heard = self.refreshed_at
        if self._watcher is None or heard is None or at - heard < STALE:
            return None
        return heard

    def generation(self, at: datetime) -> str:
        """Return a word that changes whenever any reader page may have changed.

        It is empty where nothing is in memory to serve. It never asks the database.
        """
        known = self._known
        in_force = self._in_force(known, at) if known else None
        if known is None or in_force is None:
            return ""
        # Pages say what day it is: what is due, and what is to come.
        day = at.astimezone(self._zone).date()
        word = f"{in_force.number}/{known.word}/{day}"
        # And they say so while they may not be the newest.
        return f"{word}/{heard}" if (heard := self.out_of_touch_since(at)) else word

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

"""Where a page takes its guidance from: the edition in force, edition n, or a moment's.

There are two clocks. `/as-of/` shows what was in force at the end of a day or a minute;
`/shown-on/` what this site showed then, with what was recalled at that moment. The
address prefix chooses, the page doesn't know. A chooser takes its own names out of
those the address gave and returns a `Source`; every link on the page is made by it, so
that links stay inside the prefix.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from guidance.content.department import Department
from guidance.content.lookup import Lookup
from guidance.content.recalls import NONE, Recalls
from guidance.content.values import ISO_DATE
from guidance.content.vocabulary import Provenance
from guidance.demand.counting import is_on
from guidance.editions.library import NoEdition, library
from guidance.editions.news import EditionLine
from guidance.editions.reading import Copy

# Pages about editions, and the data: they stand at one address whatever is read.
UNPREFIXED = {
    "compare",
    "current_json",
    "edition",
    "edition_json",
    "editions",
    "feed",
    "since",
}
MINUTE = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
PRESS = {Provenance.QUOTED, Provenance.REPORTED}


class NotHere(Http404):
    """There is no such page, and the text is a sentence for whoever asked for it."""


@dataclass(frozen=True)
class Today:
    """What is so now, beside what is read: the number of the edition in force, the next
    that is to come, and since when there may be news that this process didn't hear."""

    at: datetime
    in_force: int | None = None
    to_come: EditionLine | None = None
    unheard_since: datetime | None = None


@dataclass(frozen=True)
class Source:
    """The copy of an edition a page is made from, and the prefix its links keep.

    `at` is the moment that was asked for, where one was.
    """

    copy: Copy
    kind: str = "in_force"
    prefix: str = ""
    at: datetime | None = None
    today: Today | None = None
    called_off: datetime | None = None
    beside: Copy | None = None
    """The edition in force, for whoever tries a draft."""
    acts: tuple[tuple[str, str], ...] = ()
    """What people of the desk can do with the path they walked in a draft: words, and
    an address."""
    as_in_force: tuple[str, ...] = ()
    """Where the documents stand that are unfinished in a draft, and shown as in force."""
    left_out: tuple[str, ...] = ()
    """Where those stand that are unfinished, and not shown at all."""
    recalls: Recalls = NONE
    """What is pulled: a notice stands in its place on every page."""
    recalls_since: Recalls = NONE
    """What was recalled meanwhile: an old edition's words stand, and say so loudly."""

    @property
    def lookup(self) -> Lookup:
        return self.copy.lookup

    @property
    def department(self) -> Department:
        return self.copy.guidance.department

    @property
    def since(self) -> date:
        """The day the edition came into force, as the department counts days."""
        return self.local_day(self.copy.in_force_from)

    @property
    def now(self) -> datetime | None:
        """Now, on the department's clock."""
        return self.local(self.today.at) if self.today else None

    @property
    def to_come(self) -> datetime | None:
        """When the next edition comes into force, on the department's clock."""
        line = self.today.to_come if self.today else None
        return self.local(line.in_force_from) if line else None

    @property
    def unheard_since(self) -> datetime | None:
        """Since when there may be news that this page doesn't have."""
        heard = self.today.unheard_since if self.today else None
        return self.local(heard) if heard else None

    @property
    def is_in_force(self) -> bool:
        """Whether the edition read is the one that counts now."""
        return self.today is not None and self.today.in_force == self.copy.number

    @property
    def is_counted(self) -> bool:
        """Whether it is counted what searches find and don't: never of another edition."""
        return self.kind == "in_force" and is_on()

    @property
    def is_to_come(self) -> bool:
        """Whether the edition read is a plan, which may be called off."""
        return self.today is not None and self.copy.in_force_from > self.today.at

    @property
    def is_of_a_day_to_come(self) -> bool:
        """Whether a day was asked for of which nobody knows yet what it will bring."""
        if self.at is None or self.today is None:
            return False
        return self.local_day(self.at) > self.local_day(self.today.at)

    @property
    def asked(self) -> str:
        """The moment asked for, as it is said: a day, or a day and a minute."""
        if self.at is None:
            return ""
        local = self.local(self.at)
        day = f"{local:%-d %b} {local.year}"
        return f"{day}, {local:%H:%M}" if "T" in self.prefix else day

    @property
    def is_as_reported(self) -> bool:
        """Whether any of the policy text is known from the press alone."""
        sections = (section for _, section in self.lookup.sections.values())
        return any(each.provenance in PRESS for each in sections)

    def local(self, moment: datetime) -> datetime:
        """Return `moment` on the department's clock, with no zone of its own, so that
        nothing on the way to the page turns it into another."""
        zone = ZoneInfo(self.department.time_zone)
        return moment.astimezone(zone).replace(tzinfo=None)

    def local_day(self, moment: datetime) -> date:
        return self.local(moment).date()

    def url(self, name: str, *named: str | int) -> str:
        """Return the address of the reader page `name`, inside the prefix."""
        prefix = "" if name in UNPREFIXED else self.prefix
        return prefix + address(name, *named)


@lru_cache(maxsize=4096)
def address(name: str, *named: str | int) -> str:
    """Return the address of the reader page `name` in the edition in force."""
    return reverse(f"reader:{name}", args=named)


Chooser = Callable[[HttpRequest, dict[str, Any]], Source]


def today(at: datetime) -> Today:
    """Return what is so `at`. It needs no query once there is anything in memory."""
    to_come = [
        each
        for each in library.editions()
        if each.in_force_from > at and each.called_off is None
    ]
    try:
        in_force = library.current(at).number
    except NoEdition:
        in_force = None
    first = min(to_come, key=lambda each: each.in_force_from, default=None)
    return Today(at, in_force, first, library.out_of_touch_since(at))


def in_force(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Choose the edition in force now. Raises NoEdition before the first."""
    now = timezone.now()
    copy, recalls = library.current(now), library.pulled()
    return Source(copy, today=today(now), recalls=recalls)


def numbered(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Choose the edition whose number stands in the address."""
    number: int = named.pop("number")
    try:
        copy = library.numbered(number)
    except NoEdition:
        raise NotHere(f"There is no edition {number}.") from None
    return Source(
        copy,
        kind="edition",
        prefix=f"/editions/{number}",
        today=today(timezone.now()),
        called_off=library.line(number).called_off,
        recalls_since=library.pulled(),
    )


def as_of(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Choose the edition that counted at the end of the day or minute in the address."""
    return _of_a_moment(named, "as_of", "as-of")


def shown_on(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Choose what this site showed at the end of the day or minute in the address."""
    return _of_a_moment(named, "shown_on", "shown-on")


def _of_a_moment(named: dict[str, Any], kind: str, word: str) -> Source:
    written: str = named.pop("moment")
    at = end_of(written)
    try:
        copy = library.current(at)
    except NoEdition:
        raise NotHere(nothing_yet(written)) from None
    prefix = f"/{word}/{written}"
    return Source(
        copy,
        kind,
        prefix,
        at=at,
        today=today(timezone.now()),
        recalls=library.pulled(at) if kind == "shown_on" else NONE,
        recalls_since=library.pulled(),
    )


def end_of(written: str) -> datetime:
    """Return the end of the day, or of the minute, that is `written` as `2026-11-03` or
    `2026-11-03T14:30`. Raises NotHere where there is no such moment."""
    day, _, minute = written.partition("T")
    when = a_day(day), time.fromisoformat(minute) if MINUTE.fullmatch(minute) else None
    if minute and when[1] is None:
        raise NotHere(f"There is no time {written[:40]}.")
    try:
        return library.end_of(*when)
    except OverflowError:
        raise NotHere("No calendar goes that far.") from None


def a_day(written: str) -> date:
    """Return the day that is `written` as `2026-11-03`. Raises NotHere where none is."""
    try:
        if ISO_DATE.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise NotHere(f"There is no day {written[:40]} in the calendar.")


def nothing_yet(written: str) -> str:
    """Return in a sentence why there is nothing to show of the moment `written`."""
    first = min((each.in_force_from for each in library.editions()), default=None)
    if first is None:
        raise NoEdition("Nothing was published yet.")
    began = first.astimezone(library.zone)
    day = date.fromisoformat(written.partition("T")[0])
    return (
        f"No guidance of this site was in force on {day:%-d %B} {day.year}. The first "
        f"edition came into force on {began:%-d %B} {began.year}: an earlier day has "
        "nothing to show, and nothing is missing."
    )

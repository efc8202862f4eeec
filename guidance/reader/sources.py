"""Where a page takes its guidance from: the edition in force, edition n, or a day's.

The address prefix chooses, the page doesn't know. A chooser takes its own names out of
those the address gave and returns a `Source`; every link on the page is made by it, so
that links stay inside the prefix.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from guidance.content.department import Department
from guidance.content.lookup import Lookup
from guidance.content.vocabulary import Provenance
from guidance.editions.library import NoEdition, library
from guidance.editions.reading import Copy

# Pages about editions, and the data: they stand at one address whatever is read.
UNPREFIXED = {"editions", "edition", "edition_json", "current_json"}
PRESS = {Provenance.QUOTED, Provenance.REPORTED}


class NotHere(Http404):
    """There is no such page, and the text is a sentence for whoever asked for it."""


@dataclass(frozen=True)
class Source:
    """The copy of an edition a page is made from, and the prefix its links keep."""

    copy: Copy
    kind: str = "in_force"
    prefix: str = ""
    day: date | None = None
    beside: Copy | None = None
    """The edition in force, for whoever tries a draft."""

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
    def is_as_reported(self) -> bool:
        """Whether any of the policy text is known from the press alone."""
        sections = (section for _, section in self.lookup.sections.values())
        return any(each.provenance in PRESS for each in sections)

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.department.time_zone)).date()

    def url(self, name: str, *named: str | int) -> str:
        """Return the address of the reader page `name`, inside the prefix."""
        prefix = "" if name in UNPREFIXED else self.prefix
        return prefix + address(name, *named)


@lru_cache(maxsize=4096)
def address(name: str, *named: str | int) -> str:
    """Return the address of the reader page `name` in the edition in force."""
    return reverse(f"reader:{name}", args=named)


Chooser = Callable[[HttpRequest, dict[str, Any]], Source]


def in_force(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Choose the edition in force now. Raises NoEdition before the first."""
    return Source(library.current(timezone.now()))


def numbered(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Choose the edition whose number stands in the address."""
    number: int = named.pop("number")
    try:
        copy = library.numbered(number)
    except NoEdition:
        raise NotHere(f"There is no edition {number}.") from None
    return Source(copy, kind="edition", prefix=f"/editions/{number}")


def as_of(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Choose the edition in force at the end of the day that stands in the address."""
    written: str = named.pop("day")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise NotHere(f"There is no day {written} in the calendar.") from None
    try:
        copy = library.in_force_on(day)
    except NoEdition:
        raise NotHere(f"No edition was in force on {day:%-d %B} {day.year}.") from None
    return Source(copy, kind="as_of", prefix=f"/as-of/{written}", day=day)

"""When a supervisor last found an answer right, as its page says it.

Everything is read from memory and on the clock of the page: an old edition says what
was so while it counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from guidance.content.checking import place
from guidance.content.model import Scenario, Wizard
from guidance.content.upkeep import Upkeep, due_on, upkeep
from guidance.editions.library import library
from guidance.reader.sources import Source


@dataclass(frozen=True)
class Review:
    """The day of the last review, None where there was none, and the day by which the
    next one was due, where that is past."""

    on: date | None
    overdue_since: date | None = None


def last_review(document: Scenario | Wizard, source: Source) -> Review | None:
    """Return what is known of the reviews of `document`, None of a draft's."""
    snapshot, at = source.copy.snapshots.get(place(document)), clock(source)
    if snapshot is None or at is None:
        return None
    reviewed = library.reviewed(snapshot, at)
    on = source.local_day(reviewed) if reviewed else None
    first = library.first_stood(snapshot)
    if not isinstance(document, Scenario) or first is None:
        return Review(on)
    due = due_on(on or source.local_day(first), document.review_every)
    is_overdue = upkeep(due, source.local_day(at)) is Upkeep.OVERDUE
    return Review(on, due if is_overdue else None)


def clock(source: Source) -> datetime | None:
    """Return the moment at which a page shows its guidance: now, the moment asked for,
    or the end of an edition's time."""
    if source.today is None:
        return None
    now = source.today.at
    if source.at:
        return min(source.at, now)
    if source.kind != "edition":
        return now
    ended = library.replaced_at(source.copy.number)
    return min(ended, now) if ended else now

"""When an answer has to be looked at again: months after somebody last did.

Days are the department's; whoever asks brings them. Nothing here knows today.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

NOTICE = timedelta(days=30)
"""How long before its day an answer counts as due."""


class Upkeep(StrEnum):
    """How it stands with an answer that has to be looked at by a day."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"


def due_on(last: date, months: int) -> date:
    """Return the day `months` after `last`: the same day of the month, or the last one
    of a month that has no such day."""
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    _, length = monthrange(year, month + 1)
    return date(year, month + 1, min(last.day, length))


def upkeep(due: date, today: date) -> Upkeep:
    """Return how it stands `today` with what has to be looked at by the day `due`."""
    if today > due:
        return Upkeep.OVERDUE
    return Upkeep.DUE if due - today <= NOTICE else Upkeep.FRESH

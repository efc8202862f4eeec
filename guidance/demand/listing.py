"""The trainers' list: what officers look for and don't find, and what they open.

Nothing is shown that fewer different days have seen than are set. Once somebody is done
with a question only the days after that count, so it comes back when it is asked as
often again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum

from guidance.demand.counting import last_forgotten
from guidance.demand.models import Opened, Unfound, UnfoundWords

WEEK = timedelta(days=7)
WEEKS = 4
MOST = 200
"""How much of each is shown."""


@dataclass(frozen=True)
class Sought:
    """Words that officers looked for in vain: on how many days, how often, last when."""

    digest: str
    words: str
    days: int
    times: int
    last: date


@dataclass
class Read:
    """Something that was opened from searches, in each of the weeks that are shown."""

    kind: str
    ref: str
    weeks: dict[date, int] = field(default_factory=dict)

    @property
    def times(self) -> int:
        return sum(self.weeks.values())


def sought(day: date) -> list[Sought]:
    """Return what was looked for and not found, what the most days have seen first."""
    done = UnfoundWords.objects.filter(digest=OuterRef("digest"))
    rows = (
        Unfound.objects.filter(day__gt=last_forgotten(day))
        .annotate(done=Subquery(done.values("done_on")))
        .filter(Q(done=None) | Q(day__gt=F("done")))
        .values("digest")
        .annotate(days=Count("day"), all=Sum("times"), last=Max("day"))
        .filter(days__gte=settings.COUNT_AFTER_DAYS)
        .order_by("-days", "-all", "digest")[:MOST]
    )
    words = _words(row["digest"] for row in rows)
    return [
        Sought(row["digest"], said, row["days"], row["all"], row["last"])
        for row in rows
        if (said := words.get(row["digest"]))
    ]


def _words(digests: Iterable[str]) -> Mapping[str, str]:
    rows = UnfoundWords.objects.filter(digest__in=list(digests))
    return dict(rows.values_list("digest", "words"))


def opened(day: date) -> list[Read]:
    """Return what was opened from searches in the last weeks, the most opened first."""
    mondays = weeks(day)
    rows = Opened.objects.filter(day__gte=mondays[-1], day__lte=day)
    often = (
        rows.values("kind", "ref")
        .annotate(days=Count("day"))
        .filter(days__gte=settings.COUNT_AFTER_DAYS)
    )
    found = {
        (row["kind"], row["ref"]): Read(
            row["kind"], row["ref"], dict.fromkeys(mondays, 0)
        )
        for row in often
    }
    for row in rows:
        if read := found.get((row.kind, row.ref)):
            read.weeks[monday(row.day)] += row.times
    most = sorted(found.values(), key=lambda each: (-each.times, each.kind, each.ref))
    return most[:MOST]


def weeks(day: date) -> list[date]:
    """Return the Mondays of the weeks that are shown, the week of `day` first."""
    return [monday(day) - each * WEEK for each in range(WEEKS)]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def done(digest: str, *, day: date) -> str:
    """Take a question off the list until it is asked as often again; return its words,
    or nothing where it is gone."""
    row = UnfoundWords.objects.filter(digest=digest).first()
    if row is None:
        return ""
    UnfoundWords.objects.filter(digest=digest).update(done_on=day)
    return row.words

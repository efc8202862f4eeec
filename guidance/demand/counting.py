"""Counting: one more of the same on the same day, and forgetting what is old.

A question that found nothing is a digest first. On the day that makes enough different
days, the words that came then are kept; those of the days before were never written
down. Everything is bounded, for anybody can send anything: the digests of a day, and
how often each counts. Whatever is counted, what is older than the window goes.

The database decides races: every write is an INSERT that says what to do where the row
is there already.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from guidance.demand.models import Opened, Unfound, UnfoundWords
from guidance.demand.nameless import Words, alike

MOST_A_DAY = 500
"""Different questions that are counted in a day; what comes after them is not."""

MOST_TIMES = 1000
"""How often one question or one thing counts in a day."""

# The guard in WHERE looks at rows that are committed: many at once may pass it together,
# and a day then has a few more than it should.
COUNT_UNFOUND = """
INSERT INTO demand_unfound (day, digest, times)
SELECT %(day)s, %(digest)s, 1
WHERE EXISTS (SELECT FROM demand_unfound WHERE day = %(day)s AND digest = %(digest)s)
   OR (SELECT count(*) FROM demand_unfound WHERE day = %(day)s) < %(most_a_day)s
ON CONFLICT (day, digest)
DO UPDATE SET times = least(demand_unfound.times + 1, %(most_times)s)
"""
KEEP_WORDS = """
INSERT INTO demand_unfoundwords (digest, words)
SELECT %(digest)s, %(words)s
WHERE (SELECT count(*) FROM demand_unfound
       WHERE digest = %(digest)s AND day > %(forgotten)s) >= %(after)s
ON CONFLICT (digest) DO NOTHING
"""
COUNT_OPENED = """
INSERT INTO demand_opened (day, kind, ref, times) VALUES (%(day)s, %(kind)s, %(ref)s, 1)
ON CONFLICT (day, kind, ref)
DO UPDATE SET times = least(demand_opened.times + 1, %(most_times)s)
"""


def is_on() -> bool:
    """Say whether this site counts at all."""
    return settings.COUNT_AFTER_DAYS > 0


def digest(kept: Words) -> str:
    """Return what stands for a question until its words may be kept.

    The key is the site's secret: without it nobody can try words out on the table.
    """
    return salted_hmac(__name__, alike(kept), algorithm="sha256").hexdigest()


@transaction.atomic
def count_unfound(kept: Words, *, day: date) -> None:
    """Count a question that found nothing, of which the words `kept` may be kept.

    Raises django.db.Error where the database is away.
    """
    forget(day)
    with connection.cursor() as cursor:
        values: dict[str, str | int | date] = {
            "day": day,
            "digest": digest(kept),
            "words": " ".join(kept),
            "forgotten": last_forgotten(day),
            "after": settings.COUNT_AFTER_DAYS,
            "most_a_day": MOST_A_DAY,
            "most_times": MOST_TIMES,
        }
        cursor.execute(COUNT_UNFOUND, values)
        cursor.execute(KEEP_WORDS, values)


@transaction.atomic
def count_opened(kind: str, ref: str, *, day: date) -> None:
    """Count that something was opened from a search. Raises as `count_unfound` does."""
    forget(day)
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT_OPENED,
            {"day": day, "kind": kind, "ref": ref, "most_times": MOST_TIMES},
        )


def forget(day: date) -> None:
    """Delete what is too old on `day`, and words of which no day is left."""
    old = last_forgotten(day)
    Opened.objects.filter(day__lte=old).delete()
    if Unfound.objects.filter(day__lte=old).delete()[0]:
        left = Unfound.objects.values("digest")
        UnfoundWords.objects.exclude(digest__in=left).delete()


def forget_all() -> None:
    """Delete every count there is."""
    for table in (UnfoundWords, Unfound, Opened):
        table.objects.all().delete()


def last_forgotten(day: date) -> date:
    """Return the last day of which nothing is kept any more on `day`."""
    return day - timedelta(days=settings.COUNT_FOR_DAYS)

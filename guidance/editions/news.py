"""What a process knows of the editions, and the one cheap query that says it is old.

Editions, callings-off, recalls and reviews are rows that are only ever added, so how
many there are of each, and the latest moment, says whether anything is new. Then all of
it is read again and takes the place of what was known, in one piece.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import connection

from guidance.content.recalls import NONE, Recalls, Recorded, Step
from guidance.editions.models import CallingOff, Edition, Recall, RecallStep, Reviewed

# Not the highest key: of two rows the one with the lower key may be committed last.
LOOK = """
SELECT
    (SELECT (count(*), max(number))::text FROM editions_edition),
    (SELECT digest FROM editions_edition ORDER BY number DESC LIMIT 1),
    (SELECT (count(*), max(at))::text FROM editions_callingoff),
    (SELECT (count(*), max(at))::text FROM editions_recall),
    (SELECT (count(*), max(at))::text FROM editions_recallstep),
    (SELECT (count(*), max(at))::text FROM editions_reviewed)
"""

Mark = tuple[object, ...]


@dataclass(frozen=True)
class EditionLine:
    """What a list of editions says of one. `by` is a name, "" where a pack was
    published when the site was set up; `called_off` is when, where it was."""

    number: int
    digest: str
    note: str
    in_force_from: datetime
    published_at: datetime
    grade: str = ""
    by: str = ""
    called_off: datetime | None = None


@dataclass(frozen=True)
class Known:
    """What there is, as it was last read: the editions, the newest first, the recalls,
    when each snapshot was reviewed and when it first stood in an edition. `word` changes
    with any of it; `mark` was taken before it was read."""

    lines: tuple[EditionLine, ...] = ()
    recalls: Recalls = NONE
    reviewed: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    word: str = ""
    mark: Mark = ()
    first_stood: Mapping[str, datetime] = field(default_factory=dict)

    @cached_property
    def _by_force(self) -> list[EditionLine]:
        lasting = (each for each in self.lines if each.called_off is None)
        return sorted(
            lasting, key=lambda each: (each.in_force_from, each.number), reverse=True
        )

    def by_force(self, at: datetime | None = None) -> Iterator[EditionLine]:
        """Yield the editions that had come into force `at`, or ever will: the latest
        first, which is the one in force.

        One that was called off is never in force. Of two that came into force at the
        same moment the later number counts.
        """
        for each in self._by_force:
            if at is None or each.in_force_from <= at:
                yield each


def mark() -> Mark:
    """Return what is different as soon as there is any news, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK)
        found: Mark | None = cursor.fetchone()
    return found or ()


def read_known(mark: Mark) -> Known:
    """Return what there is, under the `mark` that says when it is old."""
    lines, recorded, reviewed = tuple(_lines()), tuple(_recalls()), _reviewed()
    said = repr((lines, recorded, sorted(reviewed.items())))
    word = hashlib.sha256(said.encode()).hexdigest()
    return Known(lines, Recalls(recorded), reviewed, word, mark, read_first_stood())


def _lines() -> list[EditionLine]:
    called_off = dict(CallingOff.objects.values_list("edition_id", "at"))
    rows = Edition.objects.order_by("-number").values_list(
        "number", "digest", "note", "in_force_from", "published_at", "grade"
    )
    by = _publishers()
    return [
        EditionLine(*row, by=by.get(row[0], ""), called_off=called_off.get(row[0]))
        for row in rows
    ]


def _publishers() -> dict[int, str]:
    people = Edition.objects.filter(published_by__isnull=False).values_list(
        "number", "published_by__name", "published_by__username"
    )
    return {number: name or username for number, name, username in people}


def _recalls() -> list[Recorded]:
    steps: dict[int, list[Step]] = defaultdict(list)
    taken = RecallStep.objects.order_by("id").values_list("recall_id", "what", "at")
    for recall, what, at in taken:
        steps[recall].append(Step(what, at))
    rows = Recall.objects.order_by("id").values_list(
        "id", "kind", "ref", "title", "reason", "alone", "at"
    )
    return [Recorded(*row, steps=tuple(steps[row[0]])) for row in rows]


def _reviewed() -> dict[str, tuple[datetime, ...]]:
    found: dict[str, list[datetime]] = defaultdict(list)
    for name, at in Reviewed.objects.order_by("at").values_list("snapshot_id", "at"):
        found[name].append(at)
    return {name: tuple(moments) for name, moments in found.items()}


# What was called off never stood before an officer.
FIRST_STOOD = """
SELECT snapshot, min(published_at)
FROM editions_edition
LEFT JOIN editions_callingoff ON edition_id = number,
unnest(documents) AS snapshot
WHERE edition_id IS NULL
GROUP BY snapshot
"""


def read_first_stood() -> dict[str, datetime]:
    """Return when each snapshot first stood in an edition, by digests."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_STOOD)
        return dict(cursor.fetchall())

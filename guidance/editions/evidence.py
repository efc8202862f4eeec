"""The rows that are evidence beside the editions, each with a name made of what it says.

A recall, a calling-off or an approval stands in no edition's documents, so the chain of
the editions would not tell if one were changed past the triggers. Therefore an edition
also holds the names of all such rows that were written since the edition before: from
then on a row that is changed or missing shows as a name without its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from guidance.content.freezing import digest
from guidance.editions.models import CallingOff, Edition, Recall, Reviewed, moment

Said = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """A row: the word for what it is, what to call it, and all that it says.

    It says whose it is by the account's key, and what it belongs to by the name of
    that, so that nothing in it depends on where the row stands in its table.
    """

    what: str
    title: str
    said: Said

    @property
    def name(self) -> str:
        return f"{self.what} {digest(self.said)}"


Rows = Callable[[], Iterator[Evidence]]

_every: list[Rows] = []


def register(rows: Rows) -> Rows:
    """Let what `rows` yields be vouched for, as a package above this one needs."""
    _every.append(rows)
    return rows


def evidence() -> Iterator[Evidence]:
    """Yield every row there is, kind by kind, each kind in the order of time."""
    for rows in _every:
        yield from rows()


def not_vouched_for() -> list[str]:
    """Return the names of the rows that no edition vouches for yet, in order."""
    known = {
        name
        for names in Edition.objects.values_list("vouches_for", flat=True)
        for name in names
    }
    return sorted({each.name for each in evidence()} - known)


@register
def callings_off() -> Iterator[Evidence]:
    for row in CallingOff.objects.order_by("at", "edition"):
        said = {
            "edition": row.edition_id,
            "reason": row.reason,
            "at": moment(row.at),
            "by": row.by_id,
        }
        title = f"edition {row.edition_id} called off"
        yield Evidence("calling_off", title, said)


@register
def recalls() -> Iterator[Evidence]:
    """Yield each recall, and after it what was done about it."""
    for row in Recall.objects.order_by("at", "kind", "ref").prefetch_related("steps"):
        said = {
            "kind": row.kind,
            "ref": row.ref,
            "title": row.title,
            "reason": row.reason,
            "alone": row.alone,
            "at": moment(row.at),
            "by": row.by_id,
        }
        recall = Evidence("recall", f"recall of {row.kind} {row.ref}", said)
        yield recall
        yield from _steps(row, recall)


def _steps(row: Recall, recall: Evidence) -> Iterator[Evidence]:
    for step in sorted(row.steps.all(), key=lambda each: (each.at, each.what)):
        said = {
            "recall": recall.name,
            "step": step.what,
            "reason": step.reason,
            "at": moment(step.at),
            "by": step.by_id,
        }
        done = step.what.replace("_", " ")
        yield Evidence("recall_step", f"{recall.title}, {done}", said)


@register
def reviewed() -> Iterator[Evidence]:
    for row in Reviewed.objects.order_by("at", "snapshot"):
        said = {"snapshot": row.snapshot_id, "at": moment(row.at)}
        title = f"review of snapshot {row.snapshot_id[:12]}"
        yield Evidence("reviewed", title, said)

"""Where submissions stand, read from the rows beside them.

Nothing keeps a standing: a submission is approved as long as enough of its approvals
count, and an approval counts as long as what was signed is still so in the desk's
candidate. Everything here asks the same few queries for one submission and for all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from django.db.models import Prefetch

from guidance.accounts.models import User
from guidance.content.checking import place
from guidance.content.model import Document, kind_of
from guidance.content.signing import broken
from guidance.content.titles import titled
from guidance.review.candidate import (
    ENDS,
    Candidate,
    desk_candidate,
    marked,
    place_under_review,
    topic_of,
)
from guidance.review.models import Approval, Step, Submission


class Standing(StrEnum):
    """What a submission is at the moment."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    APPROVED = "approved"
    VOIDED = "voided"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    PUBLISHED = "published"

    @property
    def is_live(self) -> bool:
        """Whether it is still under review, or approved and to be published."""
        return self in LIVE


LIVE = {Standing.WAITING, Standing.CLAIMED, Standing.APPROVED, Standing.VOIDED}


@dataclass(frozen=True)
class Position:
    """A submission and where it stands.

    `reasons` say why approvals no longer count, `needed` how many must, `counting`
    which do. `claimed` is the step of whoever is on it; `end` the one that returned or
    withdrew it, `newer` the key of the submission that took its place, `published_in`
    the number of the edition it is in.
    """

    submission: Submission
    standing: Standing
    needed: int = 1
    reasons: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    approvals: tuple[Approval, ...] = ()
    counting: tuple[Approval, ...] = ()
    claimed: Step | None = None
    end: Step | None = None
    newer: int | None = None
    published_in: int | None = None

    @property
    def claimed_by(self) -> User | None:
        return self.claimed.by if self.claimed else None

    @property
    def sentence(self) -> str:
        """Say where it stands, for whoever wanted something else of it."""
        by = self.claimed_by
        names = " and ".join(str(each.by) for each in self.counting or self.approvals)
        why = ", ".join(self.reasons)
        return {
            Standing.WAITING: "It waits for a supervisor.",
            Standing.CLAIMED: f"{by} is on it.",
            Standing.APPROVED: f"It is approved, by {names}.",
            Standing.VOIDED: f"Its approval is void: {why}.",
            Standing.RETURNED: f"{self.end and self.end.by} has returned it.",
            Standing.WITHDRAWN: f"{self.end and self.end.by} has withdrawn it.",
            Standing.OVERTAKEN: "Another version has taken its place.",
            Standing.PUBLISHED: f"It was published in edition {self.published_in}.",
        }[self.standing]


@dataclass(frozen=True)
class Voided:
    """A document in force whose signature no longer counts, and why.

    It has no submission of its own; whoever takes it up makes one.
    """

    kind: str
    slug: str
    title: str
    topic: str
    place: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Queue:
    """What there is to do at the desk, the oldest first."""

    positions: tuple[Position, ...]
    voided: tuple[Voided, ...]
    candidate: Candidate


def standings(
    submissions: Iterable[Submission], candidate: Candidate | None = None
) -> dict[int, Position]:
    """Return where each of the `submissions` stands, by their keys and in their order.

    It is read anew; what the rows at hand say doesn't matter. Raises NoEdition where
    nothing was published yet.
    """
    keys = [each.pk for each in submissions]
    candidate = candidate or desk_candidate()
    rows = {row.pk: row for row in _rows(keys, candidate)}
    return {key: _position(rows[key], candidate) for key in keys}


def queue(without: Collection[int] = ()) -> Queue:
    """Return what is under review, and what is in force and voided by it.

    A renewal that is approved is done with, until what it rests on changes.
    """
    candidate = desk_candidate(without)
    found = standings(candidate.submissions.values(), candidate).values()
    return Queue(
        positions=tuple(each for each in found if not _is_done(each)),
        voided=tuple(_voided(candidate)),
        candidate=candidate,
    )


def _rows(keys: list[int], candidate: Candidate) -> Any:
    """Return the submissions with all that is needed here, in a few queries."""
    steps = Step.objects.select_related("by").order_by("pk")
    approvals = Approval.objects.select_related("by").order_by("pk")
    return (
        marked(candidate.without)
        .filter(pk__in=keys)
        .select_related("snapshot", "by")
        .prefetch_related(Prefetch("steps", steps), Prefetch("approvals", approvals))
    )


def _is_done(position: Position) -> bool:
    is_approved = position.standing is Standing.APPROVED
    return is_approved and position.submission.is_renewal


def _voided(candidate: Candidate) -> Iterator[Voided]:
    for where, document in candidate.in_force.items():
        is_there = candidate.snapshots.get(where) == candidate.base.snapshots[where]
        if is_there and where not in candidate.submissions:
            reasons = candidate.broken_since_base(where)
            if reasons:
                yield _in_force(document, candidate, reasons)


def _in_force(document: Document, candidate: Candidate, reasons: list[str]) -> Voided:
    return Voided(
        kind=kind_of(document),
        slug=document.slug,
        title=titled(document, candidate.lookup.wizards, candidate.base.lookup.wizards),
        topic=topic_of(document, candidate.base.lookup),
        place=place(document),
        reasons=tuple(reasons),
    )


def _position(row: Any, candidate: Candidate) -> Position:
    steps, approvals = tuple(row.steps.all()), tuple(row.approvals.all())
    end = next((each for each in steps if each.what in ENDS), None)
    known = {
        "submission": row,
        "needed": candidate.needed(row),
        "steps": steps,
        "approvals": approvals,
        "end": end,
        "newer": row.newer,
        "published_in": row.published_in,
    }
    ended = _ended(row, end, candidate)
    if ended:
        return Position(standing=ended, **known)
    return _live(row, candidate, known)


def _ended(row: Any, end: Step | None, candidate: Candidate) -> Standing | None:
    if end:
        return Standing(end.what)
    if row.published_in:
        return Standing.PUBLISHED
    found = candidate.submissions.get(place_under_review(row))
    # A renewal of what is no longer in force is not among those under review either.
    if row.newer or found is None or found.pk != row.pk:
        return Standing.OVERTAKEN
    return None


def _live(row: Any, candidate: Candidate, known: dict[str, Any]) -> Position:
    approvals: tuple[Approval, ...] = known["approvals"]
    now = candidate.signed(place_under_review(row))
    why = {each.pk: broken(each.signed, now) for each in approvals}
    counting = tuple(each for each in approvals if not why[each.pk])
    claimed = _claim(known["steps"], approvals)
    needed = known["needed"]
    if _people(counting) >= needed:
        standing = Standing.APPROVED
    elif _people(approvals) >= needed:
        standing = _once_approved(row, candidate)
    else:
        standing = Standing.CLAIMED if claimed else Standing.WAITING
    reasons = () if standing is Standing.APPROVED else chain(*why.values())
    return Position(
        standing=standing,
        reasons=tuple(dict.fromkeys(reasons)),
        counting=counting,
        claimed=claimed,
        **known,
    )


def _once_approved(row: Submission, candidate: Candidate) -> Standing:
    """Return what a submission is whose approvals no longer count.

    A renewal whose words came back to what is in force has nothing left to renew.
    """
    if row.is_renewal and not candidate.broken_since_base(place_under_review(row)):
        return Standing.APPROVED
    return Standing.VOIDED


def _people(approvals: Iterable[Approval]) -> int:
    return len({each.by_id for each in approvals})


def _claim(steps: Iterable[Step], approvals: Iterable[Approval]) -> Step | None:
    """Return the step of whoever is on it now; an approval has done what it was for."""
    turns = {Step.What.CLAIMED, Step.What.RELEASED}
    last = next((each for each in reversed(tuple(steps)) if each.what in turns), None)
    if last is None or last.what == Step.What.RELEASED:
        return None
    done = any(each.by_id == last.by_id and each.at >= last.at for each in approvals)
    return None if done else last

"""Which questions are due to be looked at again, and finding one still correct.

Due is what officers read and nobody has looked at for as long as it says itself. Found
still correct it is renewed: put up as it stands and approved, in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from guidance.accounts.models import User
from guidance.authoring import models as authoring
from guidance.authoring.standing import hold_still
from guidance.content.checking import place, place_of
from guidance.content.model import Scenario
from guidance.content.problems import Refused, problem
from guidance.content.signing import fingerprint
from guidance.content.upkeep import Upkeep, due_on, upkeep
from guidance.editions.models import Reviewed
from guidance.editions.news import read_first_stood
from guidance.review.approving import OPEN, approve, to_sign
from guidance.review.candidate import Candidate, desk_candidate
from guidance.review.holding import TooLate
from guidance.review.models import Approval, Submission
from guidance.review.standing import Position, Standing, standings
from guidance.review.submitting import renew


@dataclass(frozen=True)
class Kept:
    """A question that officers read, and when it has to be looked at again.

    `seen` is the fingerprint of what finding it still correct would sign, `reasons` say
    why that wouldn't count; `position` is what is under review of it.
    """

    scenario: Scenario
    seen: str
    due: date
    state: Upkeep
    reviewed: datetime | None
    reviewed_on: date | None
    owner: User | None
    reasons: tuple[str, ...]
    position: Position | None

    @property
    def is_open(self) -> bool:
        """Whether it can be found still correct with one press."""
        return not self.reasons and (self.position is None or is_renewal(self.position))


def is_renewal(position: Position) -> bool:
    """Whether what is under review is what is in force, waiting for another supervisor
    or approved again already."""
    return position.submission.is_renewal and position.standing is not Standing.VOIDED


def kept(at: datetime, candidate: Candidate | None = None) -> list[Kept]:
    """Return every question, the most urgent first.

    Raises NoEdition where nothing was published yet. The number of queries is the same
    however many there are.
    """
    candidate = candidate or desk_candidate()
    positions = standings(candidate.submissions.values(), candidate)
    found = _Found(
        candidate=candidate,
        today=_day(at, candidate),
        reviews=_reviews(candidate.base.snapshots.values()),
        first_stood=read_first_stood(),
        owners=_owners(),
        positions={
            place_of(each.submission.kind, slug): each
            for each in positions.values()
            for slug in (each.submission.slug, each.submission.replaces)
        },
    )
    lines = map(found.line, candidate.base.guidance.scenarios)
    return sorted(lines, key=lambda each: (each.due, each.scenario.ref))


@dataclass(frozen=True)
class _Found:
    """All that was read for the list."""

    candidate: Candidate
    today: date
    reviews: Mapping[str, datetime]
    first_stood: Mapping[str, datetime]
    owners: Mapping[str, User]
    positions: Mapping[str, Position]

    def line(self, scenario: Scenario) -> Kept:
        where = place(scenario)
        snapshot = self.candidate.base.snapshots[where]
        reviewed = self.reviews.get(snapshot)
        first = self.first_stood.get(snapshot, self.candidate.base.published_at)
        due = due_on(_day(reviewed or first, self.candidate), scenario.review_every)
        return Kept(
            scenario=scenario,
            seen=fingerprint(self.candidate.signed(where)),
            due=due,
            state=upkeep(due, self.today),
            reviewed=reviewed,
            reviewed_on=_day(reviewed, self.candidate) if reviewed else None,
            owner=self.owners.get(scenario.ref),
            reasons=tuple(self._reasons(where)),
            position=self.positions.get(where),
        )

    def _reasons(self, where: str) -> list[str]:
        """Return what changed under a question that is itself as it was."""
        if self.candidate.snapshots.get(where) != self.candidate.base.snapshots[where]:
            return []
        return self.candidate.broken_since_base(where)


def _day(moment: datetime, candidate: Candidate) -> date:
    zone = ZoneInfo(candidate.base.guidance.department.time_zone)
    return moment.astimezone(zone).date()


def _reviews(snapshots: Collection[str]) -> dict[str, datetime]:
    rows = Reviewed.objects.filter(snapshot__in=list(snapshots))
    return dict(rows.values_list("snapshot").annotate(last=Max("at")))


def _owners() -> dict[str, User]:
    """Return who owns each question, by its ref: that stays when the slug changes."""
    rows = authoring.Scenario.objects.filter(owner__isnull=False)
    return {each.ref: each.owner for each in rows.select_related("owner") if each.owner}


@transaction.atomic
def still_correct(
    slug: str, *, by: User, at: datetime, seen: str, reviewed: datetime | None
) -> Position:
    """Renew a question as it stands and sign it `by` somebody; return where that stands.

    `seen` is the fingerprint and `reviewed` the last review as the page had them.
    Raises TooLate where somebody was quicker, Refused where it wouldn't count or `by`
    may not approve it; then nothing was written.
    """
    hold_still()
    candidate = desk_candidate()
    where = place_of("scenario", slug)
    if where in candidate.in_force:
        _refuse_if_reviewed_since(candidate.base.snapshots[where], reviewed)
        _refuse_if_changed(where, candidate)
    submission = _open_renewal(where, candidate) or renew(
        "scenario", slug, by=by, at=at
    )
    asked = to_sign(submission, desk_candidate())
    ticked = {each.key for each in asked.quoted}
    approve(submission, by=by, at=at, ticked=ticked, seen=seen)
    return standings([submission])[submission.pk]


def _refuse_if_reviewed_since(snapshot: str, reviewed: datetime | None) -> None:
    last = Reviewed.objects.filter(snapshot=snapshot).order_by("at").last()
    if last is None or last.at == reviewed:
        return
    signed = (
        Approval.objects.filter(submission__snapshot=snapshot).order_by("at").last()
    )
    who = signed.by if signed else "Somebody"
    raise TooLate(f"{who} has found it correct already; it is not due any more.")


def _refuse_if_changed(where: str, candidate: Candidate) -> None:
    if candidate.snapshots.get(where) != candidate.base.snapshots[where]:
        return  # another version of it is under review, as renewing says
    reasons = candidate.broken_since_base(where)
    if reasons:
        sentence = f"What it rests on is being changed: {', '.join(reasons)}."
        remedy = "Read it against the new words before you approve it."
        raise Refused([problem("changed-under-it", where, "", sentence, remedy)])


def _open_renewal(where: str, candidate: Candidate) -> Submission | None:
    """Return the renewal that waits for another supervisor, if there is one."""
    mine = candidate.submissions.get(where)
    if mine is None or not mine.is_renewal:
        return None
    standing = standings([mine], candidate)[mine.pk].standing
    return mine if standing in OPEN else None

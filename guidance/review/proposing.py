"""What would be published: the edition in force with what was chosen, looked at whole.

Every document of it must count: what is chosen by its approvals, what stays by what it
was signed on or by a renewal. What is chosen and doesn't count is left out, and the
version in force stays. What stays and no longer counts stands in the way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from guidance.content.case_changes import unreasoned
from guidance.content.checking import place
from guidance.content.examining import examine, local_day
from guidance.content.findings import Finding, open_findings
from guidance.content.model import kind_of
from guidance.content.problems import Problem, problem
from guidance.content.signing import broken
from guidance.content.titles import titled
from guidance.editions.library import NoEdition
from guidance.editions.models import Edition
from guidance.editions.models.editions import moment as in_words
from guidance.editions.reading import Signature
from guidance.review.candidate import (
    Candidate,
    base_edition,
    copy_of,
    desk_candidate,
    overlay,
    place_under_review,
    standing_editions,
)
from guidance.review.comparing import Comparison, Side, compare_sides
from guidance.review.models import Approval, Submission
from guidance.review.standing import Position, Standing, standings


@dataclass(frozen=True)
class LeftOut:
    """What was chosen and can't be published, and why."""

    position: Position
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Blocked:
    """A document in force that would no longer count, and what is under review of it."""

    kind: str
    slug: str
    title: str
    place: str
    reasons: tuple[str, ...]
    submission: Submission | None


@dataclass(frozen=True)
class Proposal:
    """An edition that could be published, and what stands in its way.

    `on` is the edition it follows, `later` are those that come into force after it and
    must be called off first. `problems` is empty where it may be published.
    """

    on: Edition
    later: tuple[Edition, ...]
    guidance: Candidate
    chosen: tuple[Position, ...]
    left_out: tuple[LeftOut, ...]
    blocked: tuple[Blocked, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    signatures: tuple[Signature, ...]

    @property
    def comparison(self) -> Comparison:
        """What it changes for officers."""
        base = self.guidance.base
        before = Side(f"edition {base.number}", base.guidance, base.number)
        return compare_sides(
            before, Side("what is chosen", self.guidance.lookup.guidance)
        )


def ready(call_off: Collection[int] = ()) -> list[Position]:
    """Return what is approved and not published yet, as if the editions `call_off`
    were called off. Raises NoEdition where nothing was published yet."""
    candidate = desk_candidate(call_off)
    found = standings(candidate.submissions.values(), candidate).values()
    return [each for each in found if _is_ready(each)]


def _is_ready(position: Position) -> bool:
    is_approved = position.standing is Standing.APPROVED
    return is_approved and not position.submission.is_renewal


def proposal(
    chosen: Collection[int],
    *,
    in_force_from: datetime | None,
    at: datetime,
    call_off: Collection[int] = (),
) -> Proposal:
    """Return what publishing the `chosen` submissions, by their keys, would come to.

    Raises NoEdition where nothing is in force at that moment.
    """
    on, later = ground(in_force_from or at, call_off)
    desk = desk_candidate(call_off)
    rows = Submission.objects.filter(pk__in={*chosen, *_keys(desk)})
    found = standings(rows.order_by("pk"), desk)
    kept = [each for key, each in found.items() if key in set(chosen)]
    out = [_unready(each) for each in kept if not _is_ready(each)]
    kept, fallen, whole = _standing_together([p for p in kept if _is_ready(p)], on)
    renewed = [p for p in found.values() if p.submission.is_renewal]
    renewed = [p for p in renewed if not _why_not(p, whole)]
    blocked = tuple(_blocked(whole, desk, renewed))
    findings = _findings(whole, in_force_from or at)
    return Proposal(
        on=on,
        later=later,
        guidance=whole,
        chosen=tuple(kept),
        left_out=(*out, *fallen),
        blocked=blocked,
        findings=findings,
        problems=(
            *(later_problem(each) for each in later),
            *(_blocked_problem(each) for each in blocked),
            *(each.as_problem() for each in findings),
            *unreasoned(whole.base.guidance, whole.lookup.guidance),
            *([] if kept else [NOTHING_CHOSEN]),
        ),
        signatures=tuple(_signatures(whole, on, [*kept, *renewed])),
    )


NOTHING_CHOSEN = problem(
    "nothing-chosen",
    "",
    "",
    "Nothing that is approved was chosen.",
    "Choose from what is approved.",
)


def ground(
    moment: datetime, call_off: Collection[int]
) -> tuple[Edition, tuple[Edition, ...]]:
    """Return the edition in force at that moment, and those that come after it."""
    on = base_edition(at=moment, without=call_off)
    if on is None:
        raise NoEdition("No edition is in force then.")
    later = standing_editions(call_off).filter(in_force_from__gt=moment)
    return on, tuple(later.order_by("-in_force_from", "-number"))


def later_problem(edition: Edition) -> Problem:
    return problem(
        "later-edition",
        "",
        "",
        f"{edition} comes into force later, and would take back what changes now.",
        "Call it off with this, or choose a moment after it.",
    )


def _keys(candidate: Candidate) -> list[int]:
    return [each.pk for each in candidate.submissions.values()]


def _unready(position: Position) -> LeftOut:
    return LeftOut(position, position.reasons or (position.sentence,))


def _standing_together(
    chosen: Sequence[Position], on: Edition
) -> tuple[list[Position], list[LeftOut], Candidate]:
    """Return those of the `chosen` that count beside each other, the others, and the
    whole. Whatever falls may be what another was signed on, so it is looked at again."""
    base, kept, fallen = copy_of(on), list(chosen), list[LeftOut]()
    while True:
        whole = overlay(base, [each.submission for each in kept])
        out = [LeftOut(each, why) for each in kept if (why := _why_not(each, whole))]
        if not out:
            return kept, fallen, whole
        fallen += out
        kept = [each for each in kept if not _why_not(each, whole)]


def _why_not(position: Position, whole: Candidate) -> tuple[str, ...]:
    """Return why what was approved doesn't count in a guidance; nothing where it does."""
    submission = position.submission
    counting = _counting(position, whole)
    if len({each.by_id for each in counting}) >= whole.needed(submission):
        return ()
    now = whole.signed(place_under_review(submission))
    reasons = [why for each in position.approvals for why in broken(each.signed, now)]
    return tuple(dict.fromkeys(reasons)) or ("it is not approved yet",)


def _counting(position: Position, whole: Candidate) -> list[Approval]:
    now = whole.signed(place_under_review(position.submission))
    return [each for each in position.approvals if not broken(each.signed, now)]


def _blocked(
    whole: Candidate, desk: Candidate, renewed: Iterable[Position]
) -> Iterator[Blocked]:
    """Yield what stays and doesn't count in the whole, nor was signed anew for it."""
    again = {place_under_review(each.submission) for each in renewed}
    for where, document in whole.in_force.items():
        if whole.snapshots.get(where) != whole.base.snapshots[where] or where in again:
            continue
        reasons = whole.broken_since_base(where)
        if reasons:
            yield Blocked(
                kind=kind_of(document),
                slug=document.slug,
                title=titled(document, whole.lookup.wizards, whole.base.lookup.wizards),
                place=where,
                reasons=tuple(reasons),
                submission=desk.submissions.get(where),
            )


def _blocked_problem(blocked: Blocked) -> Problem:
    return problem(
        "voided",
        blocked.place,
        "",
        f"It would stay in force, and no longer count: {', '.join(blocked.reasons)}.",
        "Have it approved anew, or its new version, and publish them together.",
    )


def _findings(whole: Candidate, moment: datetime) -> tuple[Finding, ...]:
    guidance = whole.lookup.guidance
    found = examine(guidance, on=local_day(guidance, moment))
    return tuple(open_findings(found, guidance.waivers.waivers))


def _signatures(
    whole: Candidate, on: Edition, approved: Iterable[Position]
) -> Iterator[Signature]:
    """Yield who signed each document, and who signed that one is taken out."""
    new = {place_under_review(each.submission): each for each in approved}
    old: list[Signature] = on.signatures
    for where in map(place, whole.lookup.guidance.documents()):
        if where in new:
            yield from _signed(where, new.pop(where), whole)
        else:
            snapshot = whole.snapshots[where]
            named = (where, snapshot)
            yield from (s for s in old if (s["document"], s["snapshot"]) == named)
    for where, position in new.items():
        yield from _signed(where, position, whole)


def _signed(where: str, position: Position, whole: Candidate) -> Iterator[Signature]:
    for each in _counting(position, whole):
        yield Signature(
            document=where,
            snapshot=whole.snapshots.get(where, ""),
            by=str(each.by),
            at=in_words(each.at),
            fingerprint=each.fingerprint,
        )

"""Publishing: what is approved becomes the next edition, or nothing does.

Everything is looked at under the lock that whoever publishes holds, and written in the
same transaction: of two people who press at once the second finds the first's edition.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guidance.accounts.models import User
from guidance.authoring.freezing import draft_guidance
from guidance.content.examining import examine, local_day
from guidance.content.findings import open_findings
from guidance.content.problems import Problem, Refused, problem
from guidance.editions.models import Edition, Grade
from guidance.editions.recording import (
    Publication,
    one_at_a_time,
    record,
    record_publication,
)
from guidance.review.calling_off import call_off
from guidance.review.candidate import standing_editions
from guidance.review.holding import TooLate, lock
from guidance.review.mailing import telling_what_is_voided
from guidance.review.models import Submission
from guidance.review.proposing import Proposal, proposal, ready

__all__ = ["Terms", "proposal", "publish_approved", "publish_first", "ready"]


@dataclass(frozen=True)
class Terms:
    """How it is to be published, as the form says it.

    `on` is the number of the edition that was in the form as the one it follows,
    `call_off` those of the later ones that it takes the place of.
    """

    note: str
    grade: str
    on: int
    in_force_from: datetime | None = None
    call_off: frozenset[int] = frozenset()


@transaction.atomic
@telling_what_is_voided()
def publish_approved(
    chosen: Collection[int], terms: Terms, *, by: User | None, at: datetime
) -> tuple[Edition, Proposal]:
    """Publish the `chosen` submissions, by their keys, and return the edition and what
    was proposed, which says what was left out.

    Raises Refused with everything that is in the way, TooLate where another edition was
    published or called off meanwhile. Then nothing was written.
    """
    at = next_turn(terms, at)
    lock(Submission.objects.filter(pk__in=chosen))
    proposed = proposal(
        chosen,
        in_force_from=terms.in_force_from,
        at=at,
        call_off=terms.call_off,
    )
    return publish_proposal(proposed, terms, by=by, at=at), proposed


def next_turn(terms: Terms, at: datetime) -> datetime:
    """Wait until nobody else publishes, and return the moment that it is then: whoever
    waited asked the clock before the one who was quicker."""
    one_at_a_time()
    newest = Edition.objects.order_by("-number").first()
    at = max(at, newest.published_at) if newest else at
    _refuse_if_not_to_come(terms, at)
    return at


def publish_proposal(
    proposed: Proposal, terms: Terms, *, by: User | None, at: datetime
) -> Edition:
    """Record a proposal as the next edition. To be called in one's turn."""
    _refuse_if_overtaken(proposed, terms)
    problems = [*_problems(terms, at), *proposed.problems]
    if problems:
        raise Refused(problems)
    _call_off(terms, by=by, at=at)
    publication = Publication(
        note=terms.note,
        in_force_from=terms.in_force_from,
        by=by,
        grade=terms.grade,
        kept=proposed.guidance.snapshots,
        signatures=proposed.signatures,
    )
    return record_publication(proposed.guidance.lookup.guidance, publication, at=at)


def _call_off(terms: Terms, *, by: User | None, at: datetime) -> None:
    """Call off what this takes the place of, the last first, as if each were alone."""
    if terms.call_off and by is None:
        raise ValueError("Who calls an edition off has a name.")
    rows = Edition.objects.filter(number__in=terms.call_off)
    for edition in rows.order_by("-in_force_from", "-number"):
        assert by is not None
        reason = f"Another edition is published in its place: {terms.note.strip()}"
        call_off(edition, reason, by=by, at=at)


def _refuse_if_overtaken(proposed: Proposal, terms: Terms) -> None:
    if proposed.on.number != terms.on:
        _refuse_if_newer(than=terms.on)
        raise TooLate(f"Nothing was published: it would follow {proposed.on} now.")


def _refuse_if_newer(*, than: int) -> None:
    newest = Edition.objects.order_by("-number").select_related("published_by").first()
    if newest and newest.number > than:
        by = f" by {newest.published_by}" if newest.published_by else ""
        raise TooLate(f"Nothing was published: {newest} was published meanwhile{by}.")


def _refuse_if_not_to_come(terms: Terms, at: datetime) -> None:
    """Let only editions be called off that are still to come."""
    there = standing_editions().filter(in_force_from__gt=at)
    gone = terms.call_off - {*there.values_list("number", flat=True)}
    if gone:
        _refuse_if_newer(than=max(terms.on, *terms.call_off))
        said = f"Edition {min(gone)} is in force by now, or called off already."
        raise TooLate(f"Nothing was published: {said}")


def _problems(terms: Terms, at: datetime) -> list[Problem]:
    found = []
    if not terms.note.strip():
        found.append(("no-note", "An edition needs a note.", "Say what changed."))
    if terms.grade not in Grade.values:
        found.append(("no-grade", "The edition has no grade.", "Choose one."))
    if terms.in_force_from and terms.in_force_from < at:
        sentence = "An edition can't come into force before it is published."
        found.append(("too-early", sentence, "Choose a moment to come, or now."))
    return [problem(kind, "", "", *words) for kind, *words in found]


@transaction.atomic
def publish_first(
    note: str,
    *,
    at: datetime,
    in_force_from: datetime | None = None,
    by: User | None = None,
) -> Edition:
    """Publish the draft as it is, which no supervisor approved, as the first edition.

    Raises Refused with every error, every warning that nobody waived, and where there
    is an edition already; ValueError for a missing note or a date in force in the past.
    Then nothing was written.
    """
    one_at_a_time()
    if standing_editions().exists():
        raise Refused([NOT_THE_FIRST])
    # Holds the draft still: an edit made meanwhile is not in the edition.
    guidance = draft_guidance()
    findings = examine(guidance, on=local_day(guidance, in_force_from or at))
    refused = open_findings(findings, guidance.waivers.waivers)
    if refused:
        raise Refused([each.as_problem() for each in refused])
    return record(guidance, note, at=at, in_force_from=in_force_from, by=by)


NOT_THE_FIRST = problem(
    "not-the-first",
    "",
    "",
    "There is an edition already, and the draft is published as it is only once.",
    "Submit what changed, and publish it when it is approved.",
)

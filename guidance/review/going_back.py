"""Going back: what an old edition said is published anew, signatures and all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from guidance.accounts.models import User
from guidance.content.examining import examine, local_day
from guidance.content.findings import Severity, open_findings
from guidance.editions.library import NoEdition
from guidance.editions.models import Edition
from guidance.review.candidate import (
    Candidate,
    copy_of,
    in_places,
    standing_editions,
)
from guidance.review.mailing import telling_what_is_voided
from guidance.review.proposing import Proposal, ground, later_problem
from guidance.review.publishing import Terms, next_turn, publish_proposal


def proposal_to_go_back(
    number: int,
    *,
    in_force_from: datetime | None,
    at: datetime,
    call_off: Collection[int] = (),
) -> Proposal:
    """Return what publishing edition `number` anew would come to.

    What the checks find is shown, and only errors are in the way: it was good enough
    once. Raises NoEdition where there is no such edition.
    """
    old = standing_editions().filter(number=number).first()
    if old is None:
        raise NoEdition(f"There is no edition {number}.")
    on, later = ground(in_force_from or at, call_off)
    copy, base = copy_of(old), copy_of(on)
    guidance = copy.guidance
    found = examine(guidance, on=local_day(guidance, in_force_from or at))
    findings = tuple(open_findings(found, guidance.waivers.waivers))
    errors = [each for each in findings if each.severity is Severity.ERROR]
    return Proposal(
        on=on,
        later=later,
        guidance=Candidate(base, copy.lookup, copy.snapshots, in_places(copy), {}),
        chosen=(),
        left_out=(),
        blocked=(),
        findings=findings,
        problems=(
            *map(later_problem, later),
            *(each.as_problem() for each in errors),
        ),
        signatures=tuple(old.signatures),
    )


@transaction.atomic
@telling_what_is_voided()
def go_back(number: int, terms: Terms, *, by: User | None, at: datetime) -> Edition:
    """Publish what edition `number` said as the next edition, and return that.

    Raises Refused and TooLate as publishing does.
    """
    at = next_turn(terms, at)
    proposed = proposal_to_go_back(
        number, in_force_from=terms.in_force_from, at=at, call_off=terms.call_off
    )
    return publish_proposal(proposed, terms, by=by, at=at)

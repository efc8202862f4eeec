"""The desk's people, and what they do there, in a few words.

Tess and Tom write, Sue and Sam supervise. Everything goes through the program's own acts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from guidance.accounts.models import User
from guidance.authoring.filling import fill
from guidance.content.model import Guidance, kind_of
from guidance.editions.library import library
from guidance.editions.models import Edition
from guidance.review.approving import approve, to_sign
from guidance.review.candidate import base_edition, desk_candidate
from guidance.review.models import Approval, Submission
from guidance.review.proposing import Proposal, proposal
from guidance.review.publishing import Terms, publish_approved, publish_first, ready
from guidance.review.standing import Position, standings
from guidance.review.submitting import submit
from tests.content.a_guidance import a_guidance

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
HOUR = timedelta(hours=1)


def person(name: str) -> User:
    """Return somebody's account, opened on the first use of the name."""
    return User.objects.get_or_create(username=name)[0]


def first_edition(guidance: Guidance | None = None, at: datetime = NOON) -> Edition:
    """Publish a guidance as the first edition; the draft says the same then."""
    library.forget()
    fill(guidance or a_guidance())
    return publish_first("First edition.", at=at)


def submitted(
    kind: str, slug: str, *, by: str = "tess", at: datetime = LATER
) -> Submission:
    return submit(kind, slug, note="", by=person(by), at=at)


def written(guidance: Guidance, *, at: datetime = LATER) -> list[Submission]:
    """Put everything in which `guidance` differs from the candidate into the draft, and
    up for review."""
    fill(guidance)
    there = {(kind_of(each), each.slug): each for each in guidance.documents()}
    candidate = desk_candidate()
    now = {(kind_of(each), each.slug): each for each in candidate.documents.values()}
    names = [name for name in {**now, **there} if now.get(name) != there.get(name)]
    return [submitted(*name, at=at) for name in names]


def approved(
    submission: Submission, *, by: str = "sue", at: datetime = LATER
) -> Approval:
    """Approve with every quotation ticked, as the page shows it now."""
    asked = to_sign(submission, desk_candidate())
    ticked = {each.key for each in asked.quoted}
    return approve(submission, by=person(by), at=at, ticked=ticked, seen=asked.seen)


def position(submission: Submission) -> Position:
    return standings([submission])[submission.pk]


def published(
    *chosen: Submission, at: datetime = LATER, **terms: object
) -> tuple[Edition, Proposal]:
    """Publish what was chosen, or all that is ready, on what is in force."""
    keys = [each.pk for each in chosen] or [each.submission.pk for each in ready()]
    moment = terms.get("in_force_from") or at
    assert isinstance(moment, datetime)
    on = base_edition(at=moment, without=terms.get("call_off", ()))  # type: ignore[arg-type]
    assert on
    said = {"note": "Next.", "grade": "editorial", "on": on.number} | terms
    return publish_approved(keys, Terms(**said), by=person("sue"), at=at)  # type: ignore[arg-type]


def proposed(submissions: Iterable[Submission], at: datetime = LATER) -> Proposal:
    return proposal([each.pk for each in submissions], in_force_from=None, at=at)


def released(guidance: Guidance, *, at: datetime = LATER) -> Edition:
    """Write, submit, approve and publish all that is new in `guidance`."""
    for each in written(guidance, at=at):
        approved(each, at=at)
    return published(at=at)[0]

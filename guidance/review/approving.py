"""What a supervisor does about a submission: take it on, comment, return, approve.

Approving signs what was on the screen: the form brings back the fingerprint of it and
one tick for every quotation, and where either is not as it would be now, nothing is
signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from guidance.accounts.models import User
from guidance.content.lookup import Lookup
from guidance.content.memos import Section
from guidance.content.model import Citation, Document, Outcome, Scenario, Wizard
from guidance.content.problems import Problem, Refused, problem
from guidance.content.signing import Signed, fingerprint
from guidance.editions.models import Reviewed
from guidance.review import mailing
from guidance.review.candidate import Candidate, place_under_review
from guidance.review.holding import TooLate, hold
from guidance.review.mailing import telling_what_is_voided
from guidance.review.models import Approval, Step, Submission
from guidance.review.standing import Position, Standing


@dataclass(frozen=True)
class Quoted:
    """An answer and the words it quotes, to be ticked under `key`: do these words
    support this answer?"""

    key: str
    answer: Scenario | Outcome
    citation: Citation
    section: Section | None


@dataclass(frozen=True)
class ToSign:
    """What approving a submission would sign now; `seen` goes into the form."""

    signed: Signed
    quoted: tuple[Quoted, ...]

    @property
    def seen(self) -> str:
        return fingerprint(self.signed)


def to_sign(submission: Submission, candidate: Candidate) -> ToSign:
    """Return what is signed with a submission that is under review."""
    where = place_under_review(submission)
    document = candidate.documents.get(where) if submission.snapshot_id else None
    quoted = citation_keys(document, candidate.lookup) if document else ()
    return ToSign(candidate.signed(where), tuple(quoted))


def citation_keys(document: Document, lookup: Lookup) -> Iterator[Quoted]:
    """Yield every quotation of a document with its key: `h-o-no-1`, `h-o-no-2` …"""
    answers: tuple[Scenario | Outcome, ...] = ()
    if isinstance(document, Scenario):
        answers = (document,)
    elif isinstance(document, Wizard):
        answers = document.outcomes
    for answer in answers:
        for number, citation in enumerate(answer.citations, 1):
            section = lookup.section(citation.section)
            yield Quoted(f"{answer.ref}-{number}", answer, citation, section)


def may_approve(submission: Submission, user: User) -> str:
    """Return why `user` may not approve a submission, or "" where they may."""
    if user.pk in submission.editors:
        return "You worked on it since it was last approved; somebody else approves it."
    if user.pk == submission.by_id and not submission.is_renewal:
        return "You submitted it; somebody else approves it."
    return ""


@transaction.atomic
def approve(
    submission: Submission, *, by: User, at: datetime, ticked: set[str], seen: str
) -> Approval:
    """Sign a submission as it stands, and return the signature.

    Raises Refused where `by` may not, or a quotation isn't ticked; TooLate where it is
    not under review any more, enough have approved it, or what would be signed is not
    what was `seen`.
    """
    held = hold(submission, while_it_is=OPEN)
    _refuse_twice(held.position, by)
    reason = may_approve(submission, by)
    if reason:
        raise Refused([_problem("not-yours", submission, reason, "")])
    asked = to_sign(submission, held.candidate)
    if asked.seen != seen:
        raise TooLate(
            "Nothing was signed: what it rests on changed after you opened the page. "
            "Look at it again."
        )
    _refuse_unticked(submission, asked, ticked)
    approval = Approval.objects.create(
        submission=submission, signed=asked.signed, fingerprint=seen, at=at, by=by
    )
    people = {each.by_id for each in held.position.counting} | {by.pk}
    if len(people) >= held.position.needed:
        if submission.snapshot_id:
            Reviewed.objects.create(snapshot_id=submission.snapshot_id, at=at)
        mailing.approved(submission, by=by)
    return approval


OPEN = {Standing.WAITING, Standing.CLAIMED, Standing.VOIDED}
"""The standings in which a submission waits for an approval."""


def _refuse_twice(position: Position, by: User) -> None:
    if any(each.by_id == by.pk for each in position.counting):
        raise TooLate("You have approved it already; it needs another supervisor too.")


def _refuse_unticked(submission: Submission, asked: ToSign, ticked: set[str]) -> None:
    unticked = [each for each in asked.quoted if each.key not in ticked]
    if unticked:
        sentence = f"{len(unticked)} of {len(asked.quoted)} quotations are not ticked."
        remedy = "Read each beside its answer, and tick those that support it."
        raise Refused([_problem("not-ticked", submission, sentence, remedy)])


def _problem(kind: str, submission: Submission, *words: str) -> Problem:
    sentence, remedy = words
    return problem(kind, place_under_review(submission), "", sentence, remedy)


@transaction.atomic
def claim(
    submission: Submission, *, by: User, at: datetime, over: int | None = None
) -> None:
    """Write down that `by` is on it. `over` is the key of whoever was, as `by` saw it.

    Raises TooLate where somebody else is by now.
    """
    position = hold(submission, while_it_is=OPEN).position
    on_it = position.claimed_by
    if on_it and on_it.pk not in {by.pk, over}:
        raise TooLate(f"{on_it} is on it already.")
    if on_it is None or on_it.pk != by.pk:
        _step(submission, Step.What.CLAIMED, by=by, at=at)


@transaction.atomic
def release(submission: Submission, *, by: User, at: datetime) -> None:
    """Write down that `by` is no longer on it. Raises TooLate where they aren't."""
    on_it = hold(submission).position.claimed_by
    if on_it is None or on_it.pk != by.pk:
        raise TooLate(f"{on_it} is on it now." if on_it else "You are not on it.")
    _step(submission, Step.What.RELEASED, by=by, at=at)


@transaction.atomic
def comment(submission: Submission, words: str, *, by: User, at: datetime) -> Step:
    """Say something about a submission, whatever became of it. Raises Refused for
    nothing said."""
    _refuse_silence(submission, words)
    return _step(submission, Step.What.COMMENTED, words, by=by, at=at)


@transaction.atomic
@telling_what_is_voided()
def return_to_author(
    submission: Submission, words: str, *, by: User, at: datetime
) -> Step:
    """Give a submission back, and say why.

    Raises Refused for nothing said, TooLate where it is not under review any more.
    """
    _refuse_silence(submission, words)
    hold(submission)
    mailing.returned(submission, by=by)
    return _step(submission, Step.What.RETURNED, words, by=by, at=at)


def _refuse_silence(submission: Submission, words: str) -> None:
    if not words.strip():
        sentence, remedy = "Nothing is said.", "Say what you think, or what to change."
        raise Refused([_problem("no-comment", submission, sentence, remedy)])


def _step(
    submission: Submission, what: Step.What, words: str = "", *, by: User, at: datetime
) -> Step:
    return Step.objects.create(
        submission=submission, what=what, comment=words.strip(), by=by, at=at
    )

"""Pulling an answer, and giving it back: each takes two people.

Every act takes the lock of its recall, looks at how it stands and adds a row. Whoever
comes second to the same act gets a sentence that says who was quicker. The database
refuses what one person may not do alone, so that no other program can either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.db import connection, transaction

from guidance.accounts.models import User
from guidance.content.recallable import Answer
from guidance.content.values import one_line
from guidance.editions.models import Recall, RecallStep

What = RecallStep.What

# Whoever proposes holds it to the end of the transaction, so that two who pull the same
# answer at once make one recall.
LOCK = 4118_2026

LONGEST_REASON = 1_000


class CannotBeDone(Exception):
    """An act that the recall does not allow as it stands. The text is a sentence for
    whoever tried; `recall` is the one it is about."""

    def __init__(self, sentence: str, recall: Recall) -> None:
        super().__init__(sentence)
        self.recall = recall


class BadReason(ValueError):
    """A reason that can't be shown. The text is a sentence for whoever wrote it."""


def may_act_alone(hours: tuple[time, time] | None, local: datetime) -> bool:
    """Say whether one person may pull an answer at this moment of the department's
    clock. Hours may go past midnight; equal ones are round the clock."""
    if hours is None:
        return False
    begin, end = hours
    now = local.time()
    if begin < end:
        return begin <= now < end
    return now >= begin or now < end


@transaction.atomic
def propose(
    answer: Answer, reason: str, *, by: User, at: datetime, alone: bool = False
) -> Recall:
    """Ask that nobody rely on `answer` any more; `alone` does it at once.

    Raises BadReason without a reason that officers can read, and CannotBeDone where it
    is pulled already or somebody has asked for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    for found in Recall.objects.filter(kind=answer.kind, ref=answer.ref):
        if found.is_in_effect:
            raise CannotBeDone("This answer is pulled already.", found)
        if found.is_waiting:
            who = "You" if found.by_id == by.pk else str(found.by)
            raise CannotBeDone(f"{who} proposed to pull this answer already.", found)
    return Recall.objects.create(
        kind=answer.kind,
        ref=answer.ref,
        title=answer.title,
        reason=_words(reason),
        alone=alone,
        at=at,
        by=by,
    )


def confirm(recall: Recall, *, by: User, at: datetime) -> RecallStep:
    """Pull the answer, or stand by the one who pulled it alone."""

    def check(found: Recall) -> str:
        if found.by_id == by.pk:
            return "You proposed this. Somebody else has to confirm it."
        return _quicker(found, "confirmed", "refused")

    return _act(recall, check, Act(What.CONFIRMED, by, at))


def refuse(recall: Recall, reason: str, *, by: User, at: datetime) -> RecallStep:
    """Say no to what was proposed, or take one's own proposal back."""

    def check(found: Recall) -> str:
        if found.alone:
            return "This is in effect already. Propose to lift it instead."
        return _quicker(found, "confirmed", "refused")

    return _act(recall, check, Act(What.REFUSED, by, at, _words(reason)))


def propose_lift(recall: Recall, reason: str, *, by: User, at: datetime) -> RecallStep:
    """Ask that officers may rely on the answer again."""

    def check(found: Recall) -> str:
        if proposal := found.lift_proposal:
            return f"{proposal.by} proposed to lift this already."
        return _over(found)

    return _act(recall, check, Act(What.LIFT_PROPOSED, by, at, _words(reason)))


def confirm_lift(recall: Recall, *, by: User, at: datetime) -> RecallStep:
    """Give the answer back."""

    def check(found: Recall) -> str:
        if sentence := _over(found):
            return sentence
        proposal = found.lift_proposal
        if proposal is None:
            return "Nobody proposes to lift this any more."
        if proposal.by_id == by.pk:
            return "You proposed to lift this. Somebody else has to confirm it."
        return ""

    return _act(recall, check, Act(What.LIFTED, by, at))


def refuse_lift(recall: Recall, reason: str, *, by: User, at: datetime) -> RecallStep:
    """Say that the answer stays pulled, or take one's own proposal back."""

    def check(found: Recall) -> str:
        if sentence := _over(found):
            return sentence
        return "" if found.lift_proposal else "Nobody proposes to lift this any more."

    return _act(recall, check, Act(What.LIFT_REFUSED, by, at, _words(reason)))


def _quicker(found: Recall, *what: str) -> str:
    """Return who has done such a thing before, as a sentence, or "" where nobody."""
    step = found.step(*what)
    return f"{step.by} was quicker and {step.what} this." if step else ""


def _over(found: Recall) -> str:
    """Return why there is nothing to lift, or ""."""
    if found.is_in_effect:
        return ""
    return _quicker(found, "lifted", "refused") or "This was never in effect."


def _words(reason: str) -> str:
    """Return `reason` on one line, or raise BadReason: officers will read it."""
    try:
        words = one_line(reason)
    except ValueError as problem:
        raise BadReason(f"The reason {problem}.") from problem
    if not words:
        raise BadReason("Say why, in a sentence.")
    if len(words) > LONGEST_REASON:
        raise BadReason(f"Say it shorter: {LONGEST_REASON} characters at most.")
    return words


@dataclass(frozen=True)
class Act:
    """What somebody is about to do about a recall."""

    what: str
    by: User
    at: datetime
    reason: str = ""


@transaction.atomic
def _act(recall: Recall, check: Callable[[Recall], str], act: Act) -> RecallStep:
    """Add a step to `recall`, unless `check` has a sentence that speaks against it."""
    found = Recall.objects.select_for_update(of=["self"]).get(pk=recall.pk)
    if sentence := check(found):
        raise CannotBeDone(sentence, found)
    # Whoever waited for the lock asked the clock before the one who had it.
    at = max([act.at, found.at, *(each.at for each in found.taken())])
    return found.steps.create(what=act.what, reason=act.reason, at=at, by=act.by)

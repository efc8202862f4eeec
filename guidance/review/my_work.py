"""What waits for one person at the desk, for their first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from guidance.accounts.models import User
from guidance.authoring.models import Edit
from guidance.content.upkeep import Upkeep
from guidance.review.candidate import Candidate, desk_candidate, marked
from guidance.review.models import Submission
from guidance.review.recall_lines import lines
from guidance.review.standing import Position, Standing, Voided, queue, standings
from guidance.review.unfinished import Unfinished, unfinished_in
from guidance.review.unsubmitted import Unsubmitted, Work, work
from guidance.review.upkeep import Kept, kept

MOST = 10
"""How many of each kind the first page shows."""


@dataclass(frozen=True)
class MyWork:
    """One person's drafts, what came back to them, what was voided, what is due.

    `waiting` is what anybody submitted and nobody decided on, and `recalls` what waits
    for a second person, for those who decide.
    """

    drafts: tuple[Unsubmitted, ...]
    unfinished: tuple[Unfinished, ...]
    returned: tuple[Position, ...]
    voided: tuple[Position | Voided, ...]
    due: tuple[Kept, ...]
    waiting: int
    ready: int
    recalls: int


def my_work(who: User, *, at: datetime) -> MyWork:
    """Return what waits for `who`. Raises NoEdition where nothing was published yet."""
    candidate = desk_candidate()
    edited, found = work(candidate), queue()
    unfinished = unfinished_in(edited.unfinished, by=who) if edited.unfinished else ()
    voided: list[Position | Voided] = [
        each
        for each in found.positions
        if each.standing is Standing.VOIDED and each.submission.by_id == who.pk
    ]
    voided += found.voided
    return MyWork(
        drafts=tuple(_drafts(who, edited)[:MOST]),
        unfinished=tuple(unfinished)[:MOST],
        returned=tuple(_returned(who, candidate)[:MOST]),
        voided=tuple(voided[:MOST]),
        due=tuple(
            each
            for each in kept(at, candidate)
            if each.state is not Upkeep.FRESH and each.owner == who
        )[:MOST],
        waiting=sum(
            each.standing in {Standing.WAITING, Standing.CLAIMED, Standing.VOIDED}
            for each in found.positions
        ),
        ready=sum(
            each.standing is Standing.APPROVED and not each.submission.is_renewal
            for each in found.positions
        ),
        recalls=sum(each.is_waiting for each in lines(user=who)),
    )


def _drafts(who: User, edited: Work) -> list[Unsubmitted]:
    """Return what is not submitted and `who` worked on."""
    mine = set(Edit.objects.filter(by=who).values_list("kind", "slug"))
    return [each for each in edited.unsubmitted if (each.kind, each.slug) in mine]


def _returned(who: User, candidate: Candidate) -> list[Position]:
    """Return what came back to `who` and has not been submitted again."""
    rows = marked(candidate.without).filter(by=who, newer=None, steps__what="returned")
    keys = rows.order_by("-pk").values_list("pk", flat=True)[:MOST]
    submissions = Submission.objects.filter(pk__in=list(keys)).order_by("-pk")
    return list(standings(submissions, candidate).values())

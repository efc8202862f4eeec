"""Holding a submission while something is done about it, and being too late.

Whoever acts on a submission locks its row and reads where it stands only then. So of
two people who press at once the second sees what the first did, and is told.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from guidance.editions.library import NoEdition
from guidance.review.candidate import Candidate, desk_candidate
from guidance.review.models import Submission
from guidance.review.standing import LIVE, Position, Standing, standings


class TooLate(Exception):
    """Somebody else was quicker; the text says who and with what."""


@dataclass(frozen=True)
class Held:
    """A submission that is locked until the transaction ends."""

    position: Position
    candidate: Candidate


def hold(submission: Submission, *, while_it_is: Container[Standing] = LIVE) -> Held:
    """Lock a submission and return where it stands. To be called in a transaction.

    Raises TooLate where that is not one of the standings asked for.
    """
    lock([submission])
    try:
        candidate = desk_candidate()
    except NoEdition as nothing:
        raise TooLate(f"Nothing was done. {nothing}") from None
    position = standings([submission], candidate)[submission.pk]
    if position.standing not in while_it_is:
        raise TooLate(f"Nothing was done. {position.sentence}")
    return Held(position, candidate)


def lock(submissions: Iterable[Submission]) -> None:
    """Lock submissions, always in the same order."""
    keys = [each.pk for each in submissions]
    list(Submission.objects.filter(pk__in=keys).order_by("pk").select_for_update())

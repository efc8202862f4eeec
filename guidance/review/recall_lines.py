"""Recalls as the desk shows them: where each stands, who did what, on the local clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from guidance.accounts.models import User
from guidance.editions.library import library
from guidance.editions.models import Recall

SAID = {
    "confirmed": "confirmed it",
    "refused": "said no",
    "lift_proposed": "proposed to lift it",
    "lift_refused": "said it stays recalled",
    "lifted": "confirmed the lifting",
}


@dataclass(frozen=True)
class Done:
    """One thing that somebody did about a recall."""

    who: str
    what: str
    when: str
    reason: str


@dataclass(frozen=True)
class Line:
    """A recall with its history, as the one who is signed in sees it."""

    recall: Recall
    history: list[Done]
    is_mine: bool
    lift_is_mine: bool

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to confirm something."""
        recall = self.recall
        lifting = recall.is_in_effect and recall.lift_proposal is not None
        return recall.is_waiting or recall.is_unconfirmed or lifting

    @property
    def is_over(self) -> bool:
        return not self.is_waiting and not self.recall.is_in_effect

    @property
    def standing(self) -> str:
        """Where it stands, in a few words."""
        recall = self.recall
        if recall.is_waiting:
            return "Proposed, not in effect"
        if not recall.is_in_effect:
            return "Lifted" if recall.step("lifted") else "Refused, never in effect"
        if recall.lift_proposal:
            return "In effect; lifting proposed"
        return "In effect, unconfirmed" if recall.is_unconfirmed else "In effect"

    @property
    def last(self) -> Done:
        return self.history[-1]


def lines(*, user: User) -> list[Line]:
    """Return every recall, the newest first, in two queries."""
    every = Recall.objects.select_related("by").prefetch_related("steps__by")
    return [told(each, user) for each in every.order_by("-pk")]


def told(recall: Recall, user: User) -> Line:
    """Return `recall` as `user` sees it."""
    proposed = "pulled it alone" if recall.alone else "proposed it"
    proposal = recall.lift_proposal
    history = [Done(str(recall.by), proposed, clock(recall.at), recall.reason)]
    history += [
        Done(str(each.by), SAID[each.what], clock(each.at), each.reason)
        for each in recall.taken()
    ]
    return Line(
        recall,
        history,
        is_mine=recall.by_id == user.pk,
        lift_is_mine=proposal is not None and proposal.by_id == user.pk,
    )


def clock(moment: datetime) -> str:
    """Return `moment` by the department's clock."""
    return f"{moment.astimezone(library.zone):%-d %b %Y, %H:%M}"

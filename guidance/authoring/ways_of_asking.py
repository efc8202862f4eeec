"""One more way of asking a scenario, added by one press and as carefully as by its form.

A question has one answer, so what is asked elsewhere in the same words is not added;
what is only near is told, and added where somebody says that it is another question.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from guidance.authoring.edit_log import log_edit
from guidance.authoring.hints import Near, near_questions
from guidance.authoring.models import Scenario
from guidance.authoring.standing import about_to_save
from guidance.content.folding import fold
from guidance.content.values import one_line

ENOUGH = 15
"""Ways of asking; more of them say little that is new."""

LONGEST = 500

OVERTAKEN = (
    "Nothing was added: somebody else saved this scenario meanwhile. This is how it "
    "stands now; add it again if it is still missing."
)
NEAR = "Nothing was added yet: another scenario is asked in nearly these words."


class NotAdded(Exception):
    """The way was not added; the text says why. `may_insist` where it could be."""

    def __init__(self, why: str, *, may_insist: bool = False) -> None:
        super().__init__(why)
        self.may_insist = may_insist


@dataclass(frozen=True)
class Looked:
    """What there is to know before a way is added: what keeps it out, or "", and the
    scenarios that are asked in nearly the same words."""

    obstacle: str
    near: list[Near] = field(default_factory=list)


@dataclass(frozen=True)
class Asking:
    """A way of asking as it was sent for a scenario that was opened at `version`.
    `insists` says that whoever sent it has seen what is near."""

    text: str
    version: int
    insists: bool = False


def look(way: str, row: Scenario) -> Looked:
    """Return what there is to say of `way` as one more way of asking `row`."""
    obstacle = _obstacle(way, row)
    return Looked(obstacle, [] if obstacle else near_questions([way], row.pk))


def _obstacle(way: str, row: Scenario) -> str:
    folded = fold(way)
    if not folded:
        return "There is no letter and no digit in it."
    if len(way) > LONGEST:
        return f"It has {len(way)} characters; keep each to {LONGEST}."
    if folded in map(fold, (row.question, *row.asked_as)):
        return "This scenario is asked in these words already."
    others = Scenario.objects.exclude(pk=row.pk).order_by("ref")
    told = (
        f"{other} is asked in these words already. A question has one answer: take it "
        "out there first."
        for other in others.only("ref", "question", "asked_as")
        if folded in map(fold, (other.question, *other.asked_as))
    )
    return next(told, "")


@transaction.atomic
def add_way(asking: Asking, row: Scenario, *, by: Any, at: datetime) -> None:
    """Add one way to how `row` is asked.

    Raises NotAdded where somebody saved it meanwhile, or it is there already, or nearly.
    """
    about_to_save()
    row = Scenario.objects.select_for_update().get(pk=row.pk)
    if row.version != asking.version:
        raise NotAdded(OVERTAKEN)
    way = _written(asking.text)
    looked = look(way, row)
    if looked.obstacle:
        raise NotAdded(f"Nothing was added. {looked.obstacle}")
    if looked.near and not asking.insists:
        raise NotAdded(NEAR, may_insist=True)
    row.asked_as = [*row.asked_as, way]
    row.save(update_fields=["asked_as"])
    row.advance(by=by, at=at)
    log_edit(row, by=by, at=at)


def _written(typed: str) -> str:
    try:
        return one_line(typed)
    except ValueError as problem:
        raise NotAdded(f"Nothing was added. It {problem}.") from None

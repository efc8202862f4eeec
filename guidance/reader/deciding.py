"""Because and unless, as the page of an outcome shows them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from guidance.content.deciding import Change, because, unless
from guidance.content.model import Question
from guidance.content.walking import Step
from guidance.reader.answers import Place, written

AT_FIRST = 4
"""So many changes stand open on the page; one more is shown, several are folded."""


@dataclass(frozen=True)
class Linked:
    """A change, and the walk it leads to."""

    change: Change
    url: str


@dataclass(frozen=True)
class Unless:
    """The changes of one question's answer that come one after the other."""

    question: Question
    changes: list[Linked]


@dataclass(frozen=True)
class Decided:
    """Why the answer is what it is: the answers that decided, and what flips it."""

    because: tuple[Step, ...]
    nearest: list[Unless]
    others: list[Unless]
    folded: int


def decided(place: Place) -> Decided:
    """Return why the outcome reached at `place` is what it is."""
    wizard, answers = place.wizard, place.walk.answers
    found = unless(wizard, answers) if wizard.unless else ()
    linked = [Linked(each, written(place.base, each.answers)) for each in found]
    shown = len(linked) if len(linked) <= AT_FIRST + 1 else AT_FIRST
    return Decided(
        because(wizard, answers),
        _by_question(linked[:shown]),
        _by_question(linked[shown:]),
        len(linked) - shown,
    )


def _by_question(linked: list[Linked]) -> list[Unless]:
    groups = groupby(linked, key=lambda each: each.change.step.question.slug)
    unless = []
    for _, group in groups:
        changes = list(group)
        unless.append(Unless(changes[0].change.step.question, changes))
    return unless

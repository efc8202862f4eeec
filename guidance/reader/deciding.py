"""Because and unless, as the page of an outcome shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from guidance.content.deciding import Change, because, unless
from guidance.content.model import Question
from guidance.content.vocabulary import Verdict
from guidance.content.walking import Step
from guidance.reader.answers import Place, written

AT_FIRST = 4
"""So many changes stand open on the page; one more is shown, several are folded."""


@dataclass(frozen=True)
class Linked:
    """A change, and the walk it leads to. `verdicts` are those that can follow and
    still hold; `is_recalled` where another can follow that was pulled."""

    change: Change
    url: str
    verdicts: tuple[Verdict, ...]
    is_recalled: bool


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


def decided(place: Place, pulled: frozenset[str]) -> Decided:
    """Return why the outcome reached at `place` is what it is. Of the outcomes whose
    slugs are `pulled` no verdict is told."""
    wizard, answers = place.wizard, place.walk.answers
    found = unless(wizard, answers) if wizard.unless else ()
    linked = [_linked(each, place, pulled) for each in found]
    shown = len(linked) if len(linked) <= AT_FIRST + 1 else AT_FIRST
    return Decided(
        because(wizard, answers),
        _by_question(linked[:shown]),
        _by_question(linked[shown:]),
        len(linked) - shown,
    )


def _linked(change: Change, place: Place, pulled: frozenset[str]) -> Linked:
    ends = tuple(each for each in change.ends if each.slug not in pulled)
    url = written(place.base, change.answers)
    verdicts = replace(change, ends=ends).verdicts
    return Linked(change, url, verdicts, len(ends) < len(change.ends))


def _by_question(linked: list[Linked]) -> list[Unless]:
    groups = groupby(linked, key=lambda each: each.change.step.question.slug)
    unless = []
    for _, group in groups:
        changes = list(group)
        unless.append(Unless(changes[0].change.step.question, changes))
    return unless

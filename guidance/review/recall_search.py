"""Finding the answer that has to be pulled, by its ref or by words of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from guidance.content.lookup import Lookup
from guidance.content.model import Outcome, Scenario
from guidance.content.recallable import Answer, answers, same_case
from guidance.content.vocabulary import Verdict
from guidance.editions.library import NoEdition, library
from guidance.editions.reading import Copy
from guidance.review.recall_lines import Line

MOST = 20


@dataclass(frozen=True)
class Found:
    """An answer that was looked for, and the recall that it is under already."""

    answer: Answer
    line: Line | None


@dataclass(frozen=True)
class GoesWith:
    """What an answer says now, how many answers a recall of it takes along, and what
    answers the same case in other words and stays."""

    verdict: Verdict | None
    says: str
    taken_along: int
    same_case: list[Answer]


def copies(at: datetime) -> list[Copy]:
    """Return the edition in force and those to come, as far as they can be read."""
    to_come = [
        each.number
        for each in library.editions()
        if each.called_off is None
        and each.in_force_from > at
        and each.number not in library.unreadable
    ]
    found = [library.numbered(each) for each in to_come]
    try:
        return [library.current(at), *found]
    except NoEdition:
        return found


def pullable(at: datetime) -> dict[tuple[str, str], Answer]:
    """Return what can be pulled, by kind and ref, as the edition in force names it."""
    every: dict[tuple[str, str], Answer] = {}
    for copy in copies(at):
        for each in answers(copy.guidance):
            every.setdefault((each.kind, each.ref), each)
    return every


def looked_for(asked: str, lines: Iterable[Line], *, at: datetime) -> list[Found]:
    """Return what `asked` names: the one with that ref first, then by its words."""
    words = asked.casefold().split()
    if not words:
        return []
    under = {
        (each.recall.kind, each.recall.ref): each for each in lines if not each.is_over
    }
    found = [each for each in pullable(at).values() if each.holds(words)]
    found.sort(key=lambda each: each.ref != asked.casefold())
    return [Found(each, under.get((each.kind, each.ref))) for each in found[:MOST]]


def what_goes_with(answer: Answer, *, at: datetime) -> GoesWith | None:
    """Return what a recall of `answer` does, None where it is in no edition now."""
    for copy in copies(at):
        if any(each == answer for each in answers(copy.guidance)):
            return _goes_with(answer, copy.lookup)
    return None


def _goes_with(answer: Answer, lookup: Lookup) -> GoesWith:
    found = _words(answer, lookup)
    return GoesWith(
        verdict=found.verdict if found else None,
        says=_says(found),
        taken_along=_taken_along(answer, lookup),
        same_case=same_case(lookup.guidance, answer),
    )


def _words(answer: Answer, lookup: Lookup) -> Scenario | Outcome | None:
    if answer.kind == "scenario":
        return lookup.scenarios.get(answer.path)
    if answer.kind == "outcome":
        outcomes = lookup.wizards[answer.path].outcomes
        return next((each for each in outcomes if each.ref == answer.ref), None)
    return None


def _says(found: Scenario | Outcome | None) -> str:
    if found is None:
        return ""
    return found.answer if isinstance(found, Scenario) else found.headline


def _taken_along(answer: Answer, lookup: Lookup) -> int:
    """Return how many answers are pulled with a wizard or a memo."""
    if answer.kind == "wizard":
        return len(lookup.wizards[answer.path].outcomes)
    if answer.kind != "memo":
        return 0
    sections = [
        f"{answer.path}/{each.slug}" for each in lookup.memos[answer.path].sections
    ]
    resting = (each for path in sections for each in lookup.rests_on(path))
    return len({(type(each.answer), each.answer.ref) for each in resting})

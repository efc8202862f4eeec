"""The answers of a wizard that a change turns round, with the ways that lead to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from guidance.content.joint_walking import JointWalk, Met, TooTangled
from guidance.content.model import Outcome, Scenario, Wizard
from guidance.content.question_graph import NOWHERE
from guidance.content.quoting import normalise
from guidance.content.vocabulary import Verdict
from guidance.content.walking import Step, follow, paths

LISTED = 1_000
"""How many ways are listed where there is nothing better than listing them."""


class Difference(StrEnum):
    """In what an answer differs, the gravest first."""

    VERDICT = "verdict"
    OUTCOME = "outcome"
    QUOTES = "quotes"


GRAVEST = {each: number for number, each in enumerate(Difference)}


class Reach(StrEnum):
    """How far the comparison of a wizard goes."""

    EVERYTHING = "everything"
    VERDICTS = "verdicts"
    SOME_WAYS = "some ways"


Answer = Scenario | Outcome


@dataclass(frozen=True)
class AnswerChange:
    """Ways through a wizard that end otherwise than before.

    `before` or `after` is None where the answers lead to no outcome. `answers` are
    those of the shortest way.
    """

    difference: Difference
    before: Outcome | None
    after: Outcome | None
    ways: int
    answers: dict[str, str]

    @property
    def verdicts(self) -> tuple[Verdict | None, Verdict | None]:
        return _verdict(self.before), _verdict(self.after)


@dataclass(frozen=True)
class WizardChange:
    """What changes in the answers of one wizard.

    `ways` is how many ways there are through both versions together, and `changed`
    how many of them are among the `answers`.
    """

    before: Wizard | None
    after: Wizard | None
    ways: int
    answers: tuple[AnswerChange, ...]
    reach: Reach

    @property
    def wizard(self) -> Wizard:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def changed(self) -> int:
        return sum(each.ways for each in self.answers)

    def steps_before(self, change: AnswerChange) -> tuple[Step, ...]:
        """Return the steps of the shortest way as the version before asks them."""
        return _end(self.before, change.answers)[0]

    def steps_after(self, change: AnswerChange) -> tuple[Step, ...]:
        """Return the steps of the shortest way as the version after asks them."""
        return _end(self.after, change.answers)[0]


def _verdict(answer: Answer | None) -> Verdict | None:
    return answer.verdict if answer else None


def _quotes(answer: Answer) -> set[tuple[str, str]]:
    """Return the words `answer` rests on, as they are compared with a section's."""
    return {(each.section, normalise(each.words)) for each in answer.citations}


def difference(before: Answer | None, after: Answer | None) -> Difference | None:
    """Return in what the meaning of two answers differs, or None."""
    if before is None or after is None or before.verdict is not after.verdict:
        return Difference.VERDICT if before is not after else None
    if isinstance(before, Outcome) and before.slug != after.slug:
        return Difference.OUTCOME
    return Difference.QUOTES if _quotes(before) != _quotes(after) else None


def compare_wizards(before: Wizard | None, after: Wizard | None) -> WizardChange:
    """Return what changes in the answers of a wizard, questions known by their slugs.

    Where there is too much to compare, the verdicts alone are compared; and where
    even that is too much, so many of the ways through the version before.
    """
    try:
        meetings, reach = JointWalk(before, after).meetings, Reach.EVERYTHING
    except TooTangled:
        meetings, reach = _coarsely(before, after)
    answers = [each for met in meetings for each in _answer(before, after, met, reach)]
    answers.sort(key=lambda each: (GRAVEST[each.difference], -each.ways))
    ways = sum(each.ways for each in meetings)
    return WizardChange(before, after, ways, tuple(answers), reach)


def _coarsely(before: Wizard | None, after: Wizard | None) -> tuple[list[Met], Reach]:
    try:
        walked = JointWalk(before, after, named=lambda outcome: outcome.verdict.value)
        return walked.meetings, Reach.VERDICTS
    except TooTangled:
        return _listed(before, after), Reach.SOME_WAYS


def _listed(before: Wizard | None, after: Wizard | None) -> list[Met]:
    """Return what the first ways through the version before meet after."""
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for answers in islice(paths(before), LISTED) if before else ():
        one, other = _end(before, answers)[1], _end(after, answers)[1]
        ends = one.slug if one else NOWHERE, other.slug if other else NOWHERE
        found[ends].append(answers)
    return [
        Met(*ends, len(every), min(every, key=len)) for ends, every in found.items()
    ]


def _answer(
    before: Wizard | None, after: Wizard | None, met: Met, reach: Reach
) -> Iterator[AnswerChange]:
    """Yield the change where the answers of `met` lead to a different answer."""
    if reach is not Reach.VERDICTS:
        one, other = _outcome(before, met.before), _outcome(after, met.after)
    elif met.before == met.after:
        return  # known by their verdicts alone, these ends say nothing else
    else:
        one, other = _end(before, met.answers)[1], _end(after, met.answers)[1]
    found = difference(one, other)
    if found:
        yield AnswerChange(found, one, other, met.ways, met.answers)


def _outcome(wizard: Wizard | None, slug: str) -> Outcome | None:
    node = wizard.nodes.get(slug) if wizard else None
    return node if isinstance(node, Outcome) else None


def _end(
    wizard: Wizard | None, answers: dict[str, str]
) -> tuple[tuple[Step, ...], Outcome | None]:
    if wizard is None or wizard.start not in wizard.nodes:
        return (), None
    steps, node = follow(wizard, answers)
    return steps, node if isinstance(node, Outcome) else None

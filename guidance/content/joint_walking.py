"""Walking two versions of a wizard together, without listing the ways through them.

The same answers are given to both versions until each has come to an end. How many
ways lead to each pair of ends is counted from the ends backwards, once for every pair
of places, so ten thousand ways cost no more than the few hundred pairs they run
through. Where the one version asks a question that the other asks only later, the
answer is carried along, and only as long as it can still be asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from guidance.content.model import Outcome, Wizard
from guidance.content.question_graph import NOWHERE, Graph, slug_of

MOST = 300_000
"""How much is done before it is said that two wizards differ too much."""


class TooTangled(Exception):
    """Questions were moved about so much that not every way can be compared."""


class Told(NamedTuple):
    """An answer one version was given that the other can still ask for.

    `must` be asked for: it is a choice that only the other offers, so without its
    question no officer could have given it.
    """

    question: str
    choice: str
    must: bool


class Places(NamedTuple):
    """Where the walk stands in both versions, and the answers carried along."""

    before: str
    after: str
    told: tuple[Told, ...] = ()


Ends = tuple[str, str]
"""The outcomes that the same answers lead to before and after."""

Fact = tuple[str, str] | None
"""A question and the choice made there; None where that was told already."""


Step = tuple[Fact, str, str, tuple[Told, ...]]
"""An answer, the places it leads to before and after, and what is carried along."""


class Ways(NamedTuple):
    """How many ways lead to a pair of ends, and where the shortest of them begins."""

    number: int
    length: int
    fact: Fact = None
    to: Places | None = None


@dataclass(frozen=True)
class Met:
    """A pair of ends, the number of ways to it and the answers of the shortest."""

    before: str
    after: str
    ways: int
    answers: dict[str, str]


class JointWalk:
    """Two versions of a wizard, walked together. Either may be missing.

    Questions and choices are known by their slugs, and so are outcomes, or by
    whatever `named` calls them: fewer names are less to count.
    """

    def __init__(
        self,
        before: Wizard | None,
        after: Wizard | None,
        *,
        named: Callable[[Outcome], str] = slug_of,
    ) -> None:
        bits: dict[str, int] = {}
        self._before = Graph(before, bits, named)
        self._after = Graph(after, bits, named)
        self._table: dict[Places, dict[Ends, Ways]] = {}
        self._work = 0

    @cached_property
    def meetings(self) -> list[Met]:
        """Every pair of ends that the same answers lead to, the shortest way first.

        Raises TooTangled.
        """
        start = Places(self._before.start, self._after.start)
        self._fill(start)
        found = self._table[start].items()
        return [
            Met(*ends, ways.number, self._answers(start, ends))
            for ends, ways in sorted(found, key=lambda each: each[1].length)
        ]

    def _fill(self, start: Places) -> None:
        """Count from the ends backwards; an explicit stack, for wizards of any depth."""
        waiting: list[tuple[Places, list[tuple[Fact, Places]] | None]] = [(start, None)]
        while waiting:
            places, ways = waiting.pop()
            if ways is not None:
                self._table[places] = self._together(places, ways)
            elif places not in self._table:
                ways = list(self._onward(places))
                self._spend(len(ways) * (1 + len(places.told)))
                waiting.append((places, ways))
                waiting += [(to, None) for _, to in ways if to not in self._table]

    def _together(
        self, places: Places, onward: list[tuple[Fact, Places]]
    ) -> dict[Ends, Ways]:
        if not onward and self._is_end(places):
            before = self._before.ends.get(places.before, NOWHERE)
            return {(before, self._after.ends.get(places.after, NOWHERE)): Ways(1, 0)}
        found: dict[Ends, Ways] = {}
        for fact, to in onward:
            self._spend(len(self._table[to]))
            for ends, ways in self._table[to].items():
                so_far = found.get(ends)
                length = ways.length + (fact is not None)
                count = ways.number + (so_far.number if so_far else 0)
                if so_far and so_far.length <= length:
                    found[ends] = Ways(count, so_far.length, so_far.fact, so_far.to)
                else:
                    found[ends] = Ways(count, length, fact, to)
        return found

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > MOST:
            raise TooTangled

    def _is_end(self, places: Places) -> bool:
        asked = places.before in self._before.choices
        return not asked and places.after not in self._after.choices

    def _answers(self, start: Places, ends: Ends) -> dict[str, str]:
        answers: dict[str, str] = {}
        here: Places | None = start
        while here is not None:
            way = self._table[here][ends]
            if way.fact:
                answers.update([way.fact])
            here = way.to
        return answers

    def _onward(self, places: Places) -> Iterator[tuple[Fact, Places]]:
        """Yield each way on from `places`: the answer given, and where it leads."""
        steps = () if self._is_end(places) else self._steps(places)
        for fact, before, after, told in steps:
            kept = [each for each in told if self._can_ask(before, after, each)]
            if len(kept) == len(told) or not any(
                each.must for each in told if each not in kept
            ):
                yield fact, Places(before, after, tuple(sorted(kept)))

    def _can_ask(self, before: str, after: str, told: Told) -> bool:
        question = told.question
        return self._before.can_ask(before, question) or self._after.can_ask(
            after, question
        )

    def _steps(self, places: Places) -> Iterator[Step]:
        """Yield every way on: a version is asked nothing that it was told already."""
        before, after, told = places
        old = self._before.choices.get(before)
        new = self._after.choices.get(after)
        known = {each.question: each.choice for each in told}
        if old is not None and before in known:
            to = old.get(known[before], NOWHERE)
            yield None, to, after, _without(told, before)
        elif new is not None and after in known:
            to = new.get(known[after], NOWHERE)
            yield None, before, to, _without(told, after)
        elif old is not None and new is not None and before == after:
            for each in {**new, **old}:
                fact = (after, each)
                yield fact, old.get(each, NOWHERE), new.get(each, NOWHERE), told
        else:
            yield from self._one_goes_on(places)

    def _one_goes_on(self, places: Places) -> Iterator[Step]:
        """Yield the ways on in one version, while the other waits."""
        before, after, told = places
        if self._before_goes_on(before, after):
            for choice, to, carried in _alone(before, self._before, self._after, after):
                yield (before, choice), to, after, (*told, *carried)
        else:
            for choice, to, carried in _alone(after, self._after, self._before, before):
                yield (after, choice), before, to, (*told, *carried)

    def _before_goes_on(self, before: str, after: str) -> bool:
        """Say which of two versions at different questions is asked next.

        One whose question the other can't ask any more carries nothing along. Where
        each can still ask the other's, the one that is nearer to it goes on.
        """
        if before not in self._before.choices or after not in self._after.choices:
            return before in self._before.choices
        if not self._before.can_ask(before, after):
            return False
        if not self._after.can_ask(after, before):
            return True
        towards = self._before.distances(before)[after]
        return towards <= self._after.distances(after)[before]


def _alone(
    place: str, own: Graph, other: Graph, waits: str
) -> Iterator[tuple[str, str, tuple[Told, ...]]]:
    """Yield the ways on from `place` while the other version waits: the choice, where
    it leads, and what is carried along if the other can still ask."""
    ways = own.choices[place]
    if not other.can_ask(waits, place):
        for choice, to in ways.items():
            yield choice, to, ()
        return
    for choice in {**ways, **other.choices[place]}:
        carried = Told(place, choice, must=choice not in ways)
        yield choice, ways.get(choice, NOWHERE), (carried,)


def _without(told: tuple[Told, ...], question: str) -> tuple[Told, ...]:
    return tuple(each for each in told if each.question != question)

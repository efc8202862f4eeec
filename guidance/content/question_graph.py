"""A wizard as places, the ways between them, and what can still be asked from each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from guidance.content.model import Outcome, Question, Wizard
from guidance.content.walking import longest_from

NOWHERE = ""
"""Where a choice leads that is not offered, leads to nothing or leads back."""


def slug_of(outcome: Outcome) -> str:
    return outcome.slug


class Graph:
    """A wizard, or none at all, as places and what can still be asked from each."""

    def __init__(
        self,
        wizard: Wizard | None,
        bits: dict[str, int],
        named: Callable[[Outcome], str],
    ) -> None:
        self.start = NOWHERE
        self.ends: dict[str, str] = {}
        self.choices: dict[str, dict[str, str]] = {}
        # What can still be asked is one number with a bit for each question: a set
        # for each place would grow with the square of a long wizard.
        self._asks: dict[str, int] = {NOWHERE: 0}
        self._bits = bits
        self._distances: dict[str, dict[str, int]] = {}
        if wizard:
            self._read(wizard, named)

    def _read(self, wizard: Wizard, named: Callable[[Outcome], str]) -> None:
        for slug in longest_from(wizard):  # whose order is children first
            node = wizard.nodes[slug]
            if isinstance(node, Outcome):
                self._asks[slug] = 0
                self.ends[slug] = named(node)
            elif node.choices:
                self._add(node)
        if wizard.start in self._asks:
            self.start = wizard.start

    def _add(self, question: Question) -> None:
        ways: dict[str, str] = {}
        asks = self._bits.setdefault(question.slug, 1 << len(self._bits))
        for choice in question.choices:
            # What was not seen yet does not exist, asks nothing or leads back here.
            to = choice.leads_to if choice.leads_to in self._asks else NOWHERE
            asks |= self._asks[ways.setdefault(choice.slug, to)]
        self.choices[question.slug] = ways
        self._asks[question.slug] = asks

    def can_ask(self, place: str, question: str) -> bool:
        """Say whether `question` is asked at `place` or may be after it."""
        return bool(self._asks[place] & self._bits.get(question, 0))

    def distances(self, place: str) -> dict[str, int]:
        """Return how many questions after `place` each that follows may be asked."""
        if place not in self._distances:
            found, waiting = {place: 0}, deque([place])
            while waiting:
                here = waiting.popleft()
                for to in self.choices.get(here, {}).values():
                    if to not in found:
                        found[to] = found[here] + 1
                        waiting.append(to)
            self._distances[place] = found
        return self._distances[place]

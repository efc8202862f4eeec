"""The tree as lists inside lists: each question and outcome once, links for the rest.

A node is told within the first choice that leads to it. One that would stand too deep
starts a part of its own, so that a long wizard stays readable on a phone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from guidance.authoring.building.tree import Node, Tree, ways_of
from guidance.authoring.choice_forms import name_of
from guidance.authoring.models import Choice, Question

DEEPEST = 7
"""How many questions stand inside one another before one starts a part of its own."""


@dataclass
class Part:
    """A node at the place where it is told, with the ways on from it."""

    key: str
    node: Node
    ways: list[Way] = field(default_factory=list)

    @property
    def is_question(self) -> bool:
        return isinstance(self.node, Question)


@dataclass(frozen=True)
class Way:
    """A choice and where it leads: to a `part` told here, to one told elsewhere, or
    nowhere yet."""

    choice: Choice
    node: Node | None
    key: str
    part: Part | None


@dataclass(frozen=True)
class Outline:
    """What the start leads to, in parts, and what no answers lead to yet."""

    parts: list[Part]
    unreached: list[Part]


class Telling:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._told: set[str] = set()
        self._waiting: list[str] = []

    def parts(self, key: str) -> list[Part]:
        """Return the part of the node `key`, and those that became too deep in it."""
        if key in self._told:
            return []
        self._told.add(key)
        self._waiting.append(key)
        # The list grows while it is read.
        found = [self._part(each, 1) for each in self._waiting]
        self._waiting.clear()
        return found

    def _part(self, key: str, depth: int) -> Part:
        node = self._tree.nodes[key]
        part = Part(key, node)
        if isinstance(node, Question):
            part.ways += [self._way(choice, depth) for choice in ways_of(node)]
        return part

    def _way(self, choice: Choice, depth: int) -> Way:
        if choice.leads_to is None:
            return Way(choice, None, "", None)
        key = name_of(choice.leads_to)
        node = self._tree.nodes[key]
        if key in self._told:
            return Way(choice, node, key, None)
        self._told.add(key)
        if isinstance(node, Question) and depth == DEEPEST:
            self._waiting.append(key)
            return Way(choice, node, key, None)
        return Way(choice, node, key, self._part(key, depth + 1))


def outline(tree: Tree) -> Outline:
    telling = Telling(tree)
    start = tree.wizard.start
    reached = telling.parts(name_of(start)) if start else []
    # What nothing leads to comes first: it leads to the rest, but for circles.
    loose = sorted(tree.nodes, key=lambda key: bool(tree.led_to_by[key]))
    return Outline(reached, [part for key in loose for part in telling.parts(key)])

"""A wizard in words: the questions and their choices as lists inside lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from guidance.content.model import Choice, Node, Question, Wizard
from guidance.reader.map_addresses import Addresses

DEEPEST = 8
"""How many questions stand inside one another before one starts a part of its own."""


@dataclass(frozen=True)
class Way:
    """A choice and what it leads to; a question that is told right here is `part`."""

    choice: Choice
    is_taken: bool
    node: Node
    url: str
    part: Part | None

    @property
    def is_outcome(self) -> bool:
        return not isinstance(self.node, Question)


@dataclass
class Part:
    """A question with its ways."""

    question: Question
    url: str
    is_here: bool
    ways: list[Way] = field(default_factory=list)


@dataclass
class _Telling:
    """What the outline has told so far, and what still waits for a part of its own."""

    wizard: Wizard
    addresses: Addresses
    told: set[str]
    waiting: list[Node]

    def part(self, question: Question, depth: int) -> Part:
        walk = self.addresses.walk
        here = bool(walk.steps) and question == walk.node
        part = Part(question, self.addresses.question(question), here)
        for choice in question.choices:
            node = self.wizard.nodes.get(choice.leads_to)
            if node:
                part.ways.append(self.way(question, choice, node, depth))
        return part

    def way(self, question: Question, choice: Choice, node: Node, depth: int) -> Way:
        taken = self.addresses.taken(question, [choice]) is not None
        url = self.addresses.after(question, choice)
        is_new = isinstance(node, Question) and node.slug not in self.told
        self.told.add(node.slug)
        part = None
        if is_new and depth == DEEPEST:
            self.waiting.append(node)
        elif is_new and isinstance(node, Question):
            part = self.part(node, depth + 1)
        return Way(choice, taken, node, url, part)


def outline(wizard: Wizard, addresses: Addresses) -> list[Part]:
    """Return `wizard` in words, each question told once.

    It is told within the first choice that leads to it. One that would stand too deep
    starts a part of its own, so that a long wizard stays readable.
    """
    waiting = [wizard.nodes[wizard.start]]
    telling = _Telling(wizard, addresses, {wizard.start}, waiting)
    return [
        telling.part(node, 1)
        for node in waiting  # which grows while it is read
        if isinstance(node, Question)
    ]

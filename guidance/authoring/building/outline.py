"""The tree as lists inside lists: each question and outcome once, links for the rest.

A node is told within the first choice that leads to it. One that would stand too deep
starts a part of its own, so that a long wizard stays readable on a phone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from guidance.authoring.building.judging import Judged
from guidance.authoring.building.tree import Node, Tree, label
from guidance.authoring.choice_forms import name_of
from guidance.authoring.models import Choice, Outcome, Question
from guidance.content.findings import Finding
from guidance.content.proofs.reading_grades import HARDEST
from guidance.content.vocabulary import Verdict

DEEPEST = 7
"""How many questions stand inside one another before one starts a part of its own."""


@dataclass
class Part:
    """A node at the place where it is told, with the ways on from it.

    `verdict` and its label are "" for a question, as is the wizard it leads on to.
    """

    key: str
    ref: str
    words: str
    grade: float
    is_hard: bool
    findings: list[Finding]
    verdict: str = ""
    verdict_label: str = ""
    onward: str = ""
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class Way:
    """A choice and where it leads: to a `part` told here, to one told elsewhere, or
    nowhere yet."""

    label: str
    is_unsure: bool
    node: Node | None = None
    key: str = ""
    part: Part | None = None

    @property
    def words(self) -> str:
        return label(self.node) if self.node else ""


@dataclass(frozen=True)
class Outline:
    """What the start leads to, in parts, and what no answers lead to yet."""

    parts: list[Part]
    unreached: list[Part]


class Telling:
    """Tells nodes one after the other, and remembers which were told."""

    def __init__(self, tree: Tree, judged: Judged) -> None:
        self._tree, self._judged = tree, judged
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
        part = self._told_part(key, node)
        choices = self._tree.ways[node.pk] if isinstance(node, Question) else []
        # Its own choices come before what is behind them: no node stands deeper than
        # it must.
        here = {each.pk for each in choices if self._is_new(each, depth)}
        part.ways += [self._way(each, depth, told=each.pk in here) for each in choices]
        return part

    def _is_new(self, choice: Choice, depth: int) -> bool:
        """Say whether what `choice` leads to is to be told with it; note it as told."""
        key = name_of(choice.leads_to)
        if not key or key in self._told:
            return False
        self._told.add(key)
        too_deep = bool(choice.to_question_id) and depth == DEEPEST
        if too_deep:
            self._waiting.append(key)
        return not too_deep

    def _way(self, choice: Choice, depth: int, *, told: bool) -> Way:
        said = (choice.label, choice.not_sure)
        if choice.leads_to is None:
            return Way(*said)
        key = name_of(choice.leads_to)
        part = self._part(key, depth + 1) if told else None
        return Way(*said, self._tree.nodes[key], key, part)

    def _told_part(self, key: str, node: Node) -> Part:
        grade = self._judged.grades.get(key, 0.0)
        findings = self._judged.of_node.get(key, [])
        part = Part(key, node.ref, label(node), grade, grade > HARDEST, findings)
        if isinstance(node, Outcome):
            verdict = Verdict(node.verdict)
            part.verdict, part.verdict_label = verdict, verdict.label
            part.onward = node.next_wizard.ref if node.next_wizard else ""
        return part


def outline(tree: Tree, judged: Judged) -> Outline:
    """Return the nodes of `tree` where they are told, with what was found of each."""
    telling = Telling(tree, judged)
    start = tree.wizard.start
    reached = telling.parts(name_of(start)) if start else []
    # What nothing leads to comes first: it leads to the rest, but for circles.
    loose = sorted(tree.nodes, key=lambda key: bool(tree.led_to_by[key]))
    return Outline(reached, [part for key in loose for part in telling.parts(key)])

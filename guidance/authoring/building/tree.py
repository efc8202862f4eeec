"""A wizard's rows as they stand now, read once with a few queries.

A draft may have a choice that leads nowhere or no start; as content it then leads to a
name that no node has, which the walking, drawing and checking of content put up with.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch
from pydantic import ValidationError

from guidance.authoring.choice_forms import name_of
from guidance.authoring.freezing import in_order
from guidance.authoring.models import (
    Choice,
    Outcome,
    OutcomeBearing,
    OutcomeCitation,
    OutcomeContact,
    Question,
    Wizard,
)
from guidance.authoring.plain_data import wizard_data
from guidance.content import model as content

Node = Question | Outcome

NOWHERE = "nowhere-yet"
LONGEST_KEY = 18  # digits


@dataclass(frozen=True)
class Tree:
    """The rows of one wizard; `nodes` finds questions and outcomes by their keys."""

    wizard: Wizard

    @cached_property
    def questions(self) -> list[Question]:
        return list(self.wizard.questions.all())

    @cached_property
    def outcomes(self) -> list[Outcome]:
        return list(self.wizard.outcomes.all())

    @cached_property
    def nodes(self) -> dict[str, Node]:
        every: list[Node] = [*self.questions, *self.outcomes]
        return {name_of(node): node for node in every}

    @cached_property
    def ways(self) -> dict[int, list[Choice]]:
        """The choices of each question, by the question's key in the database."""
        return {each.pk: list(each.choices.all()) for each in self.questions}

    @cached_property
    def choices(self) -> dict[int, Choice]:
        return {each.pk: each for choices in self.ways.values() for each in choices}

    @cached_property
    def led_to_by(self) -> dict[str, list[Choice]]:
        """The choices that lead to a node, by the node's key."""
        found: dict[str, list[Choice]] = defaultdict(list)
        for choice in self.choices.values():
            if choice.leads_to:
                found[name_of(choice.leads_to)].append(choice)
        return found

    def onward(self, key: str) -> list[str]:
        """Return the keys of the nodes that the node `key` leads to."""
        node = self.nodes[key]
        ways = self.ways[node.pk] if isinstance(node, Question) else []
        return [name_of(each.leads_to) for each in ways if each.leads_to]

    def reach(self, *starts: str, without: str = "") -> set[str]:
        """Return the keys of all that `starts` lead to, themselves included."""
        waiting = [each for each in starts if each != without]
        found = set(waiting)
        while waiting:
            for key in self.onward(waiting.pop()):
                if key not in found and key != without:
                    found.add(key)
                    waiting.append(key)
        return found

    def branch(self, key: str) -> list[Node]:
        """Return the node `key` and all that nothing but it leads to, in order."""
        inside = self.reach(key)
        others = [each for each in self.nodes if each not in inside]
        if self.wizard.start:
            others.append(name_of(self.wizard.start))
        kept = self.reach(*others, without=key)
        return [node for each, node in self.nodes.items() if each in inside - kept]

    @cached_property
    def content(self) -> content.Wizard | None:
        """The wizard as content, whatever it lacks; None where no value can say it."""
        data = wizard_data(self.wizard)
        data.setdefault("start", self.nowhere)
        for question in data["questions"]:
            for choice in question["choices"]:
                choice.setdefault("leads_to", self.nowhere)
        try:
            return content.Wizard.model_validate(data)
        except ValidationError:
            return None

    @cached_property
    def nowhere(self) -> str:
        """A slug that no node of the wizard has."""
        slugs, name = {node.slug for node in self.nodes.values()}, NOWHERE
        while name in slugs:
            name += "-x"
        return name


def read_tree(pk: int, *, whole: bool = True) -> Tree | None:
    """Return the tree of the wizard `pk`, or None where there is no such wizard.

    The `whole` has with the outcomes what they rest on, which only judging asks for.
    """
    choices = Prefetch("choices", Choice.objects.order_by("order", "pk"))
    questions = in_order(Question, "reference_list").prefetch_related(choices)
    outcomes = in_order(Outcome, "next_wizard")
    if whole:
        outcomes = outcomes.prefetch_related(*RESTING)
    rows = Wizard.objects.select_related("topic").prefetch_related(
        Prefetch("questions", questions), Prefetch("outcomes", outcomes)
    )
    row = rows.filter(pk=pk).first()
    return _tied(Tree(row)) if row else None


RESTING = [
    Prefetch("citations", in_order(OutcomeCitation, "section__memo")),
    Prefetch("outcome_contacts", in_order(OutcomeContact, "contact")),
    Prefetch("bearings", in_order(OutcomeBearing, "section__memo")),
]


def _tied(tree: Tree) -> Tree:
    """Return `tree`, whose choices and start lead to its own nodes.

    Left to the database, every choice would come with a copy of what it leads to.
    """
    questions = {each.pk: each for each in tree.questions}
    outcomes = {each.pk: each for each in tree.outcomes}
    for choice in tree.choices.values():
        if choice.to_question_id:
            choice.to_question = questions[choice.to_question_id]
        if choice.to_outcome_id:
            choice.to_outcome = outcomes[choice.to_outcome_id]
    if tree.wizard.start_id:
        tree.wizard.start = questions[tree.wizard.start_id]
    return tree


def label(node: Node) -> str:
    """Return what `node` says, as it is called on the screen."""
    return node.text if isinstance(node, Question) else node.headline


def label_of(pk: int, key: str) -> str:
    """Return what the node `key` of the wizard `pk` says; "" where there is none."""
    kind, _, number = key.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < LONGEST_KEY):
        return ""
    rows: Any = {"question": Question, "outcome": Outcome}.get(kind)
    found = rows and rows.objects.filter(wizard=pk, pk=int(number)).first()
    return label(found) if found else ""

"""What the builder does to the tree: add, lead, move, delete, copy.

Each function is called inside `change`, on a tree that was read there, so nobody else
is at work on its rows. A node counts a version more whenever something that its form
shows has changed.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from guidance.authoring.building.tree import Node, Tree, label
from guidance.authoring.building.undoing import Change
from guidance.authoring.following import given_in
from guidance.authoring.models import (
    Choice,
    Outcome,
    OutcomeBearing,
    OutcomeCitation,
    OutcomeContact,
    Question,
    Wizard,
)
from guidance.authoring.naming import Refs, slug_of
from guidance.content.vocabulary import Verdict
from guidance.editions.names_given import NamesGiven

NOT_SURE = "Not sure"
GAP = 10


class Builder:
    """Changes the rows of one wizard."""

    def __init__(self, made: Change, tree: Tree) -> None:
        self.made = made
        self.tree = tree
        self.wizard = tree.wizard
        self._slugs = {node.slug for node in tree.nodes.values()}
        orders = [node.order for node in tree.nodes.values()]
        self._last = max(orders, default=0)

    @cached_property
    def _given(self) -> NamesGiven:
        return given_in(self.wizard)

    @cached_property
    def _refs(self) -> Refs:
        return Refs(self.wizard, self._given.refs, at=self.made.at)

    def add_question(self, text: str, *, then: Node | None = None) -> Question:
        """Add a question with the usual choices, of which the first leads to `then`.

        The one for whoever isn't sure leads where most such choices do.
        """
        question = Question.objects.create(text=text, **self._named(text, "q"))
        unsure = self.usual_unsure()
        ways: list[tuple[str, Node | None]] = [("Yes", then), ("No", None)]
        for number, (words, target) in enumerate([*ways, (NOT_SURE, unsure)], 1):
            Choice.objects.create(
                question=question,
                slug=slug_of(words, (), "choice"),
                label=words,
                not_sure=words == NOT_SURE,
                order=number * GAP,
                **_target(target),
            )
        if self.wizard.start is None:
            self._start_at(question)
        return question

    def add_outcome(
        self, headline: str, verdict: Verdict, *, onward: Wizard | None = None
    ) -> Outcome:
        named = self._named(headline, "o")
        return Outcome.objects.create(
            headline=headline, verdict=verdict, next_wizard=onward, **named
        )

    def usual_unsure(self) -> Node | None:
        """Return where most of the “not sure” choices lead, or None."""
        led = [
            (len(choices), key)
            for key, every in self.tree.led_to_by.items()
            if (choices := [each for each in every if each.not_sure])
        ]
        return self.tree.nodes[max(led)[1]] if led else None

    def lead(self, choice: Choice, target: Node | None) -> None:
        """Lead `choice` to `target`, or nowhere."""
        columns: dict[str, Any] = {"to_question": None, "to_outcome": None}
        columns |= _target(target)
        Choice.objects.filter(pk=choice.pk).update(**columns)
        self.touch(choice.question)

    def move(self, choice: Choice, question: Question) -> None:
        """Move `choice`, and so the branch behind it, to another `question`."""
        others = list(question.choices.all())
        choice.slug = slug_of(choice.slug, {each.slug for each in others}, "choice")
        if any(each.not_sure for each in others):
            choice.not_sure = False
        self.touch(choice.question)
        choice.question = question
        choice.order = GAP + max((each.order for each in others), default=0)
        choice.save(update_fields=["slug", "not_sure", "question", "order"])
        self.touch(question)

    def shift(self, choice: Choice, steps: int) -> None:
        """Put `choice` before the one above it, or after the one below."""
        rows = list(choice.question.choices.order_by("order", "pk"))
        here = rows.index(choice)
        there = here + steps
        if 0 <= there < len(rows):
            rows[here], rows[there] = rows[there], rows[here]
        for number, row in enumerate(rows, 1):
            Choice.objects.filter(pk=row.pk).update(order=number * GAP)

    def delete(self, nodes: list[Node]) -> None:
        """Delete `nodes`; what led to them leads nowhere then.

        Raises RestrictedError or ProtectedError where a case or a scenario answers
        with one of their choices.
        """
        gone = {node.pk for node in nodes if isinstance(node, Question)}
        for node in nodes:
            for choice in node.led_to_by.select_related("question"):
                if choice.question_id not in gone:
                    self.lead(choice, None)
            node.led_to_by.update(to_question=None, to_outcome=None)
        if self.wizard.start_id in gone:
            self._start_at(None)
        for node in nodes:
            node.delete()

    def duplicate(self, nodes: list[Node]) -> Node:
        """Copy `nodes`, which lead to one another, and return the copy of the first.

        What they lead to outside of themselves their copies lead to as well.
        """
        copies: dict[tuple[type, int], Node] = {}
        for node in nodes:
            copies[type(node), node.pk] = self._copy(node)
        for node in nodes:
            for choice in node.choices.all() if isinstance(node, Question) else ():
                target = choice.leads_to
                if target:
                    target = copies.get((type(target), target.pk), target)
                columns = _columns(choice, "question", "to_question", "to_outcome")
                copy: Any = copies[type(node), node.pk]
                Choice.objects.create(question=copy, **columns, **_target(target))
        return copies[type(nodes[0]), nodes[0].pk]

    def touch(self, row: Any) -> None:
        """Count a version more of `row`, as it is in the database."""
        current = type(row)._default_manager.get(pk=row.pk)
        current.advance(by=self.made.by, at=self.made.at)

    def _start_at(self, question: Question | None) -> None:
        self.wizard.start = question
        self.wizard.save(update_fields=["start"])
        self.touch(self.wizard)

    def _copy(self, node: Node) -> Node:
        named = self._named(label(node), "q" if isinstance(node, Question) else "o")
        columns = _columns(node, *named, "version", "edited_at", "edited_by")
        copy: Any = type(node)._default_manager.create(**columns, **named)
        for model in PARTS if isinstance(node, Outcome) else ():
            for part in model.objects.filter(outcome=node).order_by("order", "pk"):
                model.objects.create(outcome=copy, **_columns(part, "outcome"))
        return copy  # type: ignore[no-any-return]

    def _named(self, words: str, letter: str) -> dict[str, Any]:
        """Return the columns that every new node has."""
        taken = self._slugs | self._given.slugs
        slug = slug_of(words, taken, "question" if letter == "q" else "outcome")
        self._slugs.add(slug)
        self._last += GAP
        return {
            "wizard": self.wizard,
            "slug": slug,
            "ref": self._refs.next(letter),
            "order": self._last,
            "edited_at": self.made.at,
            "edited_by": self.made.by,
        }


PARTS: list[Any] = [OutcomeCitation, OutcomeContact, OutcomeBearing]


def _target(node: Node | None) -> dict[str, Any]:
    """Return the column of a choice that leads to `node`."""
    if node is None:
        return {}
    kind = "to_question" if isinstance(node, Question) else "to_outcome"
    return {kind: node}


def _columns(row: Any, *left_out: str) -> dict[str, Any]:
    """Return what stands in `row` for a copy of it."""
    names = [each.name for each in row._meta.fields if not each.primary_key]
    return {name: getattr(row, name) for name in names if name not in left_out}

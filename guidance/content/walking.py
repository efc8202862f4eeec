"""Walking a wizard: a fold over answers that stores nothing.

Each request replays the answers from the first question and stops where they stop,
so an address holds the whole state, going back costs nothing, and a changed answer
keeps the later ones that still apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidance.content.model import Choice, Node, Outcome, Question, Wizard


@dataclass(frozen=True)
class Step:
    """A question on the path, and the choice that was made there."""

    question: Question
    choice: Choice


@dataclass(frozen=True)
class Walk:
    """Where the answers lead.

    `node` is the question or outcome reached. `refused` is the answer that was given
    to that question but is not one it offers. `unused` are the answers, by question
    slug, to questions of this wizard that are no longer on the path. `remaining` is
    the most questions that can still follow, the one reached included.
    """

    steps: tuple[Step, ...]
    node: Node
    refused: str | None
    unused: dict[str, str]
    remaining: int

    @property
    def answers(self) -> dict[str, str]:
        """The answers on the path, in the order they were asked for."""
        return {step.question.slug: step.choice.slug for step in self.steps}

    @property
    def outcome(self) -> Outcome | None:
        """The outcome reached, or None while a question is open."""
        return self.node if isinstance(self.node, Outcome) else None


def walk(wizard: Wizard, answers: Mapping[str, str]) -> Walk:
    """Replay `answers`, by question slug, from the first question of `wizard`.

    Answers to questions off the path are passed over; an answer its question does
    not offer ends the walk at that question. Keys that are no question of this
    wizard are ignored. A draft that leads nowhere or round in a circle ends the walk
    at the question where that shows. Raises KeyError where `start` is no node.
    """
    steps, node = follow(wizard, answers)
    walked = {step.question.slug for step in steps} | {node.slug}
    return Walk(
        steps=steps,
        node=node,
        refused=_refused(node, answers),
        unused=_unused(wizard, answers, walked),
        remaining=longest_from(wizard)[node.slug],
    )


def follow(wizard: Wizard, answers: Mapping[str, str]) -> tuple[tuple[Step, ...], Node]:
    """Return the steps that `answers` take, and the node they reach.

    The whole of `walk` but for what a page tells its reader: for whoever walks very
    many paths. Raises KeyError where `start` is no node.
    """
    steps: list[Step] = []
    node = wizard.nodes[wizard.start]
    seen: set[str] = set()
    while isinstance(node, Question) and node.slug not in seen:
        choice = node.choice(answers.get(node.slug))
        following = wizard.nodes.get(choice.leads_to) if choice else None
        if choice is None or following is None:
            break
        seen.add(node.slug)
        steps.append(Step(node, choice))
        node = following
    return tuple(steps), node


def _refused(node: Node, answers: Mapping[str, str]) -> str | None:
    given = answers.get(node.slug)
    if isinstance(node, Outcome) or given is None or node.choice(given):
        return None
    return given


def _unused(
    wizard: Wizard, answers: Mapping[str, str], walked: set[str]
) -> dict[str, str]:
    """Return answers that would count again if their question were reached again."""
    return {
        question.slug: answers[question.slug]
        for question in wizard.questions
        if question.slug not in walked
        and question.choice(answers.get(question.slug)) is not None
    }


def longest_from(wizard: Wizard) -> dict[str, int]:
    """Return for every node the most questions that follow from it, itself included.

    A choice that leads back into a node being counted adds nothing, so that a draft
    with a circle in it still has an answer.
    """
    longest: dict[str, int] = {}
    for slug in _children_first(wizard):
        node = wizard.nodes[slug]
        if isinstance(node, Outcome):
            longest[slug] = 0
        else:
            longest[slug] = 1 + max(
                (longest.get(each.leads_to, 0) for each in node.choices), default=0
            )
    return longest


def _children_first(wizard: Wizard) -> Iterator[str]:
    """Yield every node's slug after the nodes it leads to; circles are cut.

    An explicit stack instead of recursion: a pack may hold a chain of any length.
    """
    seen: set[str] = set()
    for root in dict.fromkeys((wizard.start, *wizard.nodes)):
        stack = [(root, False)] if root in wizard.nodes else []
        while stack:
            slug, done = stack.pop()
            if done:
                yield slug
            elif slug not in seen:
                seen.add(slug)
                stack.append((slug, True))
                stack += [(each, False) for each in leads_to(wizard, slug)]


def leads_to(wizard: Wizard, slug: str) -> list[str]:
    """Return the existing nodes that the node `slug` leads to, in order of choice."""
    node = wizard.nodes.get(slug)
    if not isinstance(node, Question):
        return []
    return [each.leads_to for each in node.choices if each.leads_to in wizard.nodes]


def paths(wizard: Wizard) -> Iterator[dict[str, str]]:
    """Yield the answers of every path from the start to an outcome.

    There can be very many: take only as many as are wanted. In a draft, choices that
    lead nowhere, back, or only to such choices are passed over, so that the next path
    is never far.
    """
    onward = _choices_to_an_outcome(wizard)
    trail: list[tuple[str, str]] = []
    start: tuple[int, list[tuple[str, str]], str] = (0, [], wizard.start)
    stack = [start] if wizard.start in onward else []
    while stack:
        length, answer, slug = stack.pop()
        trail[length:] = answer
        if not onward[slug]:
            yield dict(trail)
        stack += [
            (len(trail), [(slug, each.slug)], each.leads_to)
            for each in reversed(onward[slug])
        ]


def _choices_to_an_outcome(wizard: Wizard) -> dict[str, list[Choice]]:
    """Return every node that leads to an outcome, with its choices that do.

    Children come first, so a choice that leads back finds nothing yet and is left out.
    """
    onward: dict[str, list[Choice]] = {}
    for slug in _children_first(wizard):
        node = wizard.nodes[slug]
        if isinstance(node, Outcome):
            onward[slug] = []
        elif choices := [each for each in node.choices if each.leads_to in onward]:
            onward[slug] = choices
    return onward

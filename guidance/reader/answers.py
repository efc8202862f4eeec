"""The answers in a wizard's address: read, walked, and written back into links.

An address holds every answer by its question's slug. An answer off the path is kept in
the links, so that changing one answer costs no other; a link that asks for a question
again carries its name under `CHANGE`, beside all the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from guidance.content.model import Choice, Question, Wizard
from guidance.content.walking import Walk, leads_to, walk

CHANGE = "change_answer"
"""Names the question to ask again. No slug has an underscore, so it is no question."""


@dataclass(frozen=True)
class Given:
    """The answers an address gives, and the questions it gives two answers to."""

    answers: dict[str, str]
    doubled: frozenset[str] = frozenset()
    changing: str = ""


@dataclass(frozen=True)
class Answered:
    """A question, the choice that was made there, and the address that changes it."""

    question: Question
    choice: Choice
    change: str = ""


@dataclass(frozen=True)
class Offered:
    """A choice as the page offers it."""

    choice: Choice
    number: int
    url: str
    is_current: bool


def given(query: QueryDict, wizard: Wizard) -> Given:
    """Return what `query` says about the questions of `wizard`; the rest is nothing.

    A question that was answered twice, and not the same, was not answered.
    """
    answers: dict[str, str] = {}
    doubled = set()
    for question in wizard.questions:
        values = set(query.getlist(question.slug))
        if len(values) == 1:
            answers[question.slug] = values.pop()
        elif values:
            doubled.add(question.slug)
    return Given(answers, frozenset(doubled), query.get(CHANGE, ""))


@dataclass(frozen=True)
class Place:
    """Where the answers given lead in a wizard whose page is at `base`."""

    wizard: Wizard
    base: str
    given: Given
    walk: Walk
    before: str | None = None

    @property
    def canonical(self) -> str:
        """The address of this place and nothing else: the answers on the path."""
        return written(self.base, self.walk.answers)

    @property
    def on_the_map(self) -> str:
        """What to add to the address of the map, to see this place on it."""
        where = "here" if self.walk.steps else "start"
        return f"{written('', self.walk.answers)}#{where}"

    @property
    def complaint(self) -> str:
        """What is wrong with the answer to the question reached, as a sentence."""
        if self.walk.refused is not None:
            return "That is not an answer this question offers. Choose one of these."
        if self.walk.node.slug in self.given.doubled:
            return "The address gave two answers to this question. Choose one."
        return ""

    @property
    def answered(self) -> list[Answered]:
        """The answers on the path, each with the address that changes it."""
        every = {**self.walk.answers, **self._current, **self.walk.unused}
        return [
            Answered(
                each.question,
                each.choice,
                written(self.base, {**every, CHANGE: each.question.slug}),
            )
            for each in self.walk.steps
        ]

    @property
    def _current(self) -> dict[str, str]:
        return {self.walk.node.slug: self.before} if self.before else {}

    def offered(self, question: Question) -> list[Offered]:
        """Return the choices of `question` in order, the unsure one last.

        Their links keep what may still count; what no longer can is named on this
        page and left behind.
        """
        kept = {each.question.slug: each.choice.slug for each in self.kept}
        choices = sorted(question.choices, key=lambda each: each.not_sure)
        offered = []
        for number, choice in enumerate(choices, start=1):
            answers = {**self.walk.answers, question.slug: choice.slug, **kept}
            url = written(self.base, answers)
            offered.append(Offered(choice, number, url, choice.slug == self.before))
        return offered

    @property
    def kept(self) -> list[Answered]:
        """Answers to questions that may still come: they count when asked again."""
        ahead = reachable(self.wizard, self.walk.node.slug)
        return [each for each in self._unused if each.question.slug in ahead]

    @property
    def dropped(self) -> list[Answered]:
        """Answers to questions that can no longer come on this path."""
        ahead = reachable(self.wizard, self.walk.node.slug)
        return [each for each in self._unused if each.question.slug not in ahead]

    @property
    def _unused(self) -> list[Answered]:
        return [
            Answered(question, choice)
            for question in self.wizard.questions
            if (choice := question.choice(self.walk.unused.get(question.slug)))
        ]


def place(wizard: Wizard, base: str, given: Given) -> Place:
    """Return where `given` leads, or the question it asks to change."""
    walked = walk(wizard, given.answers)
    before = walked.answers.get(given.changing)
    if before is None:
        return Place(wizard, base, given, walked)
    others = {
        slug: each for slug, each in given.answers.items() if slug != given.changing
    }
    return Place(wizard, base, given, walk(wizard, others), before)


def written(base: str, answers: Mapping[str, str]) -> str:
    """Return the address of the wizard's page at `base` with `answers` in it."""
    return f"{base}?{urlencode(answers)}" if answers else base


def reachable(wizard: Wizard, start: str) -> set[str]:
    """Return the slugs of the nodes that can follow `start`."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for slug in leads_to(wizard, waiting.pop()):
            if slug not in found:
                found.add(slug)
                waiting.append(slug)
    return found


def shortest(wizard: Wizard) -> dict[str, dict[str, str]]:
    """Return for each node that can be reached the fewest answers that reach it."""
    found: dict[str, dict[str, str]] = {wizard.start: {}}
    waiting = [wizard.start]
    for slug in waiting:
        node = wizard.nodes.get(slug)
        for choice in node.choices if isinstance(node, Question) else ():
            if choice.leads_to not in found:
                found[choice.leads_to] = {**found[slug], slug: choice.slug}
                waiting.append(choice.leads_to)
    return found

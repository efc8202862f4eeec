"""Where the parts of a map lead: the pages of the wizard, come by as on the path taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guidance.content.model import Choice, Node
from guidance.content.walking import Walk
from guidance.reader.answers import written


@dataclass(frozen=True)
class Addresses:
    """The addresses of a wizard whose page is at `base`.

    What lies on the path of `walk` is come by with its answers; anything else with
    the `fewest` that lead there.
    """

    base: str
    walk: Walk
    fewest: Mapping[str, Mapping[str, str]]

    def question(self, question: Node) -> str:
        """Return where `question` is asked."""
        return written(self.base, self._before(question))

    def after(self, question: Node, choice: Choice) -> str:
        """Return where `choice` of `question` leads."""
        answers = {**self._before(question), question.slug: choice.slug}
        return written(self.base, answers)

    def _before(self, question: Node) -> Mapping[str, str]:
        if not self.passes(question):
            return self.fewest[question.slug]
        before = {}
        for step in self.walk.steps:
            if step.question == question:
                break
            before[step.question.slug] = step.choice.slug
        return before

    def passes(self, node: Node) -> bool:
        """Say whether `node` lies on the path taken, or is where it has led."""
        answers = self.walk.answers
        return node.slug in answers or (bool(answers) and node == self.walk.node)

    def taken(self, question: Node, choices: Iterable[Choice]) -> Choice | None:
        """Return which of `choices` was taken on the path, if any was."""
        slug = self.walk.answers.get(question.slug)
        return next((each for each in choices if each.slug == slug), None)

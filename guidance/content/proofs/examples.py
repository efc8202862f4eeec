"""A walkable example for a structural problem: the shortest way to where it is."""

from __future__ import annotations

from guidance.content.lookup import Lookup
from guidance.content.model import Outcome, Question, Wizard
from guidance.content.paths import Ways, in_words
from guidance.content.problems import Problem
from guidance.content.walking import follow

ENDINGS = {"dead-end": "leads nowhere", "cycle": "leads back in a circle"}


class Examples:
    """Examples for the problems of one guidance; the ways of a wizard found once."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._ways: dict[str, Ways] = {}

    def of(self, problem: Problem) -> str:
        """Return a path in plain words that shows `problem`, or "" without one."""
        folder, _, slug = problem.document.partition("/")
        if folder == "wizards" and slug in self._lookup.wizards:
            return self._in_wizard(self._lookup.wizards[slug], problem)
        if folder == "scenarios" and problem.field == "settled by":
            return self._settled(slug)
        if folder == "cases":
            return self._case(slug, problem.field)
        return ""

    def _in_wizard(self, wizard: Wizard, problem: Problem) -> str:
        _, _, rest = problem.field.partition(" › ")
        slug, *parts = rest.split(" › ")
        node = wizard.nodes.get(slug)
        if node is None or problem.kind == "unreachable":
            return ""
        ways = self._ways.setdefault(wizard.slug, Ways(wizard))
        if isinstance(node, Outcome):
            steps = ways.to(slug)
            return in_words(steps, node.headline) if steps else ""
        return in_words(ways.to(slug), *_last_step(node, parts, problem.kind))

    def _settled(self, slug: str) -> str:
        scenario = self._lookup.scenarios.get(slug)
        settled = scenario.settled_by if scenario else None
        return self._walked(settled.wizard, settled.answers) if settled else ""

    def _case(self, slug: str, field: str) -> str:
        named = field.split(" › ")
        for case_set in self._lookup.guidance.case_sets:
            for case in case_set.cases if case_set.slug == slug else ():
                if case.slug in named:
                    return self._walked(slug, case.answers)
        return ""

    def _walked(self, slug: str, answers: dict[str, str]) -> str:
        wizard = self._lookup.wizards.get(slug)
        if wizard is None or wizard.start not in wizard.nodes:
            return ""
        steps, node = follow(wizard, answers)
        if isinstance(node, Outcome):
            return in_words(steps, f"{node.verdict.label}: {node.headline}")
        return in_words(steps, f"{node.text} No answer to it")


def _last_step(question: Question, parts: list[str], kind: str) -> list[str]:
    """Return the question with the choice that `parts` name, and what comes of it."""
    choice = question.choice(parts[1]) if len(parts) > 1 else None
    said = f"{question.text} {choice.label}" if choice else question.text
    return [said, ENDINGS[kind]] if kind in ENDINGS else [said]

"""The paths of a wizard, counted and shown without listing them.

A wizard of thirty questions may have a billion paths. Each node's number is the sum of
the numbers of the nodes it leads to, so one look at every choice counts them all; in a
draft with a circle, a choice that leads back adds nothing. Only examples are ever
written out, and an example is the shortest way to what it shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.content.model import Outcome, Question, Wizard
from guidance.content.vocabulary import Verdict
from guidance.content.walking import Step, longest_from

Counts = Counter[Verdict]


@dataclass(frozen=True)
class Measures:
    """How many paths there are, the most questions on one, and where they end.

    `outcomes` counts the outcomes by verdict, and `paths` the paths. `sure` counts the
    paths without a “not sure”: every question must offer one, and where each leads to
    “Ask first”, as it should, they drown the paths that tell something.
    """

    longest: int
    outcomes: Counts
    paths: Counts
    sure: Counts

    @property
    def count(self) -> int:
        return self.paths.total()


def share_to_ask(counts: Counts) -> float:
    """Return the share of `counts` that ends in “Ask first”, between 0 and 1."""
    total = counts.total()
    return counts[Verdict.ASK_FIRST] / total if total else 0.0


def measure(wizard: Wizard) -> Measures:
    """Return the measures of `wizard`; one that starts nowhere has no paths."""
    return Measures(
        longest_from(wizard).get(wizard.start, 0),
        Counter(each.verdict for each in wizard.outcomes),
        paths_from(wizard).get(wizard.start, Counts()),
        paths_from(wizard, sure=True).get(wizard.start, Counts()),
    )


def together(measures: Iterable[Measures]) -> Measures:
    """Return the measures of several wizards as of one."""
    every = list(measures)
    return Measures(
        max((each.longest for each in every), default=0),
        sum((each.outcomes for each in every), Counts()),
        sum((each.paths for each in every), Counts()),
        sum((each.sure for each in every), Counts()),
    )


def paths_from(wizard: Wizard, *, sure: bool = False) -> dict[str, Counts]:
    """Return for every node how many paths go on from it to an outcome, by verdict.

    With `sure`, only those on which nobody answers “not sure”.
    """
    counts: dict[str, Counts] = {}
    for slug in longest_from(wizard):  # children stand before their parents there
        node = wizard.nodes[slug]
        counts[slug] = Counts()
        if isinstance(node, Outcome):
            counts[slug][node.verdict] = 1
        else:
            for choice in node.choices:
                if not (sure and choice.not_sure):
                    counts[slug].update(counts.get(choice.leads_to, {}))
    return counts


class Ways:
    """The shortest way from the start to each node of a wizard."""

    def __init__(self, wizard: Wizard) -> None:
        self._steps: dict[str, Step | None] = {}
        waiting = [wizard.start] if wizard.start in wizard.nodes else []
        self._steps.update((each, None) for each in waiting)
        for here in waiting:  # grows while it is gone through: breadth first
            node = wizard.nodes[here]
            if isinstance(node, Question):
                for choice in node.choices:
                    slug = choice.leads_to
                    if slug in wizard.nodes and slug not in self._steps:
                        self._steps[slug] = Step(node, choice)
                        waiting.append(slug)

    def to(self, slug: str) -> list[Step]:
        """Return the steps to the node `slug`; none where no answers lead there."""
        steps: list[Step] = []
        while step := self._steps.get(slug):
            steps.append(step)
            slug = step.question.slug
        return steps[::-1]


def in_words(steps: Sequence[Step], *ending: str) -> str:
    """Return `steps` as somebody would say them: "In custody? Yes → What paper? …"."""
    said = [f"{step.question.text} {step.choice.label}" for step in steps]
    return " → ".join([*said, *ending])

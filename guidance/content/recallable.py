"""What can be pulled: every scenario, outcome, wizard and memo, by kind and ref."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.model import Guidance


@dataclass(frozen=True)
class Answer:
    """Something that can be pulled. `path` is where its page is: the slug of the
    scenario, the memo or the wizard; `within` is the title of an outcome's wizard."""

    kind: str
    ref: str
    title: str
    path: str
    within: str = ""

    def holds(self, words: list[str]) -> bool:
        """Say whether every one of `words`, in lower case, stands in its ref or title."""
        text = f"{self.ref} {self.title} {self.within}".casefold()
        return all(each in text for each in words)


def answers(guidance: Guidance) -> Iterator[Answer]:
    """Yield what can be pulled of `guidance`, in reading order."""
    for scenario in guidance.scenarios:
        yield Answer("scenario", scenario.ref, scenario.question, scenario.slug)
    for wizard in guidance.wizards:
        yield Answer("wizard", wizard.ref, wizard.title, wizard.slug)
        for outcome in wizard.outcomes:
            named = (outcome.ref, outcome.headline, wizard.slug, wizard.title)
            yield Answer("outcome", *named)
    for memo in guidance.memos:
        yield Answer("memo", memo.ref, memo.title, memo.slug)


def found(guidance: Guidance, kind: str, ref: str) -> Answer | None:
    """Return what can be pulled under `kind` and `ref`, or None."""
    every = answers(guidance)
    return next((each for each in every if (each.kind, each.ref) == (kind, ref)), None)

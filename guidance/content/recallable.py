"""What can be pulled: every scenario, outcome, wizard and memo, by kind and ref."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.model import Guidance
from guidance.content.walking import walk


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


def same_case(guidance: Guidance, answer: Answer) -> list[Answer]:
    """Return what answers the same case in other words: the scenarios that an outcome
    settles, or the outcome that settles a scenario. A recall of one leaves the other."""
    by_name = {(each.kind, each.ref): each for each in answers(guidance)}
    wizards = {each.slug: each for each in guidance.wizards}
    pairs = []
    for scenario in guidance.scenarios:
        settled = scenario.settled_by
        wizard = wizards.get(settled.wizard) if settled else None
        outcome = walk(wizard, settled.answers).outcome if settled and wizard else None
        if outcome:
            pairs.append((("scenario", scenario.ref), ("outcome", outcome.ref)))
    own = (answer.kind, answer.ref)
    both = pairs + [(other, one) for one, other in pairs]
    return [by_name[other] for one, other in both if one == own]

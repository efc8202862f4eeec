"""Cases that come out otherwise after a change than before it.

A scenario that a wizard settles is a case as well. What counts is where the wizard
leads, and whether that is still what the case expects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidance.content.cases import run
from guidance.content.model import Guidance, Outcome, Wizard
from guidance.content.vocabulary import Verdict
from guidance.content.walking import follow

Place = tuple[str, str]
"""The document a case stands in, and where in it."""


@dataclass(frozen=True)
class Flip:
    """A case that flips: another verdict than before, or no longer what it expects.

    A verdict is None where the answers lead to no outcome. `sentence` says how it
    differs now, "" where it expects what comes out.
    """

    title: str
    document: str
    field: str
    before: Verdict | None
    after: Verdict | None
    sentence: str


@dataclass(frozen=True)
class _Run:
    """A case and the verdict it comes to."""

    title: str
    verdict: Verdict | None


def flips(before: Guidance, after: Guidance) -> Iterator[Flip]:
    """Yield the cases of both that flip, addresses being the same in both."""
    wrong_before, wrong = _wrong(before), _wrong(after)
    old = dict(_runs(before))
    for place, now in _runs(after):
        then = old.get(place)
        fails = place in wrong and place not in wrong_before
        if then and (then.verdict is not now.verdict or fails):
            sentence = wrong.get(place, "")
            yield Flip(now.title, *place, then.verdict, now.verdict, sentence)


def _wrong(guidance: Guidance) -> dict[Place, str]:
    """Return how each case differs that does not come out as it expects: what is wrong
    with it, or what is disputed."""
    return {
        (each.document, each.field): each.sentence
        for each in run(guidance)
        if each.problems or each.dispute
    }


def _runs(guidance: Guidance) -> Iterator[tuple[Place, _Run]]:
    wizards = {each.slug: each for each in guidance.wizards}
    for case_set in guidance.case_sets:
        for case in case_set.cases:
            verdict = _verdict(wizards.get(case_set.wizard), case.answers)
            place = f"cases/{case_set.slug}", f"cases › {case.slug}"
            yield place, _Run(case.title, verdict)
    for scenario in guidance.scenarios:
        settled = scenario.settled_by
        if settled:
            verdict = _verdict(wizards.get(settled.wizard), settled.answers)
            place = f"scenarios/{scenario.slug}", "settled by"
            yield place, _Run(scenario.title, verdict)


def _verdict(wizard: Wizard | None, answers: Mapping[str, str]) -> Verdict | None:
    if wizard is None or wizard.start not in wizard.nodes:
        return None
    _, node = follow(wizard, answers)
    return node.verdict if isinstance(node, Outcome) else None

"""Guidance whose pointers at nothing were taken away."""

from __future__ import annotations

from guidance.content.dangling import without_dangling
from guidance.content.department import Term
from guidance.content.model import Guidance, Outcome, Scenario, Settlement
from tests.content.a_guidance import (
    a_department,
    a_guidance,
    a_memo,
    a_scenario,
    a_wizard,
    an_outcome,
)

PATH = "bicycle-order/found"
POINTING = {
    "wizard": "take-a-bicycle",
    "settled_by": Settlement(wizard="take-a-bicycle", answers={"is-it-locked": "yes"}),
    "see_also": ("ride-it",),
    "bears_on": (PATH,),
}


def pointing() -> Guidance:
    """Return guidance in which everything points at something that is there."""
    wizard = a_wizard()
    last = an_outcome("leave-it", next_wizard=wizard.slug, bears_on=[PATH])
    others = [each for each in wizard.outcomes if each.slug != last.slug]
    found = Term(slug="found", term="Found", meaning="Not lost.", section=PATH)
    return a_guidance(
        department=a_department(glossary=[found]),
        memos=[a_memo(), a_memo(slug="older", ref="c", supersedes=["bicycle-order"])],
        scenarios=[a_scenario(), a_scenario(slug="new", ref="a02", **POINTING)],
        wizards=[wizard.model_copy(update={"outcomes": (last, *others)})],
    )


def test_guidance_without_any_is_what_it_was():
    assert without_dangling(pointing()) == pointing()


def test_what_pointed_at_what_is_gone_points_at_nothing():
    cut = pointing().model_copy(update={"wizards": (), "scenarios": (made("new"),)})

    scenario = without_dangling(cut).scenarios[0]

    assert scenario.see_also == ()
    assert scenario.wizard is None
    assert scenario.settled_by is None
    assert scenario.citations == made("new").citations


def test_what_quoted_a_memo_that_is_gone_quotes_nothing():
    older = pointing().memos[1]

    left = without_dangling(pointing().model_copy(update={"memos": (older,)}))

    assert left.memos[0].supersedes == ()
    assert left.department.glossary[0].section is None
    answers: list[Scenario | Outcome] = [*left.scenarios, *left.wizards[0].outcomes]
    assert not any(each.citations or each.bears_on for each in answers)
    assert left.wizards[0].outcomes[0].next_wizard == "take-a-bicycle"


def made(slug: str) -> Scenario:
    return next(each for each in pointing().scenarios if each.slug == slug)

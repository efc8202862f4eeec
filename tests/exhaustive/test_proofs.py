"""What the proofs let pass, and the examples they give."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from guidance.content.examining import examine
from guidance.content.findings import Finding
from guidance.content.model import Guidance
from guidance.content.proofs.reading_grades import grade
from tests.content.a_guidance import (
    a_citation,
    a_guidance,
    a_memo,
    a_reference_list,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
)
from tests.content.a_guidance import a_department as department
from tests.content.faults import settled, with_scenario, with_wizard
from tests.content.generated import any_text, guidances

DAY = date(2026, 11, 24)


def examined(guidance: Guidance) -> list[Finding]:
    return examine(guidance, on=DAY)


def kinds(guidance: Guidance) -> list[str]:
    return [each.kind for each in examined(guidance)]


def test_the_tiny_guidance_is_without_a_finding():
    assert examined(a_guidance()) == []


LED_TO = [
    *("/", "/can-i/", "/memos/", "/questions/", "/topics/", "/glossary/", "/editions/"),
    *("/search/?q=bicycle", "/memos/bicycle-order/", "/memos/bicycle-order/found/"),
    *("/questions/ride-it/", "/topics/bicycles/", "/lists/kinds/", "#here"),
    *("/can-i/take-a-bicycle/", "/can-i/take-a-bicycle/map/", "/editions/3/"),
    "/can-i/take-a-bicycle/?is-it-locked=no&amp;is-it-yours=yes",
    *(
        "https://example.org/gone",
        "mailto:desk@example.org",
        "/as-of/2026-01-01/memos/",
    ),
]


@pytest.mark.parametrize("address", LED_TO)
def test_a_link_that_leads_somewhere_is_none_to_mend(address: str):
    listed = department(reference_lists=[a_reference_list()])
    scenario = a_scenario(detail=f"See [this]({address}).")

    assert kinds(a_guidance(department=listed, scenarios=[scenario])) == []


@pytest.mark.parametrize("query", ["?is-it-locked=maybe", "?colour=red"])
def test_a_link_to_a_walk_that_no_wizard_has_is_broken(query: str):
    scenario = a_scenario(detail=f"See [this](/can-i/take-a-bicycle/{query}).")

    assert kinds(a_guidance(scenarios=[scenario])) == ["broken-link"]


def test_an_address_in_brackets_that_is_no_link_is_left_alone():
    assert kinds(with_scenario(detail="Write `[this](/gone/)` or [that].")) == []


NEAR = "Can I ride the bicycle that I have found?"
APART = [
    "Can I sell the bicycle that I have found to a shop?",
    "What do I do with a found dog?",
    "Must I ride a bicycle on patrol?",
]


def asking(question: str, **fields: object) -> Guidance:
    first = a_scenario(question="Can I ride the bicycle I have found?")
    other = a_scenario(slug="other", ref="a02", question=question, **fields)
    return a_guidance(scenarios=[first, other])


def test_two_questions_in_nearly_the_same_words_are_told():
    [finding] = examined(asking(NEAR))

    assert finding.kind == "near-question"
    assert finding.document == "scenarios/other"


def test_another_way_to_ask_counts_as_well():
    assert kinds(asking("What now, then?", asked_as=[NEAR])) == ["near-question"]


def test_near_questions_with_other_verdicts_are_told_as_such():
    [finding] = examined(asking(NEAR, verdict="must"))

    assert "the verdicts differ" in finding.sentence


@pytest.mark.parametrize("question", APART)
def test_questions_about_other_things_are_not_near(question: str):
    assert kinds(asking(question)) == []


@pytest.mark.parametrize(
    ("begins", "ends"), [(None, None), (DAY, None), (None, DAY), (DAY, DAY)]
)
def test_a_memo_is_in_force_on_its_first_day_and_its_last(
    begins: date | None, ends: date | None
):
    memo = a_memo(in_force_from=begins, in_force_until=ends)

    assert kinds(a_guidance(memos=[memo])) == []


def test_a_memo_may_take_over_on_the_day_after_the_other_ends():
    older = a_memo(
        slug="older",
        ref="c",
        in_force_until="2020-01-31",
        sections=[a_section(ref="c-1")],
    )
    newer = a_memo(supersedes=["older"], in_force_from="2020-02-01")

    assert kinds(a_guidance(memos=[older, newer])) == []


def test_what_an_answer_must_do_may_rest_on_the_words_of_a_no():
    scenario = a_scenario(slug="other", ref="a02", question="Why?", verdict="must")

    assert kinds(a_guidance(scenarios=[a_scenario(), scenario])) == []


def test_words_for_a_yes_and_a_no_are_told_once_with_every_answer():
    yes = a_scenario(slug="other", ref="a02", question="Why?", verdict="yes")

    [finding] = examined(a_guidance(scenarios=[a_scenario(), yes]))

    assert finding.kind == "words-for-yes-and-no"
    assert "“Yes” (a02)" in finding.sentence
    assert "a01, o-ask, o-leave-it" in finding.sentence


def test_an_abbreviation_that_is_written_out_somewhere_is_explained():
    written = with_scenario(
        detail="The Bicycle Recovery Unit (BRU) knows. Ask the BRU, and do NOT ride.",
        steps=["Do not ride."],
    )

    assert kinds(written) == []
    assert kinds(with_scenario(detail="Ask the BRU.")) == ["abbreviation"]


def example(guidance: Guidance, kind: str) -> str:
    return next(each.example for each in examined(guidance) if each.kind == kind)


def test_a_dead_end_is_shown_by_the_way_to_it():
    graph = {
        "one": {"on": "two", "not-sure": "end"},
        "two": {"on": "gone", "not-sure": "end"},
    }
    wizard = with_wizard(graph, outcomes=[an_outcome("end")])

    assert example(wizard, "dead-end") == "one? On → two? On → leads nowhere"


def test_a_circle_is_shown_by_the_way_into_it():
    graph = {"one": {"on": "one", "not-sure": "end"}}

    assert example(with_wizard(graph), "cycle") == "one? On → leads back in a circle"


def test_an_outcome_at_fault_is_shown_by_the_way_to_it():
    bare = [an_outcome("end", citations=[])]
    guidance = with_wizard({"one": {"on": "end", "not-sure": "end"}}, outcomes=bare)

    assert example(guidance, "no-citation") == "one? On → The answer is end."


def test_a_scenario_against_its_wizard_is_shown_by_its_walk():
    guidance = with_scenario(verdict="must", settled_by=settled())

    assert example(guidance, "settled-otherwise") == (
        "is-it-locked? No → is-it-yours? No → No: The answer is leave-it."
    )


def test_a_case_against_its_wizard_is_shown_by_its_walk():
    case: dict[str, object] = {
        "slug": "locked",
        "title": "It is locked",
        "why": "The order says so.",
    }
    case |= {"verdict": "yes", "answers": {"is-it-locked": "yes"}}
    sets = [{"slug": "take-a-bicycle", "cases": [case]}]

    assert example(a_guidance(case_sets=sets), "case-differs") == (
        "is-it-locked? Yes → No: The answer is leave-it."
    )


def test_too_much_asking_is_shown_by_a_path_without_not_sure():
    ask = an_outcome("ask", verdict="ask_first", contacts=["desk"])
    graph = {"one": {"on": "ask", "off": "end", "not-sure": "ask"}}
    guidance = with_wizard(graph, outcomes=[ask, an_outcome("end")])

    assert example(guidance, "ask-first-paths") == (
        "one? On → Ask first: The answer is ask."
    )


def test_progress_is_told_stage_by_stage():
    told: list[str] = []

    examine(a_guidance(), on=DAY, tell=told.append)

    assert told[0] == "1/11 structure and cases"
    assert told[-1].startswith("11/11 ")


def test_whatever_is_wrong_the_proofs_go_on_to_the_end():
    wizard = a_wizard({}, start="gone", outcomes=[])
    spoilt = a_guidance(
        memos=[],
        wizards=[wizard],
        scenarios=[a_scenario(settled_by=settled(), citations=[a_citation("gone")])],
    )

    assert "unknown-node" in kinds(spoilt)


@given(guidances())
def test_guidance_with_any_text_in_it_is_proved_to_the_end(guidance: Guidance):
    assert all(each.sentence and each.name for each in examined(guidance))


@given(any_text)
def test_any_text_has_a_grade(text: str):
    assert isinstance(grade(f"{text} one two three four five"), float)
    assert isinstance(grade(text), float)

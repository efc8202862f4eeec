"""Checking: each fault that would mislead an officer is found, and told where it is."""

from __future__ import annotations

import pytest

from guidance.content.checking import check, place, refs
from guidance.content.department import Contact, Term
from guidance.content.model import Guidance
from tests.content.a_guidance import (
    BICYCLES,
    Graph,
    a_choice,
    a_citation,
    a_department,
    a_guidance,
    a_memo,
    a_question,
    a_quotation,
    a_reference_list,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
)

PATH = {"is-it-locked": "no", "is-it-yours": "no"}


def settled(**changed: object) -> object:
    return {"wizard": "take-a-bicycle", "answers": PATH} | changed


def with_scenario(**changed: object) -> Guidance:
    return a_guidance(scenarios=[a_scenario(**changed)])


def with_memo(**changed: object) -> Guidance:
    return a_guidance(memos=[a_memo(**changed)])


def with_section(**changed: object) -> Guidance:
    return with_memo(sections=[a_section(), a_section(slug="b", ref="b-2", **changed)])


def with_department(**changed: object) -> Guidance:
    return a_guidance(department=a_department(**changed))


def with_wizard(graph: Graph = BICYCLES, **changed: object) -> Guidance:
    return a_guidance(wizards=[a_wizard(graph, **changed)])


def with_outcome(**changed: object) -> Guidance:
    outcomes = [an_outcome("leave-it"), an_outcome("take-it")]
    return with_wizard(outcomes=[*outcomes, an_outcome("ask", **changed)])


def with_question(*choices: object, **changed: object) -> Guidance:
    """Guidance with a wizard of one question, beside what it leads to."""
    question = a_question("one", {}, choices=choices, **changed)
    return with_wizard({"one": {"on": "end"}}, questions=[question])


def found(guidance: Guidance) -> list[tuple[str, str, str]]:
    return [(each.kind, each.document, each.field) for each in check(guidance)]


def said(guidance: Guidance) -> str:
    return "\n".join(f"{each.sentence} {each.remedy}" for each in check(guidance))


WIZARD = "wizards/take-a-bicycle"
SURE = a_choice("on", "end")
UNSURE = a_choice("not-sure", "end")


def test_clean_guidance_has_no_problems():
    full = a_guidance(
        department=a_department(
            time_zone="America/New_York",
            glossary=[
                Term(slug="t", term="T", meaning="T", section="bicycle-order/found")
            ],
            reference_lists=[a_reference_list()],
        ),
        scenarios=[
            a_scenario(settled_by=settled(), wizard="take-a-bicycle"),
            a_scenario(
                slug="b",
                ref="a02",
                see_also=["ride-it"],
                verdict="ask_first",
                contacts=["desk"],
                bears_on=["bicycle-order/found"],
            ),
        ],
    )

    assert check(full) == []


DEPARTMENT_FAULTS = [
    (
        with_department(contacts=[Contact(slug="desk", name=name) for name in "ab"]),
        ("duplicate-slug", "department", "contacts › desk"),
        "Two of the contacts have the slug “desk”.",
    ),
    (
        with_department(
            glossary=[Term(slug="t", term="T", meaning="T", section="bicycle-order/x")]
        ),
        ("unknown-section", "department", "glossary › t › section"),
        "There is no section “bicycle-order/x”.",
    ),
    (
        with_department(time_zone="Mars/Olympus"),
        ("unknown-time-zone", "department", "time zone"),
        "There is no time zone “Mars/Olympus”. Name one as “America/New_York”",
    ),
    (
        with_department(time_zone="../../etc/passwd"),
        ("unknown-time-zone", "department", "time zone"),
        "There is no time zone",
    ),
]

MEMO_FAULTS = [
    (
        with_memo(supersedes=["gone"]),
        ("unknown-memo", "memos/bicycle-order", "supersedes"),
        "There is no memo “gone”. Choose one that exists, or add the memo.",
    ),
    (
        with_memo(supersedes=["bicycle-order"]),
        ("supersedes-itself", "memos/bicycle-order", "supersedes"),
        "The memo supersedes itself.",
    ),
    (
        with_memo(in_force_from="2025-02-01", in_force_until="2025-01-31"),
        ("dates", "memos/bicycle-order", "in force until"),
        "The memo ends before it begins.",
    ),
    (
        a_guidance(memos=[a_memo(), a_memo(slug="b", ref="c", sections=[])]),
        ("no-sections", "memos/b", "sections"),
        "The memo has no sections.",
    ),
    (
        with_memo(sections=[a_section(), a_section(ref="b-2")]),
        ("duplicate-slug", "memos/bicycle-order", "sections › found"),
        "Two of the sections have the slug “found”.",
    ),
    (
        with_section(sources=["gone"]),
        ("unknown-source", "memos/bicycle-order", "sections › b › sources"),
        "There is no source “gone”.",
    ),
    (
        with_section(body="  "),
        ("empty-section", "memos/bicycle-order", "sections › b › body"),
        "The section says nothing. Write what it says, or quote it.",
    ),
]

SCENARIO_FAULTS = [
    (
        with_scenario(topic="boats"),
        ("unknown-topic", "scenarios/ride-it", "topic"),
        "There is no topic “boats”.",
    ),
    (
        with_scenario(see_also=["gone"]),
        ("unknown-scenario", "scenarios/ride-it", "see also"),
        "There is no scenario “gone”.",
    ),
    (
        with_scenario(wizard="gone"),
        ("unknown-wizard", "scenarios/ride-it", "wizard"),
        "There is no wizard “gone”.",
    ),
    (
        with_scenario(contacts=["gone"]),
        ("unknown-contact", "scenarios/ride-it", "contacts"),
        "There is no contact “gone”.",
    ),
    (
        with_scenario(bears_on=["bicycle-order/gone"]),
        ("unknown-section", "scenarios/ride-it", "bears on"),
        "There is no section “bicycle-order/gone”.",
    ),
    (
        with_scenario(citations=[]),
        ("no-citation", "scenarios/ride-it", "citations"),
        "The answer rests on no words of the policy. Cite a section and quote",
    ),
    (
        with_scenario(citations=[a_citation(), a_citation(section="gone/found")]),
        ("unknown-section", "scenarios/ride-it", "citations › 2"),
        "There is no section “gone/found”.",
    ),
    (
        with_scenario(citations=[a_citation("Leaves a found bicycle")]),
        ("words-not-found", "scenarios/ride-it", "citations › 1"),
        "The words “Leaves a found bicycle” do not stand in the section "
        "“bicycle-order/found”. Quote words that stand there exactly.",
    ),
    (
        with_scenario(verdict="ask_first"),
        ("no-contact", "scenarios/ride-it", "contacts"),
        "The verdict is “Ask first”, and nobody is named to ask. Add a contact.",
    ),
    (
        with_scenario(settled_by=settled(wizard="gone")),
        ("unknown-wizard", "scenarios/ride-it", "settled by"),
        "There is no wizard “gone”.",
    ),
    (
        with_scenario(settled_by=settled(answers={"is-it-locked": "no"})),
        ("settled-nowhere", "scenarios/ride-it", "settled by"),
        "The answers do not lead through “Can I take this bicycle?” to an outcome.",
    ),
    (
        with_scenario(
            settled_by=settled(answers={"is-it-locked": "yes", "is-it-yours": "no"})
        ),
        ("settled-nowhere", "scenarios/ride-it", "settled by"),
        "Give the answer to every question on the path, and no other.",
    ),
    (
        with_scenario(verdict="yes", settled_by=settled()),
        ("settled-otherwise", "scenarios/ride-it", "settled by"),
        "The scenario says “Yes”, but its path ends in “No” (o-leave-it).",
    ),
]

WIZARD_FAULTS = [
    (
        with_wizard(topic="boats"),
        ("unknown-topic", WIZARD, "topic"),
        "There is no topic “boats”.",
    ),
    (
        with_wizard(start="gone"),
        ("unknown-node", WIZARD, "start"),
        "The wizard starts at “gone”, which does not exist.",
    ),
    (
        with_wizard({"one": {}}),
        ("no-choices", WIZARD, "questions › one"),
        "The question offers no choices.",
    ),
    (
        with_question(SURE, a_choice("on", "end"), UNSURE),
        ("duplicate-slug", WIZARD, "questions › one › choices › on"),
        "Two of the choices have the slug “on”.",
    ),
    (
        with_question(SURE, UNSURE, a_choice("off", "gone")),
        ("dead-end", WIZARD, "questions › one › choices › off › leads to"),
        "The choice “Off” leads to “gone”, which does not exist. Lead it to a question",
    ),
    (
        with_question(SURE),
        ("not-sure", WIZARD, "questions › one"),
        "“one?” has no “not sure” choice. Mark exactly one: an officer must never",
    ),
    (
        with_question(UNSURE, a_choice("b", "end", not_sure=True)),
        ("not-sure", WIZARD, "questions › one"),
        "“one?” has 2 “not sure” choices.",
    ),
    (
        with_question(SURE, UNSURE, a_choice("b", "one")),
        ("cycle", WIZARD, "questions › one › choices › b › leads to"),
        "The choice “B” leads back to “one”, so the questions go round in a circle.",
    ),
    (
        with_question(SURE, UNSURE, reference_list="gone"),
        ("unknown-reference-list", WIZARD, "questions › one › reference list"),
        "There is no reference list “gone”.",
    ),
    (
        with_outcome(citations=[]),
        ("no-citation", WIZARD, "outcomes › ask › citations"),
        "The answer rests on no words of the policy.",
    ),
    (
        with_outcome(citations=[a_citation("gone")]),
        ("words-not-found", WIZARD, "outcomes › ask › citations › 1"),
        "The words “gone” do not stand in the section",
    ),
    (
        with_outcome(verdict="ask_first"),
        ("no-contact", WIZARD, "outcomes › ask › contacts"),
        "nobody is named to ask",
    ),
    (
        with_outcome(next_wizard="gone"),
        ("unknown-wizard", WIZARD, "outcomes › ask › next wizard"),
        "There is no wizard “gone”.",
    ),
    (
        with_wizard(outcomes=[*a_wizard().outcomes, an_outcome("lost")]),
        ("unreachable", WIZARD, "outcomes › lost"),
        "No answers lead here. Lead a choice here, or take it out.",
    ),
    (
        with_wizard(outcomes=[*a_wizard().outcomes, an_outcome("ask", ref="o-2")]),
        ("duplicate-slug", WIZARD, "outcomes › ask"),
        "Two of the outcomes have the slug “ask”.",
    ),
]


@pytest.mark.parametrize(
    ("guidance", "problem", "words"),
    [*DEPARTMENT_FAULTS, *MEMO_FAULTS, *SCENARIO_FAULTS, *WIZARD_FAULTS],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_each_fault_is_found_where_it_is_and_nothing_else(guidance, problem, words):
    assert found(guidance) == [problem]
    assert words in said(guidance)


def test_a_slug_that_two_documents_of_a_kind_have_is_found():
    guidance = a_guidance(scenarios=[a_scenario(), a_scenario(ref="a02")])

    assert found(guidance) == [("duplicate-slug", "scenarios/ride-it", "slug")]


def test_a_ref_that_stands_twice_is_found_in_both_places():
    guidance = a_guidance(scenarios=[a_scenario(ref="b-1")])

    assert found(guidance) == [
        ("duplicate-ref", "memos/bicycle-order", "sections › found › ref"),
        ("duplicate-ref", "scenarios/ride-it", "ref"),
    ]


def test_every_kind_of_thing_has_a_ref():
    guidance = with_department(reference_lists=[a_reference_list()])

    assert {ref for _, _, ref in refs(guidance)} == {
        *("l-kinds", "b", "b-1", "a01", "w-take", "q-is-it-locked", "q-is-it-yours"),
        *("o-leave-it", "o-take-it", "o-ask"),
    }


def test_a_question_and_an_outcome_with_one_slug_are_found():
    clash = an_outcome("is-it-locked")
    guidance = with_wizard(outcomes=[*a_wizard().outcomes, clash])

    assert (
        "duplicate-slug",
        WIZARD,
        "outcomes › is-it-locked",
    ) in found(guidance)


def test_a_wizard_that_starts_at_an_outcome_asks_nothing():
    problems = found(with_wizard(start="ask"))

    assert problems[0] == ("start", WIZARD, "start")
    assert ("unreachable", WIZARD, "questions › is-it-locked") in problems


def test_a_wizard_without_a_start_still_has_its_questions_looked_at():
    question = a_question("one", {"on": "gone"})
    guidance = with_wizard({"one": {"on": "end"}}, questions=[question], start="x")

    kinds = [kind for kind, _, _ in found(guidance)]
    assert kinds == ["unknown-node", "dead-end", "not-sure"]


def test_a_long_circle_is_found_at_the_choice_that_closes_it():
    graph = {
        "one": {"on": "two", "not-sure": "end"},
        "two": {"on": "three", "not-sure": "end"},
        "three": {"back": "one", "not-sure": "end"},
    }

    assert found(with_wizard(graph)) == [
        ("cycle", WIZARD, "questions › three › choices › back › leads to")
    ]


def test_a_circle_that_no_answers_reach_is_at_least_unreachable():
    graph = {
        "one": {"on": "end", "not-sure": "end"},
        "two": {"on": "two", "not-sure": "end"},
    }

    assert found(with_wizard(graph)) == [("unreachable", WIZARD, "questions › two")]


def test_words_may_stand_in_the_quotation_or_in_the_text():
    section = a_section(quotation=a_quotation("No member rides “found” bicycles."))
    citations = [a_citation('rides "found" bicycles'), a_citation("a found bicycle")]
    guidance = a_guidance(
        memos=[a_memo(sections=[section])],
        scenarios=[a_scenario(citations=citations)],
    )

    assert check(guidance) == []


def test_all_problems_are_found_at_once():
    guidance = a_guidance(
        memos=[a_memo(supersedes=["gone"])],
        scenarios=[a_scenario(citations=[], topic="boats")],
        wizards=[a_wizard(start="gone", topic="boats")],
    )

    assert [kind for kind, _, _ in found(guidance)] == [
        "unknown-memo",
        "unknown-topic",
        "no-citation",
        "unknown-topic",
        "unknown-node",
    ]


def test_a_wizard_of_two_thousand_questions_is_checked_in_a_moment():
    graph = {
        f"q{number}": {"on": f"q{number + 1}", "not-sure": f"q{number + 1}"}
        for number in range(1500)
    }

    assert found(with_wizard(graph)) == []


def test_a_document_has_its_place_in_a_pack():
    guidance = a_guidance()

    assert [place(each) for each in guidance.documents()] == [
        "department",
        "memos/bicycle-order",
        "scenarios/ride-it",
        WIZARD,
    ]

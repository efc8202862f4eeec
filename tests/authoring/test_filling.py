"""What is filled into the draft comes out of it again, exactly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from guidance.authoring.filling import fill, is_empty
from guidance.authoring.freezing import (
    draft_guidance,
    draft_problems,
    memo_content,
    memos,
    scenario_content,
    scenarios,
    wizard_content,
    wizards,
)
from guidance.content.department import Detail, Source, Term
from guidance.content.model import CaseSet, Guidance
from guidance.content.packs import load_pack
from guidance.content.problems import Refused
from guidance.content.waivers import Waiver, Waivers
from tests.content.a_guidance import (
    a_case,
    a_citation,
    a_department,
    a_guidance,
    a_memo,
    a_quotation,
    a_reference_list,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
)
from tests.content.generated import guidances

pytestmark = pytest.mark.django_db

NYPD = Path("fixtures/nypd")


WAIVER = Waiver(
    finding="reading-grade-0123456789ab",
    document="scenarios/ride-it",
    sentence="It reads at grade 11.",
    reason="The words are the law's own.",
    by="Robin Example",
    at=date(2026, 11, 24),
)


def with_everything() -> Guidance:
    """The tiny guidance with every field of every kind in use somewhere."""
    department = a_department(
        glossary=[Term(slug="t", term="T", meaning="M", section="bicycle-order/found")],
        synonyms=[["bike", "bicycle"], []],
        unanswered=["Where is the nearest pump?"],
        banned_words=["Velocipede"],
        pinned=[{"queries": ["Bike?", "bikes"], "refs": ["w-take", "b-1"]}],
        reference_lists=[a_reference_list(entries=["One", "Two"], added=["Three"])],
        sources=[Source(slug="s", kind="press", name="Post", what="A report")],
        details=[Detail(slug="d", label="How to report")],
    )
    quoted = a_section(quotation=a_quotation("Leave it."), sources=["s"])
    wizard = a_wizard()
    questions = [wizard.questions[0].model_copy(update={"reference_list": "kinds"})]
    outcomes = [
        *wizard.outcomes[:-1],
        an_outcome(
            wizard.outcomes[-1].slug,
            verdict="ask_first",
            contacts=["desk"],
            bears_on=["bicycle-order/found"],
            steps=["One", "Two"],
            not_asked=["Whose it is"],
            next_wizard="take-a-bicycle",
        ),
    ]
    old = a_memo(
        slug="old", ref="c", supersedes=[], sections=[a_section(ref="c-1", slug="c")]
    )
    the_other = a_case(
        slug="a",
        title="Unlocked, and not mine",
        answers={"is-it-locked": "no", "is-it-yours": "no"},
        outcome="leave-it",
        sections=["bicycle-order/found"],
    )
    return a_guidance(
        department=department,
        memos=[
            a_memo(sections=[quoted], supersedes=["old"], issued_on="2025-01-18"),
            old,
        ],
        scenarios=[
            a_scenario(
                citations=[a_citation("Leave it."), a_citation()],
                contacts=["desk"],
                bears_on=["old/c"],
                see_also=["other"],
                wizard="take-a-bicycle",
                settled_by={
                    "wizard": "take-a-bicycle",
                    "answers": {"is-it-locked": "yes"},
                },
            ),
            a_scenario(slug="other", ref="a02", asked_as=["B", "A"]),
        ],
        case_sets=[CaseSet(slug="take-a-bicycle", cases=(a_case(), the_other))],
        wizards=[
            wizard.model_copy(
                update={
                    "questions": (*questions, *wizard.questions[1:]),
                    "outcomes": tuple(outcomes),
                }
            )
        ],
        waivers=Waivers(waivers=(WAIVER,)),
    )


def cases_that_name_a_section_twice() -> CaseSet:
    case = a_case(sections=["bicycle-order/found", "bicycle-order/found"])
    return CaseSet(slug="take-a-bicycle", cases=(case,))


def test_guidance_with_everything_in_it_comes_out_again():
    fill(with_everything())

    assert draft_problems() == []
    assert draft_guidance() == with_everything()


def test_the_nypd_pack_comes_out_again_with_as_few_queries_as_a_small_one():
    fill(with_everything())
    with CaptureQueriesContext(connection) as few:
        draft_guidance()
    guidance = load_pack(NYPD)
    fill(guidance)

    with CaptureQueriesContext(connection) as many:
        assert draft_guidance() == guidance

    assert len(many) == len(few) <= 40


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(guidances())
def test_any_guidance_comes_out_again(guidance: Guidance):
    fill(guidance)

    assert draft_guidance() == guidance


def test_filling_replaces_everything_that_was_there():
    fill(with_everything())

    fill(a_guidance())

    assert draft_guidance() == a_guidance()


def test_each_document_can_be_frozen_by_itself():
    fill(a_guidance())
    guidance = a_guidance()

    assert memo_content(memos().get()) == guidance.memos[0]
    assert scenario_content(scenarios().get()) == guidance.scenarios[0]
    assert wizard_content(wizards().get()) == guidance.wizards[0]


def test_an_empty_draft_says_so():
    assert is_empty()

    fill(a_guidance())

    assert not is_empty()


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        ({"scenarios": [a_scenario(topic="unheard-of")]}, "unknown-topic"),
        ({"scenarios": [a_scenario(contacts=["desk", "desk"])]}, "twice"),
        ({"scenarios": [a_scenario(see_also=["ride-it"])]}, "itself"),
        ({"memos": [a_memo(), a_memo(ref="b2")]}, "duplicate-slug"),
        ({"case_sets": [cases_that_name_a_section_twice()]}, "twice"),
    ],
)
def test_what_rows_could_not_hold_is_refused_and_the_draft_stays(broken, kind):
    fill(a_guidance())

    with pytest.raises(Refused) as refused:
        fill(a_guidance(**broken))

    assert kind in {each.kind for each in refused.value.problems}
    assert draft_guidance() == a_guidance()

"""A slug that was made of words follows them, until an edition has had it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from guidance.authoring.filling import fill
from guidance.authoring.freezing import draft_guidance
from guidance.authoring.models import Choice, Question, Topic, Wizard
from guidance.authoring.naming import new_ref
from guidance.editions.recording import keep, record
from tests.authoring.building.pressing import as_it_is, outcome, press, question
from tests.authoring.conftest import NOON
from tests.authoring.forms import opened, page_of
from tests.content.a_guidance import (
    BICYCLES,
    a_case,
    a_guidance,
    a_scenario,
    a_wizard,
    with_cases,
)

pytestmark = pytest.mark.django_db

SETTLED = {"wizard": "take-a-bicycle", "answers": {"is-it-locked": "yes"}}


def slugs() -> list[str]:
    return [each.slug for each in as_it_is().questions]


def test_a_reworded_question_takes_its_case_and_its_settled_path_along(tess):
    fill(with_cases(a_case(), scenarios=[a_scenario(settled_by=SETTLED)]))

    press(tess, question("is-it-locked"), text="Does a lock hold it?")

    draft = draft_guidance()
    assert slugs() == ["does-a-lock-hold-it", "is-it-yours"]
    assert draft.wizards[0].start == "does-a-lock-hold-it"
    assert draft.case_sets[0].cases[0].answers == {"does-a-lock-hold-it": "yes"}
    assert draft.scenarios[0].settled_by
    assert draft.scenarios[0].settled_by.answers == {"does-a-lock-hold-it": "yes"}


def test_a_reworded_outcome_and_a_reworded_choice_get_other_slugs_too(tess):
    named = outcome("take-it")
    press(tess, named, headline="Take it.", slug="the-answer-is-take-it")

    press(tess, outcome("the-answer-is-take-it"), headline="Take it home.")
    press(tess, question("is-it-yours"), choices__0__label="It is mine")

    asked = as_it_is().nodes["is-it-yours"]
    assert [each.slug for each in asked.choices] == ["it-is-mine", "no", "not-sure"]
    # It was not made of the words that stood there, so somebody chose it.
    assert asked.choices[0].leads_to == "the-answer-is-take-it"


def test_a_slug_that_somebody_writes_or_wrote_stays(tess):
    press(tess, question("is-it-yours"), text="Whose is it?", slug="whose")
    press(tess, question("whose"), text="Is it theirs?")

    assert slugs() == ["is-it-locked", "whose"]


def test_two_of_the_same_words_get_two_slugs_and_the_second_follows_as_well(tess):
    press(tess, question("is-it-yours"), text="Is it locked?")
    assert slugs() == ["is-it-locked", "is-it-locked-2"]

    press(tess, question("is-it-locked-2"), text="Is it stolen?")

    assert slugs() == ["is-it-locked", "is-it-stolen"]


def test_what_was_in_an_edition_keeps_its_slug_also_where_that_edition_has_passed(tess):
    record(draft_guidance(), "First.", at=NOON)
    record(a_guidance(wizards=[]), "Second.", at=NOON)

    press(tess, question("is-it-yours"), text="Whose is it?", choices__0__label="Mine")
    press(tess, outcome("ask"), headline="Call the desk.", slug="ask")

    asked = as_it_is().nodes["is-it-yours"]
    assert [each.slug for each in asked.choices] == ["yes", "no", "not-sure"]


def test_what_was_only_submitted_was_in_no_edition(tess):
    keep(draft_guidance().wizards[0], at=NOON)

    press(tess, question("is-it-yours"), text="Whose is it?")

    assert slugs() == ["is-it-locked", "whose-is-it"]


def test_a_name_that_an_edition_gave_is_given_to_nothing_else(tess):
    graph = {**BICYCLES, "whose-is-it": {"yes": "ask", "not-sure": "ask"}}
    nodes = a_wizard(graph).questions
    gone = nodes[-1].model_copy(update={"ref": "take-q7"})
    published = a_wizard(graph, questions=[*nodes[:-1], gone])
    record(a_guidance(wizards=[published]), "First.", at=NOON)
    record(a_guidance(), "Second, without a question of the first.", at=NOON)

    press(
        tess,
        question("is-it-locked"),
        choices__0__leads_to="new-question",
        choices__0__words="Whose is it?",
    )

    made = as_it_is().nodes["whose-is-it-2"]
    assert made.ref == "take-q8"


def test_a_new_wizard_gets_no_name_that_a_published_one_had(tess):
    record(draft_guidance(), "First.", at=NOON)
    record(a_guidance(wizards=[]), "Second, without the wizard.", at=NOON)
    fill(a_guidance(wizards=[]))
    wanted = {"title": "Take a bicycle", "summary": "S", "shape": "blank"}
    topic = Topic.objects.get().pk

    tess.post(reverse("admin:start-wizard"), wanted | {"topic": topic})

    assert Wizard.objects.get().slug == "take-a-bicycle-2"


def test_a_ref_that_an_older_edition_has_is_not_made_again():
    published = a_wizard(ref="w-take-bicycle")
    record(a_guidance(wizards=[published]), "First.", at=NOON)
    record(a_guidance(wizards=[]), "Second, without the wizard.", at=NOON)

    assert new_ref("Take a bicycle", "w-", at=NOON) == "w-take-bicycle-2"


def test_a_question_follows_its_words_on_its_own_page_too(tess):
    page = page_of(question("is-it-yours"))
    data = opened(tess, page)

    assert tess.post(page, data | {"text": "Whose is it?"}).status_code == 302

    assert slugs() == ["is-it-locked", "whose-is-it"]


def test_what_a_shape_was_called_goes_once_it_is_put_in_ones_own_words(tess):
    where, topic = reverse("admin:start-wizard"), Wizard.objects.get().topic
    shape = {"title": "Can I?", "summary": "S", "topic": topic.pk, "shape": "blank"}
    tess.post(where, shape)
    made = Wizard.objects.get(slug="can-i")

    for row, typed in (
        (made.start, {"text": "Is it evidence?", "choices-0-label": "It may be"}),
        (made.outcomes.get(), {"headline": "Ask the desk."}),
    ):
        page = page_of(row)
        assert tess.post(page, opened(tess, page) | typed).status_code == 302

    made.refresh_from_db()
    assert made.start
    assert made.start.slug == "is-it-evidence"
    assert made.outcomes.get().slug == "ask-the-desk"
    slugs = Choice.objects.filter(question=made.start).order_by("order")
    assert [each.slug for each in slugs] == ["it-may-be", "no", "not-sure"]
    assert Question.objects.filter(slug="what-decides-it-first").count() == 0

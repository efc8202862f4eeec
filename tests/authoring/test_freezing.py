"""A draft in the making: what it can't say yet becomes problems in plain words."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import connection, transaction

from guidance.authoring.freezing import draft_guidance, draft_problems, read_draft
from guidance.authoring.models import (
    Choice,
    Department,
    Outcome,
    Question,
    Scenario,
    ScenarioAnswer,
    Section,
    Wizard,
)
from guidance.authoring.row_versions import draft_version
from guidance.content.problems import Refused


def kinds() -> list[tuple[str, str]]:
    return [(each.kind, each.field) for each in draft_problems()]


def test_a_finished_draft_has_no_problems(draft):
    assert draft_problems() == []


def test_a_choice_that_leads_nowhere_yet_is_a_problem_and_no_error(draft):
    Choice.objects.filter(label="Yes", question__slug="is-it-yours").update(
        to_question=None, to_outcome=None
    )

    [problem] = draft_problems()

    assert problem.document == "wizards/take-a-bicycle"
    assert problem.field == "questions › is-it-yours › choices › yes › leads to"
    assert problem.sentence == "The choice “Yes” leads nowhere yet."


def test_one_unfinished_document_hides_no_problem_of_the_others(draft):
    Wizard.objects.update(start=None)
    Scenario.objects.get().citations.all().delete()

    assert [kind for kind, _ in kinds()] == ["field", "no-citation"]


def test_what_points_at_an_unfinished_document_is_not_called_missing(draft):
    scenario = Scenario.objects.get()
    scenario.wizard = Wizard.objects.get()
    scenario.save(update_fields=["wizard"])
    Section.objects.update(heading=" ")
    Wizard.objects.update(start=None)

    assert {kind for kind, _ in kinds()} == {"field"}


def test_an_unfinished_draft_is_not_handed_out(draft):
    Wizard.objects.update(start=None)

    with pytest.raises(Refused, match="start"):
        draft_guidance()


def test_an_empty_draft_lacks_a_department(db):
    assert [each.kind for each in draft_problems()] == ["no-department"]
    assert read_draft().documents == ()


def test_without_a_department_the_rest_is_not_judged(draft):
    Department.objects.all().delete()

    assert [each.kind for each in draft_problems()] == ["no-department"]


def test_a_question_with_two_answers_settles_nothing(draft):
    scenario = Scenario.objects.get()
    for choice in Choice.objects.filter(question__slug="is-it-locked")[:2]:
        ScenarioAnswer.objects.create(scenario=scenario, choice=choice)

    [problem] = draft_problems()

    assert problem.document == "scenarios/ride-it"
    assert problem.sentence == "One question has two answers."


def test_answers_of_two_wizards_settle_nothing(draft):
    scenario = Scenario.objects.get()
    first = Wizard.objects.get()
    other = Wizard.objects.create(
        slug="other", ref="w-o", title="T", summary="S", topic=first.topic
    )
    question = Question.objects.create(wizard=other, slug="q", ref="q-o", text="?")
    Outcome.objects.create(
        wizard=other, slug="o", ref="o-o", headline="H", verdict="no"
    )
    strange = Choice.objects.create(question=question, slug="c", label="C")
    for choice in (Choice.objects.filter(question__wizard=first)[0], strange):
        ScenarioAnswer.objects.create(scenario=scenario, choice=choice)

    problems = draft_problems()

    assert "The answers are of more than one wizard." in {
        each.sentence for each in problems
    }


def test_a_draft_nobody_changed_is_read_once(draft, django_assert_num_queries):
    first = read_draft()

    with django_assert_num_queries(1):
        assert read_draft() is first


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE authoring_section SET heading = heading || '.'",
        "UPDATE authoring_section SET heading = heading",
        "DELETE FROM authoring_scenariocitation",
        "UPDATE authoring_choice SET label = label || '.'",
    ],
)
def test_whatever_changes_a_row_by_whatever_means_is_seen(draft, change):
    before, read = draft_version(), read_draft()

    with suppress(KeyError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(change)
        assert draft_version() != before
        assert read_draft() is not read
        raise KeyError

    assert draft_version() == before
    assert read_draft() == read


def test_a_change_taken_back_and_made_anew_is_no_state_of_before(draft):
    seen = {draft_version()}
    for heading in ["One", "Two", "One"]:
        Section.objects.update(heading=heading)
        seen.add(draft_version())

    assert len(seen) == 4
    sections = [each for memo in draft_guidance().memos for each in memo.sections]
    assert {each.heading for each in sections} == {"One"}

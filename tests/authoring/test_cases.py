"""Cases at the desk: written, tried, and kept whole by the database."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from guidance.authoring.filling import fill
from guidance.authoring.freezing import draft_guidance, draft_problems
from guidance.authoring.models import (
    Case,
    CaseAnswer,
    CaseSection,
    Choice,
    Outcome,
    Question,
    Wizard,
)
from guidance.content.model import Guidance
from tests.authoring.forms import adding, opened, page_of
from tests.content.a_guidance import a_case, a_wizard, with_cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Guidance:
    """The Example Police Department's guidance with one case, in the rows."""
    guidance = with_cases(a_case(outcome="leave-it", sections=["bicycle-order/found"]))
    fill(guidance)
    return guidance


def untested() -> str:
    return reverse("admin:untested", args=[Wizard.objects.get().pk])


def test_the_pages_of_a_wizard_and_of_a_case_lead_there(tess):
    for row in (Wizard.objects.get(), Case.objects.get()):
        assert f'href="{untested()}"' in tess.get(page_of(row)).content.decode()


def test_a_new_case_has_its_answers_from_a_path(tess):
    path = "/can-i/take-a-bicycle/?is-it-locked=no&is-it-yours=yes"
    wizard = str(Wizard.objects.get().pk)
    add = reverse("admin:authoring_case_add")
    typed = opened(tess, f"{add}?wizard={wizard}&path={quote(path)}") | {
        "title": "It is mine",
        "slug": "mine",
        "verdict": "no",
        "why": "The order leaves it where it is.",
    }

    looked = tess.post(add, typed | {"_look": "1"}, headers={"HX-Request": "true"})
    refused = tess.post(add, typed | {"path": "/can-i/gone/"})
    saved = tess.post(add, typed)

    assert typed["path"] == path
    assert "It ends in" in looked.content.decode()
    assert "There is no wizard “gone” in the draft." in refused.content.decode()
    case = Case.objects.get(slug="mine")
    assert saved["Location"] == page_of(case)
    assert draft_guidance().case_sets[0].cases[-1].answers == {
        "is-it-locked": "no",
        "is-it-yours": "yes",
    }


def test_a_trainer_writes_a_case(tess):
    add = reverse("admin:authoring_case_add")
    first = opened(tess, add) | {
        "wizard": str(Wizard.objects.get().pk),
        "title": "It is mine",
        "slug": "mine",
        "verdict": "no",
        "why": "The order leaves it where it is.",
    }

    response = tess.post(add, first)

    case = Case.objects.get(slug="mine")
    assert response["Location"] == page_of(case)
    answered = opened(tess, page_of(case)) | {
        "outcome": str(Outcome.objects.get(slug="take-it").pk)
    }
    for slug, question in (("no", "is-it-locked"), ("yes", "is-it-yours")):
        choice = Choice.objects.get(slug=slug, question__slug=question)
        answered = adding(answered, "answers", choice=choice.pk, case=case.pk, id="")
    assert tess.post(page_of(case), answered).status_code == 302
    assert draft_problems() == []
    assert draft_guidance().case_sets[0].cases[1].outcome == "take-it"


def test_a_page_that_is_saved_as_it_was_changes_nothing(tess, draft):
    address = page_of(Case.objects.get())

    response = tess.post(address, opened(tess, address))

    assert response.status_code == 302
    assert draft_guidance() == draft
    assert Case.objects.get().version == 1


def test_two_answers_to_one_question_are_refused(tess):
    address = page_of(Case.objects.get())
    other = Choice.objects.get(slug="no", question__slug="is-it-locked")
    form = adding(
        opened(tess, address), "answers", choice=other.pk, case=Case.objects.get().pk
    )

    page = tess.post(address, form)

    assert "Give one answer to a question." in page.content.decode()
    assert CaseAnswer.objects.count() == 1


def test_a_case_offers_only_answers_and_outcomes_of_its_wizard(tess):
    other = a_wizard({"red": {"yes": "fine", "not-sure": "fine"}}, slug="b", ref="w-b")
    fill(with_cases(a_case(), wizards=[a_wizard(), other]))
    context: Any = tess.get(page_of(Case.objects.get())).context

    outcome = context["adminform"].form.fields["outcome"].queryset
    [answers, _] = context["inline_admin_formsets"]
    choice = answers.formset.empty_form.fields["choice"].queryset
    assert {each.wizard.slug for each in outcome} == {"take-a-bicycle"}
    assert {each.question.wizard.slug for each in choice} == {"take-a-bicycle"}


def test_the_list_says_what_comes_out_otherwise(tess):
    Outcome.objects.filter(slug="leave-it").update(verdict="yes")

    page = tess.get(reverse("admin:authoring_case_changelist")).content.decode()

    assert "must come out as “No”, but comes out as “Yes”" in page


def test_the_check_leads_to_the_page_of_the_case(tess):
    Case.objects.update(verdict="yes")

    page = tess.get(reverse("admin:check")).content.decode()

    assert 'data-problem="case-differs"' in page
    assert page_of(Case.objects.get()) in page


def test_a_case_without_answers_is_work_in_progress(draft):
    CaseAnswer.objects.all().delete()

    [found] = draft_problems()

    assert (found.document, found.field) == (
        "cases/take-a-bicycle",
        "cases › locked › answers",
    )


def test_two_answers_to_one_question_are_no_path(draft):
    other = Choice.objects.get(slug="no", question__slug="is-it-locked")
    CaseAnswer.objects.create(case=Case.objects.get(), choice=other)

    [found] = draft_problems()

    assert found.kind == "case-left-over"


def test_nothing_is_said_of_cases_while_their_wizard_is_unfinished(draft):
    Wizard.objects.update(start=None)

    assert {each.document for each in draft_problems()} == {"wizards/take-a-bicycle"}


def test_the_database_keeps_a_case_in_its_wizard(draft):
    other = a_wizard({"red": {"yes": "fine", "not-sure": "fine"}}, slug="b", ref="w-b")
    fill(with_cases(a_case(), wizards=[a_wizard(), other]))
    case, stray = (
        Case.objects.get(),
        Choice.objects.get(slug="yes", question__slug="red"),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseAnswer.objects.create(case=case, choice=stray)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(outcome=Outcome.objects.get(slug="fine"))


def test_a_wizard_goes_with_its_cases_and_an_answer_in_use_stays(tess):
    address = page_of(Question.objects.get(slug="is-it-locked"))
    form = opened(tess, address) | {"choices-0-DELETE": "on"}

    page = tess.post(address, form)

    assert page.status_code == 200
    assert CaseAnswer.objects.exists()
    Wizard.objects.get().delete()
    assert not Case.objects.exists()
    assert not CaseSection.objects.exists()


def test_a_disputed_case_says_so_in_the_list_and_among_the_paths(tess):
    fill(with_cases(a_case(verdict="yes", outcome="leave-it", disputed="Ask first.")))
    cases = reverse("admin:authoring_case_changelist")

    assert "disputed: “No” (o-leave-it) meanwhile" in tess.get(cases).content.decode()
    assert "1 case is disputed" in tess.get(untested()).content.decode()
    assert draft_problems() == []
    warned = tess.get(reverse("admin:check")).content.decode()
    assert 'data-problem="case-disputed"' in warned
    assert page_of(Case.objects.get()) in warned


def test_a_trainer_marks_a_case_as_disputed(tess, draft):
    address = page_of(Case.objects.get())
    form = opened(tess, address) | {"verdict": "yes", "disputed": "Legal decides."}

    assert tess.post(address, form).status_code == 302

    [case] = draft_guidance().case_sets[0].cases
    assert (case.verdict, case.disputed) == ("yes", "Legal decides.")
    assert draft_problems() == []

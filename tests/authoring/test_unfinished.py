"""While somebody is in the middle of a wizard: it says what it lacks in the words of its
form, and everybody else's work is still looked at."""

from __future__ import annotations

import pytest

from guidance.authoring.models import (
    Choice,
    Question,
    Scenario,
    Topic,
    Wizard,
)
from guidance.content.model import Guidance

NOWHERE = "The choice “Perhaps” leads nowhere yet. Lead it to a question or an outcome."
HARD = "Notwithstanding administrative authorization, institutional accommodation of "
HARD += "supplementary documentation considerations remains inappropriate."
CHECK = "/admin/check/"
RIDE_IT = f"{CHECK}?document=scenarios/ride-it"


def text(response) -> str:
    return str(response.content.decode())


@pytest.fixture
def half_of_it(draft: Guidance) -> Wizard:
    wizard = Wizard.objects.create(
        slug="half-of-it",
        ref="w-half",
        title="Can I?",
        summary="When it is asked.",
        topic=Topic.objects.all()[0],
    )
    asked = Question.objects.create(
        wizard=wizard, slug="is-it", ref="half-q1", text="Is it?"
    )
    Choice.objects.create(question=asked, slug="perhaps", label="Perhaps")
    Wizard.objects.filter(pk=wizard.pk).update(start=asked)
    return wizard


def test_a_choice_that_leads_nowhere_is_named_as_its_form_names_it(tess, half_of_it):
    assert NOWHERE in text(tess.get(CHECK))
    assert NOWHERE in text(tess.get("/draft/can-i/half-of-it/"))


def test_a_wizard_without_a_first_question_says_so(tess, half_of_it):
    Wizard.objects.filter(pk=half_of_it.pk).update(start=None)

    assert "No question comes first yet. Say which one." in text(tess.get(CHECK))


def test_the_rest_is_looked_at(tess, half_of_it):
    Scenario.objects.update(answer=HARD)

    found = text(tess.get(RIDE_IT))

    assert 'data-problem="reading-grade"' in found
    assert "data-note" not in text(tess.get(CHECK))


def test_what_points_at_it_is_not_called_right(tess, half_of_it):
    Scenario.objects.update(wizard=half_of_it)

    found = text(tess.get(RIDE_IT))

    assert "Nothing is wrong" not in found
    assert "Not looked at" in found

"""One unfinished wizard: what only shows tells what it didn't look at, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guidance.accounts.roles import Role
from guidance.authoring.models import Scenario, Wizard
from guidance.editions.library import library
from guidance.review.change_text import change_text
from guidance.review.comparing import compare_sides, draft, edition
from tests.content.a_guidance import a_case, a_scenario, with_cases
from tests.review.desk_pages import client_of, words
from tests.review.desk_pages import text as page_text
from tests.review.desk_work import first_edition

SETTLED = {"wizard": "take-a-bicycle", "answers": {"is-it-locked": "yes"}}
TITLE, LACKS = "Can I take this bicycle?", "No question comes first yet. Say which one."


@pytest.fixture
def tess(db):
    """A trainer, over a draft in which only the wizard has no beginning any more."""
    scenario = a_scenario(settled_by=SETTLED)
    first_edition(
        with_cases(a_case(), scenarios=[scenario]),
        at=timezone.now() - timedelta(days=1),
    )
    Wizard.objects.update(start=None)
    yield client_of("tess", Role.TRAINER)
    library.forget()


def test_what_the_draft_would_change_says_what_it_did_not_look_at(tess):
    page = tess.get("/review/changes/")

    assert f"{TITLE}: {LACKS}" in words(page)
    assert "The rest of the draft says what the edition in force says." in words(page)
    assert "Nothing. The draft says" not in words(page)
    # Where “What would this change?” of the wizard leads, and where one goes on.
    assert 'id="wizards/take-a-bicycle"' in page_text(page)
    assert reverse("admin:build", args=[Wizard.objects.get().pk]) in page_text(page)


def test_the_rest_of_the_draft_is_compared_all_the_same(tess):
    Scenario.objects.update(answer="No, leave it there.")

    page = words(tess.get("/review/changes/"))

    assert "Documents: 1 changed." in page
    assert LACKS in page
    assert "The rest of the draft says" not in page


def test_an_unfinished_case_is_named_by_what_it_is(tess):
    row = Wizard.objects.get()
    Wizard.objects.update(start=row.questions.get(slug="is-it-locked"))
    row.cases.update(why=" ")

    page = words(tess.get("/review/changes/"))

    assert "The bicycle is locked: There is nothing here." in page


def test_a_comparison_in_the_terminal_does_not_call_the_whole_the_same(tess):
    at = timezone.now()

    told = "\n".join(change_text(compare_sides(edition(None, at=at), draft())))

    assert "Left out, because they can't be read yet: wizards/take-a-bicycle" in told
    assert "Nothing else: the rest says the same." in told


def test_lists_say_nothing_good_of_what_was_not_looked_at(tess):
    cases, scenarios, wizards = (
        words(tess.get(reverse(f"admin:authoring_{each}_changelist")))
        for each in ("case", "scenario", "wizard")
    )

    assert "not run: unfinished" in cases
    assert "as expected" not in cases
    assert "not looked at" in scenarios
    assert "not looked at" not in wizards  # it counts what it lacks


def test_what_rests_on_it_is_submitted_without_being_called_checked(tess):
    Scenario.objects.update(answer="No, leave it there.")

    page = words(tess.get("/review/submit/scenario/ride-it/"))

    assert "It was not checked, because it rests on something unfinished." in page

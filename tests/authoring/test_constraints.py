"""What the database refuses, whoever asks: an admin page, a shell or a query."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from guidance.authoring.models import (
    Choice,
    Contact,
    Department,
    Memo,
    Outcome,
    Question,
    Scenario,
    ScenarioContact,
    Section,
    SeeAlso,
    Topic,
    Wizard,
)

pytestmark = pytest.mark.usefixtures("draft")


def another_wizard() -> Wizard:
    topic = Topic.objects.get()
    return Wizard.objects.create(
        slug="other", ref="w-o", title="T", summary="S", topic=topic
    )


REFUSED: dict[str, Callable[[], Any]] = {
    "a second department": lambda: Department.objects.create(
        id=2, slug="d", name="D", short_name="D", kind="K"
    ),
    "a slug with a capital": lambda: Contact.objects.update(slug="Desk"),
    "a slug with a line's end": lambda: Contact.objects.update(slug="desk\n"),
    "a contact without a name": lambda: Contact.objects.update(name=""),
    "a verdict nobody knows": lambda: Scenario.objects.update(verdict="maybe"),
    "an outcome's verdict nobody knows": lambda: Outcome.objects.update(verdict=""),
    "a provenance nobody knows": lambda: Section.objects.update(provenance="rumour"),
    "a basis nobody knows": lambda: Scenario.objects.update(basis="guessed"),
    "an asker nobody knows": lambda: Scenario.objects.update(asked_by="mayor"),
    "a review every 0 months": lambda: Scenario.objects.update(review_every=0),
    "a place before the first": lambda: Question.objects.update(order=-1),
    "a quotation of nobody": lambda: Section.objects.update(quotation="Leave it."),
    "a memo that ends before it begins": lambda: Memo.objects.update(
        in_force_from="2026-01-02", in_force_until="2026-01-01"
    ),
    "two sure of not being sure": lambda: Choice.objects.update(not_sure=True),
    "a choice that leads to two places": lambda: Choice.objects.update(
        to_question=Question.objects.last(), to_outcome=Outcome.objects.first()
    ),
    "a ref twice": lambda: Outcome.objects.update(ref="same"),
    "a slug twice in a wizard": lambda: Question.objects.update(slug="same"),
    "a scenario that points at itself": lambda: SeeAlso.objects.create(
        scenario=Scenario.objects.get(), other=Scenario.objects.get()
    ),
    "a contact twice": lambda: ScenarioContact.objects.bulk_create(
        ScenarioContact(scenario=Scenario.objects.get(), contact=Contact.objects.get())
        for _ in range(2)
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what]()


def test_a_wizard_starts_at_a_question_of_its_own():
    other = another_wizard()

    with pytest.raises(IntegrityError, match="starts at a question of its own"):
        Wizard.objects.filter(pk=other.pk).update(start=Question.objects.first())


def test_a_choice_leads_within_its_wizard():
    stray = Outcome.objects.create(
        wizard=another_wizard(), slug="o", ref="o-o", verdict="no", headline="H"
    )

    with pytest.raises(IntegrityError, match="leads within its wizard"):
        Choice.objects.update(to_question=None, to_outcome=stray)


def test_a_question_keeps_its_wizard():
    with pytest.raises(Error, match="Cannot update"):
        Question.objects.update(wizard=another_wizard())


@pytest.mark.parametrize("model", [Topic, Section])
def test_what_an_answer_rests_on_cannot_be_deleted(model):
    with pytest.raises(ProtectedError):
        model.objects.first().delete()


def test_a_memo_whose_sections_are_cited_cannot_be_deleted():
    with pytest.raises(ProtectedError):
        Memo.objects.get().delete()


def test_a_question_that_something_leads_to_cannot_be_deleted():
    with pytest.raises(RestrictedError):
        Question.objects.get(slug="is-it-yours").delete()


def test_a_whole_wizard_can_be_deleted():
    Wizard.objects.get().delete()

    assert not Choice.objects.exists()

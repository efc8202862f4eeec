"""The same row added twice, by two trainers: a sentence in the form, never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from guidance.authoring.models import (
    Case,
    Choice,
    Contact,
    Memo,
    Outcome,
    Question,
    Scenario,
    ScenarioContact,
    Section,
    Source,
    Topic,
)
from tests.authoring.forms import adding, opened, page_of

HERE_ALREADY = "This is here already"


@pytest.fixture
def desk() -> Contact:
    return Contact.objects.create(slug="front-desk", name="Front desk", order=90)


def saved_again(client: Client, row: Any, typed: dict[str, str]) -> Any:
    """Save `typed` as it was, after having been shown what somebody else saved."""
    row.refresh_from_db()
    return client.post(page_of(row), typed | {"opened_version": str(row.version)})


def test_a_contact_that_a_colleague_added_too_is_told_in_its_row(tess, tom, desk):
    scenario = Scenario.objects.get()
    hers, his = (opened(each, page_of(scenario)) for each in (tess, tom))
    hers = adding(hers, "scenario_contacts", contact=desk.pk) | {"answer": "By Tess."}
    tom.post(page_of(scenario), adding(his, "scenario_contacts", contact=desk.pk))

    shown = tess.post(page_of(scenario), hers)
    again = saved_again(tess, scenario, hers)

    assert shown.status_code == 409
    assert again.status_code == 200
    for page in (shown, again):
        assert HERE_ALREADY in page.content.decode()
        assert "By Tess." in page.content.decode()
    assert ScenarioContact.objects.filter(contact=desk).count() == 1


def test_a_row_taken_out_and_added_again_meanwhile_is_told(tess, tom, desk):
    scenario = Scenario.objects.get()
    ScenarioContact.objects.create(scenario=scenario, contact=desk)
    hers, his = (opened(each, page_of(scenario)) for each in (tess, tom))
    last = int(his["scenario_contacts-TOTAL_FORMS"]) - 1
    his |= {f"scenario_contacts-{last}-DELETE": "on"}
    gone = tom.post(
        page_of(scenario), adding(his, "scenario_contacts", contact=desk.pk)
    )

    tess.post(page_of(scenario), hers)
    again = saved_again(tess, scenario, hers | {"answer": "By Tess."})

    assert gone.status_code == 302
    assert again.status_code == 200
    assert HERE_ALREADY in again.content.decode()
    assert "By Tess." in again.content.decode()


def test_a_row_changed_into_one_that_a_colleague_added_is_told(tess, tom, desk):
    scenario = Scenario.objects.get()
    other = Contact.objects.create(slug="other", name="Other", order=91)
    ScenarioContact.objects.create(scenario=scenario, contact=other, order=99)
    hers, his = (opened(each, page_of(scenario)) for each in (tess, tom))
    last = int(hers["scenario_contacts-TOTAL_FORMS"]) - 1
    hers |= {f"scenario_contacts-{last}-contact": str(desk.pk)}
    tom.post(page_of(scenario), adding(his, "scenario_contacts", contact=desk.pk))

    again = saved_again(tess, scenario, hers)

    assert again.status_code == 200
    assert HERE_ALREADY in again.content.decode()


def lists_with_keys() -> list[tuple[Any, str, dict[str, Any]]]:
    """Return pages, a list on each that has a key, and a row to add to it."""
    contact, section = Contact.objects.get(slug="front-desk"), Section.objects.get()
    other = Scenario.objects.get()
    other.pk, other.slug, other.ref, other._state.adding = None, "other", "o1", True
    other.save()
    scenario, outcome = Scenario.objects.get(slug="ride-it"), Outcome.objects.all()[0]
    older = Memo.objects.create(
        slug="older", ref="m-old", title="Older", kind="order", issuer="Chief"
    )
    source = Source.objects.create(slug="web", kind="press", name="N", what="W")
    case = Case.objects.create(
        wizard=outcome.wizard, slug="c", title="C", verdict="no", why="W"
    )
    choice = {"slug": "third", "label": "Third"}
    part = {
        "slug": "new-part",
        "ref": "n-p",
        "number": "9",
        "heading": "New",
        "provenance": section.provenance,
    }
    return [
        (scenario, "scenario_contacts", {"contact": contact.pk}),
        (scenario, "bearings", {"section": section.pk}),
        (scenario, "see_also", {"other": other.pk}),
        (outcome, "outcome_contacts", {"contact": contact.pk}),
        (outcome, "bearings", {"section": section.pk}),
        (case, "sections", {"section": section.pk}),
        (case, "answers", {"choice": Choice.objects.order_by("pk")[0].pk}),
        (section.memo, "supersessions", {"superseded": older.pk}),
        (section.memo, "sections", part),
        (section, "section_sources", {"source": source.pk}),
        (Question.objects.first(), "choices", choice),
    ]


def test_every_list_with_a_key_tells_it(tess, tom, desk):
    told = []
    for row, prefix, fields in lists_with_keys():
        hers, his = (opened(each, page_of(row)) for each in (tess, tom))
        hers, his = (adding(each, prefix, **fields) for each in (hers, his))
        first = tom.post(page_of(row), his)
        again = saved_again(tess, row, hers)
        told.append((prefix, first.status_code, again.status_code))

    assert told == [(prefix, 302, 200) for prefix, *_ in told]


def test_a_second_not_sure_of_a_colleague_is_told(tess, tom):
    question = Question.objects.first()
    Choice.objects.update(not_sure=False)
    hers, his = (opened(each, page_of(question)) for each in (tess, tom))
    his = adding(his, "choices", slug="unsure", label="Unsure", not_sure="on")
    first = tom.post(page_of(question), his)

    again = saved_again(tess, question, hers | {"choices-0-not_sure": "on"})

    assert first.status_code == 302
    assert again.status_code == 200
    assert "Only one choice can be “not sure”." in again.content.decode()


def test_two_rows_can_change_places_by_what_they_point_at(tess, desk):
    scenario = Scenario.objects.get()
    other = Contact.objects.create(slug="other", name="Other", order=91)
    ScenarioContact.objects.all().delete()
    for order, contact in enumerate((desk, other), 1):
        ScenarioContact.objects.create(scenario=scenario, contact=contact, order=order)
    typed = opened(tess, page_of(scenario)) | {
        "scenario_contacts-0-contact": str(other.pk),
        "scenario_contacts-1-contact": str(desk.pk),
    }

    response = tess.post(page_of(scenario), typed)

    assert response.status_code == 302
    rows = ScenarioContact.objects.order_by("order")
    assert [row.contact for row in rows] == [other, desk]


def test_a_row_can_take_the_place_of_one_that_goes(tess, desk):
    scenario = Scenario.objects.get()
    other = Contact.objects.create(slug="other", name="Other", order=91)
    ScenarioContact.objects.all().delete()
    for order, contact in enumerate((desk, other), 1):
        ScenarioContact.objects.create(scenario=scenario, contact=contact, order=order)
    typed = opened(tess, page_of(scenario)) | {
        "scenario_contacts-0-contact": str(other.pk),
        "scenario_contacts-1-DELETE": "on",
    }

    response = tess.post(page_of(scenario), typed)

    assert response.status_code == 302
    assert ScenarioContact.objects.get().contact == other


@pytest.mark.parametrize(
    "rule",
    ["CHECK (title <> 'By Tess')", "UNIQUE (title) DEFERRABLE INITIALLY DEFERRED"],
)
def test_what_only_the_database_refuses_keeps_what_was_typed(tess, rule):
    Topic.objects.create(slug="bikes", title="Bikes", summary="S", order=90)
    topic = Topic.objects.create(slug="other", title="Other", summary="S", order=91)
    typed = opened(tess, page_of(topic)) | {"title": "By Tess"}
    connection.check_constraints()  # else the table is in use
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE authoring_topic ADD CONSTRAINT refused {rule}")
    if "UNIQUE" in rule:
        Topic.objects.filter(slug="bikes").update(title="By Tess")

    page = tess.post(page_of(topic), typed)

    assert page.status_code == 409
    assert "Nothing was saved" in page.content.decode()
    assert "By Tess" in page.content.decode()
    topic.refresh_from_db()
    assert (topic.title, topic.version) == ("Other", 1)


def test_a_new_page_that_only_the_database_refuses_keeps_what_was_typed(tess):
    add = reverse("admin:authoring_topic_add")
    typed = opened(tess, add) | {"title": "By Tess", "slug": "by", "summary": "S"}
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE authoring_topic ADD CONSTRAINT refused CHECK (slug <> 'by')"
        )

    page = tess.post(add, typed)

    assert page.status_code == 409
    assert "By Tess" in page.content.decode()
    assert not Topic.objects.filter(slug="by").exists()

"""The log of edits: whatever saves rows for somebody says whose document it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from guidance.accounts.models import User
from guidance.authoring.edit_log import log_deletion
from guidance.authoring.filling import fill
from guidance.authoring.models import (
    Edit,
    Memo,
    Outcome,
    Scenario,
    Topic,
    Wizard,
)
from guidance.content.model import Guidance
from tests.authoring.conftest import NOON
from tests.authoring.forms import opened, page_of
from tests.content.a_guidance import a_case, a_guidance, a_memo, a_scenario, with_cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Guidance:
    guidance = with_cases(a_case())
    fill(guidance)
    return guidance


def logged() -> list[tuple[str, str, str]]:
    rows = Edit.objects.order_by("pk").select_related("by")
    return [(each.kind, each.slug, str(each.by)) for each in rows]


def save(client: Any, row: Any, **changed: str) -> None:
    where = page_of(row)
    response = client.post(where, opened(client, where) | changed)
    assert response.status_code == 302


def test_a_page_says_whose_document_was_edited_by_whom(tess, tom):
    memo = Memo.objects.get()
    save(tess, Scenario.objects.get(), answer="No, leave it there.")
    save(tom, Outcome.objects.get(slug="leave-it"), headline="Leave it.")
    save(tess, memo.sections.get(), heading="Bicycles")
    save(tom, Topic.objects.get(), title="Bikes", two_approvers="on")
    save(tess, Wizard.objects.get().cases.get(), title="It is locked")

    assert logged() == [
        ("scenario", "ride-it", "tess"),
        ("wizard", "take-a-bicycle", "tom"),
        ("memo", "bicycle-order", "tess"),
        ("department", "example", "tom"),
        ("case_set", "take-a-bicycle", "tess"),
    ]
    assert Topic.objects.get().two_approvers


def test_a_page_that_was_saved_as_it_is_was_not_edited(tess):
    save(tess, Scenario.objects.get())

    assert logged() == []


def test_what_is_deleted_is_logged_one_by_one_and_in_bulk(tess):
    fill(a_guidance(scenarios=[a_scenario(), a_scenario(slug="sell-it", ref="a02")]))
    one, two = Scenario.objects.order_by("ref")
    where = reverse("admin:authoring_scenario_delete", args=[one.pk])
    tess.post(where, {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [two.pk], "post": "yes"}
    tess.post(reverse("admin:authoring_scenario_changelist"), data)

    assert not Scenario.objects.exists()
    assert logged() == [
        ("scenario", "ride-it", "tess"),
        ("scenario", "sell-it", "tess"),
    ]


def test_cases_that_go_with_their_wizard_are_logged_too(tess):
    by = User.objects.get(username="tess")

    log_deletion(Wizard.objects.get(), by=by, at=NOON)

    assert logged() == [
        ("wizard", "take-a-bicycle", "tess"),
        ("case_set", "take-a-bicycle", "tess"),
    ]


def test_an_untested_path_that_is_accepted_is_an_edit_of_the_cases(tess):
    address = reverse("admin:untested", args=[Wizard.objects.get().pk])
    [first, *_] = tess.get(address).context["found"]

    tess.post(address, {"path": first["path"], "seen": first["seen"], "accept": "1"})

    assert logged() == [("case_set", "take-a-bicycle", "tess")]


def test_a_warning_that_is_waived_is_an_edit_of_the_waivers(tess):
    address = reverse("admin:authoring_waiver_add")
    typed = {
        "finding": "reading-grade-0123456789ab",
        "document": "scenarios/ride-it",
        "sentence": "It is hard to read.",
        "reason": "The law says it so.",
    }

    tess.post(address, opened(tess, address) | typed)

    assert logged() == [("waivers", "waivers", "tess")]


def test_a_pack_is_an_edit_of_what_it_changes_and_of_nothing_else(tess):
    by = User.objects.get(username="tess")
    changed = a_guidance(memos=[a_memo(title="Bicycles")])

    fill(changed, by=by, at=NOON)

    assert logged() == [
        ("memo", "bicycle-order", "tess"),
        ("case_set", "take-a-bicycle", "tess"),
    ]


def test_a_scenario_keeps_its_owner_when_the_draft_is_filled_anew(tess):
    tess_herself = User.objects.get(username="tess")
    save(tess, Scenario.objects.get(), owner=str(tess_herself.pk))

    fill(a_guidance())

    assert Scenario.objects.get().owner == tess_herself


def test_only_who_works_at_the_desk_is_offered_as_an_owner(tess):
    User.objects.create_user("olly")

    form: Any = tess.get(page_of(Scenario.objects.get())).context["adminform"].form

    assert [str(each) for each in form.fields["owner"].queryset] == ["tess"]

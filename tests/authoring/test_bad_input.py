"""Input no form of the desk would send: a page that says so, never a 500."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from guidance.authoring.models import Contact, Memo, Question, Scenario, Wizard
from tests.authoring.conftest import signed_in
from tests.authoring.forms import opened, page_of

LISTS: dict[Any, str] = {
    Scenario: "citations",
    Question: "choices",
    Memo: "sections",
    Wizard: "questions",
}
REFUSED = [
    "scenario/?verdict__exact=%00",
    "memo/?kind=%00",
    "memo/?kind__exact=a%00b",
    "memo/?q=%00",
    "scenario/?slug__regex=(",
    "scenario/?ref__iregex=[",
    "scenario/?topic__slug__regex=(",
    "memo/?issued_on__year=99999",
    "memo/?issued_on__year__gt=999999999999999999999999",
    "scenario/add/?question=%00",
    "scenario/add/?_changelist_filters=%00",
]
TAKEN = [
    "scenario/?topic__id__exact=abc",
    "scenario/?topic__id__exact=99999999999999999999999999",
    "scenario/?nonsense__exact=1",
    "scenario/?p=abc",
    "scenario/?p=-1",
    "scenario/?o=abc.9.-99",
    "scenario/?e=1",
    "memo/?issued_on=abc",
    "memo/?issued_on__date__exact=99999",
    "memo/?issued_on__month=abc",
    "memo/?full_text_public__exact=abc",
    "scenario/add/?topic=abc",
    "scenario/add/?topic=-1",
    "scenario/add/?topic=99999999999999999999999999",
    "scenario/add/?topic=1&topic=x",
    "scenario/add/?wizard=%F0%9F%9A%B2",
    "scenario/add/?opened_version=abc&review_every=x",
    "question/add/?wizard=abc",
    "case/add/?wizard=abc",
    "section/add/?memo=abc",
    "term/add/?section=abc",
    "topic/99999999999999999999999999/change/",
    "topic/abc/change/",
    "topic/1%00/change/",
]


@pytest.fixture
def tess_as_in_production(tess: Client) -> Client:
    tess.raise_request_exception = False
    return tess


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_the_database_cannot_read_is_refused(tess, address):
    page = tess.get(f"/admin/authoring/{address}")

    assert page.status_code == 400
    assert "That address can" in page.content.decode()


@pytest.mark.parametrize("address", TAKEN)
def test_an_address_with_nonsense_is_no_fault_of_the_program(tess, address):
    assert tess.get(f"/admin/authoring/{address}").status_code < 500


@pytest.mark.parametrize(
    "asked",
    [
        "term=%00&app_label=authoring&model_name=scenario&field_name=topic",
        "term=a&app_label=authoring&model_name=%00&field_name=topic",
        "term=a&app_label=authoring&model_name=scenario&field_name=topic&page=abc",
        "term=a",
        "",
    ],
)
def test_nonsense_asked_of_a_box_is_refused(tess, asked):
    assert 400 <= tess.get(f"/admin/autocomplete/?{asked}").status_code < 500


@pytest.mark.parametrize("sent", ["abc", "-1", "1.5", "9" * 30, "²", "\0"])
def test_a_box_that_is_sent_no_row_says_so(tess, sent):
    scenario = Scenario.objects.get()
    typed = opened(tess, page_of(scenario)) | {"topic": sent, "answer": "By Tess."}
    typed |= {"citations-0-section": sent}

    page = tess.post(page_of(scenario), typed)

    assert page.status_code == 200
    assert "By Tess." in page.content.decode()
    if sent == "\0":
        assert page.content.decode().count("Null characters") == 2
    else:
        assert "That choice is not one of" in page.content.decode()
        assert "There is no section" in page.content.decode()


@pytest.mark.parametrize("model", LISTS)
def test_a_list_that_was_tampered_with_is_no_fault_of_the_program(tess, model):
    row = model.objects.first()
    typed = opened(tess, page_of(row))
    names = ["INITIAL_FORMS", "TOTAL_FORMS", "0-id"]
    for name, sent, version in product(names, ["abc", "-1", "9" * 30], ["1", "7"]):
        tampered = {f"{LISTS[model]}-{name}": sent, "opened_version": version}
        with transaction.atomic():
            page = tess.post(page_of(row), typed | tampered)
            transaction.set_rollback(True)

        assert page.status_code < 500, tampered


@pytest.mark.parametrize("claimed", ["9", "9" * 30])
@pytest.mark.parametrize("model", LISTS)
def test_rows_that_are_claimed_and_not_sent_are_not_made(tess, model, claimed):
    row, prefix = model.objects.first(), LISTS[model]
    typed = opened(tess, page_of(row))
    there = int(typed[f"{prefix}-TOTAL_FORMS"])
    far_off = {f"{prefix}-TOTAL_FORMS": claimed, f"{prefix}-9998-id": ""}

    page = tess.post(page_of(row), typed | far_off | {"slug": ""})

    lists: Any = page.context["inline_admin_formsets"]
    rows = next(each.formset for each in lists if each.formset.prefix == prefix)
    assert len(rows.forms) <= there + 1


@pytest.mark.parametrize("sent", ["abc", "-1", "9" * 30, "\0", "1.5"])
def test_an_action_on_rows_that_are_none_is_refused(tess, sent):
    data = {"action": "delete_selected", "_selected_action": sent}

    page = tess.post(reverse("admin:authoring_contact_changelist"), data)

    assert page.status_code == (200 if sent == "9" * 30 else 400)
    assert Contact.objects.exists()


def test_people_are_not_searched_by_patterns(ada):
    for lookup in ("username__regex", "password__iregex", "groups__name__regex"):
        assert ada.get(f"/admin/accounts/user/?{lookup}=(").status_code == 400
    assert ada.get("/admin/accounts/user/?username=%00").status_code == 400


def test_without_a_database_the_desk_says_so(tess_as_in_production):
    def away(*_: object) -> None:
        raise OperationalError("the server is away")

    anonymous = Client(raise_request_exception=False)
    with connection.execute_wrapper(away):
        pages = [
            tess_as_in_production.get("/admin/"),
            tess_as_in_production.post(reverse("admin:authoring_topic_add"), {}),
            anonymous.post("/admin/login/", {"username": "tess", "password": "x"}),
            tess_as_in_production.get("/review/changes/"),
        ]

    for page in pages:
        assert page.status_code == 503
        assert "be reached right now" in page.content.decode()


def test_a_form_that_was_open_too_long_says_what_to_do(draft):
    signed_in("tess")
    tess = Client(enforce_csrf_checks=True)

    page = tess.post("/admin/login/", {"username": "tess", "password": "x"})

    assert page.status_code == 403
    assert "still there" in page.content.decode()
    assert "sign in again" in page.content.decode()
    assert "cookies" in page.content.decode()

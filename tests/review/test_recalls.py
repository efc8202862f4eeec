"""The pages on which two supervisors pull an answer, and give it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client, override_settings

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.content.recallable import Answer
from guidance.editions import recalling
from guidance.editions.library import library
from guidance.editions.models import Recall
from guidance.editions.recording import record
from tests.content.a_guidance import LOCKED, a_guidance, a_scenario

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)
RECALLS = "/review/recalls/"
PULL = f"{RECALLS}pull/scenario/a01/"
REASON = "The court order came down."
SETTLED = a_scenario(settled_by={"wizard": "take-a-bicycle", "answers": LOCKED})


@pytest.fixture(autouse=True)
def nothing_in_memory() -> Iterator[None]:
    library.forget()
    yield
    library.forget()


@pytest.fixture(autouse=True)
def edition(nothing_in_memory: None) -> None:
    record(a_guidance(scenarios=[SETTLED]), "First edition.", at=BEFORE)


def signed_in(name: str, role: Role = Role.SUPERVISOR) -> Client:
    open_account(name, role)
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


@pytest.fixture
def diaz() -> Client:
    return signed_in("diaz")


@pytest.fixture
def okafor() -> Client:
    return signed_in("okafor")


def text(response: Any) -> str:
    return unescape(response.content.decode())


def test_an_answer_is_found_by_its_ref_and_by_words(diaz):
    by_ref = diaz.get(RECALLS, {"q": "A01"})
    by_words = diaz.get(RECALLS, {"q": "ride found"})
    nothing = diaz.get(RECALLS, {"q": "tricycle"})

    assert 'data-answer="scenario:a01"' in text(by_ref)
    assert PULL in text(by_words)
    assert "Nothing in force matches “tricycle”" in text(nothing)


def test_two_supervisors_pull_an_answer_and_officers_see_it(diaz, okafor, client):
    proposed = diaz.post(PULL, {"reason": REASON})
    page = proposed["Location"]

    assert proposed.status_code == 303
    assert 'data-verdict="no"' in text(client.get("/questions/ride-it/"))
    assert "A second supervisor has to confirm it" in text(diaz.get(page))
    assert "Confirm: pull it now" in text(okafor.get(page))
    assert "1 recall waiting for a second supervisor" in text(okafor.get("/admin/"))

    confirmed = okafor.post(page, {"act": "confirm"})

    assert confirmed.status_code == 303
    assert REASON in text(client.get("/questions/ride-it/"))
    assert "data-recalled" in text(client.get("/questions/ride-it/"))
    assert "In effect (1)" in text(diaz.get(RECALLS))


def test_it_is_given_back_by_two(diaz, okafor, client):
    page = diaz.post(PULL, {"reason": REASON})["Location"]
    okafor.post(page, {"act": "confirm"})

    diaz.post(page, {"act": "lift", "reason": "Withdrawn by the court."})
    alone = diaz.post(page, {"act": "confirm_lift"})
    assert alone.status_code == 409
    assert "Somebody else has to confirm it" in text(alone)
    okafor.post(page, {"act": "confirm_lift"})

    assert 'data-verdict="no"' in text(client.get("/questions/ride-it/"))
    told = text(okafor.get(page))
    assert "<h1>Lifted</h1>" in told
    assert "Withdrawn by the court." in told


def test_whoever_comes_second_is_told_who_was_quicker(diaz, okafor):
    page = diaz.post(PULL, {"reason": REASON})["Location"]
    okafor.post(page, {"act": "confirm"})

    again = okafor.post(page, {"act": "confirm"})
    late = diaz.post(page, {"act": "refuse", "reason": "My mistake."})
    twice = okafor.post(PULL, {"reason": "Me too."})

    assert [each.status_code for each in (again, late, twice)] == [409, 409, 409]
    assert "okafor was quicker and confirmed this." in text(again)
    assert "okafor was quicker and confirmed this." in text(late)
    assert "This answer is pulled already." in text(twice)
    assert Recall.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2000])
def test_without_a_reason_nothing_is_pulled_and_what_was_typed_stays(diaz, reason):
    response = diaz.post(PULL, {"reason": reason})

    assert response.status_code == 422
    assert reason in text(response)
    assert not Recall.objects.exists()


def test_a_button_that_is_not_there_does_nothing(diaz, okafor):
    page = diaz.post(PULL, {"reason": REASON})["Location"]

    assert okafor.post(page, {"act": "burn"}).status_code == 409
    assert okafor.post(page).status_code == 409
    assert Recall.objects.get().taken() == []


def test_at_night_one_may_pull_it_alone(diaz, okafor, client):
    with override_settings(RECALL_ALONE=(time(0), time(0))):
        assert "Pull it now, alone" in text(diaz.get(PULL))
        page = diaz.post(PULL, {"reason": REASON, "alone": "yes"})["Location"]

    officers = text(client.get("/questions/ride-it/"))
    assert "a second one has not confirmed it yet" in officers
    assert "In effect, unconfirmed" in text(okafor.get(RECALLS))
    okafor.post(page, {"act": "confirm"})
    officers = text(client.get("/questions/ride-it/"))
    assert "data-recalled" in officers
    assert "has not confirmed" not in officers


def test_by_day_nobody_pulls_anything_alone(diaz, client):
    now = datetime.now(UTC)
    another_hour = (now + timedelta(hours=2)).time(), (now + timedelta(hours=3)).time()
    with override_settings(RECALL_ALONE=another_hour):
        assert "Pull it now, alone" not in text(diaz.get(PULL))
        diaz.post(PULL, {"reason": REASON, "alone": "yes"})

    assert Recall.objects.get().is_waiting
    assert 'data-verdict="no"' in text(client.get("/questions/ride-it/"))


def test_what_answers_the_same_case_is_named(diaz):
    page = text(diaz.get(PULL))

    assert "The same case, answered elsewhere" in page
    assert f"{RECALLS}pull/outcome/o-leave-it/" in page


def test_a_memo_says_how_many_answers_go_with_it(diaz):
    page = text(diaz.get(f"{RECALLS}pull/memo/b/"))

    assert "4 answers that quote it are recalled with it." in page


def test_a_documents_page_at_the_desk_leads_to_pulling_it(diaz):
    scenario = text(diaz.get("/review/documents/scenario/ride-it/"))
    department = text(diaz.get("/review/documents/department/example/"))

    assert PULL in scenario
    assert "/recalls/pull/" not in department


@pytest.mark.parametrize("address", [f"{RECALLS}pull/scenario/zz/", f"{RECALLS}77/"])
def test_what_is_not_there_is_not_there(diaz, address):
    assert diaz.get(address).status_code == 404
    assert diaz.post(address, {"reason": REASON}).status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.TRAINER])
def test_nobody_else_pulls_answers(role, diaz):
    page = diaz.post(PULL, {"reason": REASON})["Location"]
    other = signed_in("other", role)

    for address in (RECALLS, PULL, page):
        assert other.get(address).status_code == 403
    assert other.post(PULL, {"reason": REASON}).status_code == 403
    assert other.post(page, {"act": "confirm"}).status_code == 403
    assert Client().get(RECALLS).status_code == 302
    assert Recall.objects.get().is_waiting


def test_the_list_costs_the_same_however_long_it_is(
    diaz, django_assert_max_num_queries
):
    user = User.objects.get(username="diaz")
    other = User.objects.create(username="other")
    for number in range(6):
        answer = Answer("scenario", f"a{number}", "Which?", "which")
        made = recalling.propose(answer, REASON, by=user, at=BEFORE)
        recalling.confirm(made, by=other, at=BEFORE)
    library.refresh(at=BEFORE)

    with django_assert_max_num_queries(10):
        diaz.get(RECALLS)

"""What was pulled is gone wherever it would have stood; old editions say so loudly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from guidance.accounts.models import User
from guidance.content.model import Guidance
from guidance.content.recallable import found
from guidance.editions import recalling
from guidance.editions.models import Recall
from guidance.search.searching import outage
from tests.content.a_guidance import (
    a_citation,
    a_department,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
    a_wizard,
    an_outcome,
)
from tests.reader.conftest import FIRST, SECOND, Page

REASON = "The court order came down."
NOTICE = "Do not rely on this. "
SINCE = "2 Mar 2025, 17:00"
OUTCOME = "/can-i/take-a-bicycle/?is-it-locked=no&is-it-yours=yes"
OTHER_OUTCOME = "/can-i/take-a-bicycle/?is-it-locked=yes"

BELLS = a_section(slug="bells", ref="c-1", body="A bell is rung twice.")
GUIDANCE = a_guidance(
    department=a_department(
        contacts=[{"slug": "desk", "name": "Desk sergeant", "reach": "Ring 5"}]
    ),
    memos=[a_memo(), a_memo(slug="bells", ref="c", title="Bells", sections=[BELLS])],
    scenarios=[
        a_scenario(),
        a_scenario(
            slug="ring-it",
            ref="a02",
            question="May I ring?",
            verdict="yes",
            answer="Yes, ring twice.",
            citations=[a_citation("rung twice", "bells/bells")],
            see_also=["ride-it"],
        ),
    ],
    wizards=[
        a_wizard(
            outcomes=[
                an_outcome("leave-it"),
                an_outcome("take-it", verdict="yes"),
                an_outcome("ask", verdict="ask_first"),
            ]
        )
    ],
)
WORDS = {
    "scenario": "No, leave it.",
    "outcome": "The answer is take-it.",
    "wizard": "The answer is",
    "memo": "leaves a found bicycle",
}


def pull(kind: str, ref: str, *, lift: bool = False) -> Recall:
    """Pull what is named a day after the first edition, and perhaps give it back."""
    diaz, okafor = (User.objects.create(username=each) for each in ("diaz", "okafor"))
    answer = found(GUIDANCE, kind, ref)
    assert answer
    at = FIRST + timedelta(days=1)
    recall = recalling.propose(answer, REASON, by=diaz, at=at)
    recalling.confirm(recall, by=okafor, at=at)
    if lift:
        recalling.propose_lift(recall, "Over.", by=okafor, at=SECOND)
        recalling.confirm_lift(recall, by=diaz, at=SECOND)
    return recall


@pytest.fixture(params=[("scenario", "a01"), ("outcome", "o-take-it"), ("wizard", "w-take"), ("memo", "b")], ids=lambda given: given[0], scope="module")  # fmt: skip
def pulled(request: Any, published: Callable[..., Any]) -> Iterator[str]:
    """Each kind of thing in turn, pulled by two."""
    with published(GUIDANCE, then=lambda: pull(*request.param)):
        yield request.param[0]


@pytest.fixture(autouse=True)
def search_from_memory() -> Iterator[None]:
    outage.begin()
    yield
    outage.end()


# Where each would have been shown, and where what is marked is one of a list.
PAGES = {
    "scenario": ["/questions/ride-it/"],
    "outcome": [OUTCOME],
    "wizard": [
        "/can-i/take-a-bicycle/",
        "/can-i/take-a-bicycle/map/",
        OUTCOME,
        OTHER_OUTCOME,
    ],
    "memo": [
        "/memos/bicycle-order/",
        "/memos/bicycle-order/found/",
        "/questions/ride-it/",
        OUTCOME,
    ],
}
LISTS = {
    "scenario": [
        "/questions/",
        "/topics/bicycles/",
        "/questions/ring-it/",
        "/memos/bicycle-order/found/",
        "/search/?q=ride",
    ],
    "outcome": [
        "/can-i/take-a-bicycle/map/",
        "/memos/bicycle-order/found/",
        "/search/?q=o-take-it",
    ],
    "wizard": [
        "/",
        "/can-i/",
        "/topics/bicycles/",
        "/memos/bicycle-order/found/",
        "/search/?q=take",
        "/search/?q=o-ask",
    ],
    "memo": [
        "/memos/",
        "/questions/",
        "/topics/bicycles/",
        "/search/?q=ride",
        "/search/?q=order",
        "/search/?q=found+bicycle",
        "/can-i/take-a-bicycle/map/",
    ],
}


def main_of(page: Page) -> dict[str, str]:
    return next(given for tag, given in page.elements if tag == "main")


def test_its_pages_say_not_to_rely_on_it_why_since_when_and_whom_to_call(pulled, read):
    for address in PAGES[pulled]:
        page = read(address)

        assert "data-recalled" in main_of(page), address
        assert "Do not rely on this." in page.text
        assert "Call Desk sergeant (Ring 5)." in page.text
        assert REASON in page.text
        assert SINCE in page.text
        assert not page.marked("data-verdict")
        assert not page.marked("data-cites")
        assert WORDS[pulled] not in page.text


def test_every_list_says_it_where_the_verdict_would_stand(pulled, read):
    for address in LISTS[pulled]:
        page = read(address)

        marked = [given for tag, given in page.elements if "data-recalled" in given]
        assert [each for each in marked if "href" in each], address
        assert WORDS[pulled] not in page.text, address
        if "/map/" not in address:
            assert "Call Desk sergeant (Ring 5)." in page.text, address
            assert REASON in page.text


def test_what_is_not_recalled_stands_as_it_did(pulled, read):
    page = read("/questions/ring-it/")

    assert "data-recalled" not in main_of(page)
    assert page.marked("data-verdict") == ["yes"]


def test_what_would_flip_a_verdict_says_nothing_of_a_verdict_that_was_pulled(
    published, read
):
    with published(GUIDANCE, then=lambda: pull("outcome", "o-take-it")):
        page = read(OTHER_OUTCOME)

    unless = page.text.partition("Unless")[2].partition("Your answers")[0]
    assert "Recalled" in unless
    assert "Yes" not in unless


def test_a_question_is_not_listed_under_a_verdict_nobody_may_rely_on(published, read):
    with published(GUIDANCE, then=lambda: pull("scenario", "a01")):
        every, no = read("/questions/"), read("/questions/?verdict=no")

    assert "/questions/ride-it/" in every.links()
    assert "/questions/ride-it/" not in no.links()


def test_programs_get_the_notice_in_the_place_of_the_words(pulled, client: Client):
    response = client.get("/editions/current.json")
    data = response.json()

    [told] = data["recalls"]
    assert told["kind"] == pulled
    assert told["reason"] == REASON
    assert (told["until"], told["confirmed"]) == (None, True)
    scenario, other = data["scenarios"]
    outcomes = {each["slug"]: each for each in data["wizards"][0]["outcomes"]}
    gone = {
        "scenario": [scenario],
        "outcome": [outcomes["take-it"]],
        "wizard": [*outcomes.values(), data["wizards"][0]],
        "memo": [scenario, *outcomes.values(), data["memos"][-1]],
    }[pulled]
    every = [scenario, other, *outcomes.values(), data["wizards"][0], *data["memos"]]
    assert all(("recalled" in each) is (each in gone) for each in every)
    assert all(each["recalled"] == told for each in gone)
    assert WORDS[pulled] not in response.content.decode()
    assert all(each.get("verdict") is None for each in gone)


def test_an_old_edition_shows_its_words_and_says_loudly_that_they_were_recalled(
    pulled, read
):
    for address in PAGES[pulled]:
        page = read(f"/editions/1{address}")

        assert "data-recalled" not in main_of(page)
        assert page.marked("data-was-recalled"), address
        assert f"This is recalled since {SINCE}: do not rely on it." in page.text
        assert REASON in page.text
    words = read(f"/editions/1{PAGES[pulled][-1]}").text
    assert WORDS[pulled].partition(" ")[0] in words


@pytest.mark.parametrize(
    "address",
    ["/", "/editions/1/", "/changes/"],
)
def test_the_first_page_and_every_page_about_changes_list_what_is_recalled(
    address, pulled, read
):
    page = read(address)

    assert page.marked("data-recalled-now") == [""]
    listed = page.text.partition("Recalled: do not rely on")[2]
    assert REASON in listed
    assert SINCE in listed
    assert WORDS["outcome"] not in listed


def test_an_outcome_asked_for_by_its_ref_does_not_say_its_wizard_is_recalled(
    published, read
):
    with published(GUIDANCE, then=lambda: pull("outcome", "o-take-it")):
        page = read("/search/?q=o-take-it")

    assert "Its answer o-take-it is recalled, and that alone." in page.text


@pytest.fixture
def lifted(published: Callable[..., Any]) -> Iterator[Guidance]:
    with published(GUIDANCE, then=lambda: pull("scenario", "a01", lift=True)):
        yield GUIDANCE


def test_what_was_given_back_stands_again_and_its_old_editions_tell(
    lifted, read, client: Client
):
    page = read("/questions/ride-it/")
    old = read("/editions/1/questions/ride-it/")
    data = client.get("/editions/1.json").json()

    assert page.marked("data-verdict") == ["no"]
    assert "recalled" not in page.text
    assert f"This was recalled from {SINCE} to 31 Mar 2025, 17:00." in old.text
    assert data["recalls"][0]["until"] == SECOND.isoformat()
    assert client.get("/editions/current.json").json()["recalls"] == []


def test_the_site_of_that_day_shows_the_notice_of_that_day(lifted, read):
    before = read("/shown-on/2025-03-01/questions/ride-it/")
    during = read("/shown-on/2025-03-10/questions/ride-it/")
    counted = read("/as-of/2025-03-10/questions/ride-it/")

    assert before.marked("data-verdict") == ["no"]
    assert "data-recalled" in main_of(during)
    assert counted.marked("data-verdict") == ["no"]
    assert counted.marked("data-was-recalled")


def test_where_nobody_has_set_a_number_none_is_made_up(published, read):
    plain = GUIDANCE.model_copy(update={"department": a_department()})
    with published(plain, then=lambda: pull("scenario", "a01")):
        page = read("/questions/ride-it/")

    assert "Call Desk sergeant (number not set by your department yet)." in page.text


def test_where_there_is_nobody_to_call_it_says_whom_to_ask(published, read):
    nobody = a_department(contacts=[])
    plain = GUIDANCE.model_copy(update={"department": nobody})
    with published(plain, then=lambda: pull("scenario", "a01")):
        page = read("/questions/ride-it/")

    assert f"{NOTICE}Ask your supervisor before you act." in page.text

"""The search page: plain and as a part, in every edition, kept by nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from guidance.editions.library import library
from guidance.editions.recording import record
from guidance.reader.searching import AT_FIRST, WITH_MORE
from guidance.search.searching import outage
from tests.content.a_guidance import a_department, a_guidance, a_scenario, a_wizard
from tests.search.conftest import NOON

pytestmark = pytest.mark.django_db


EVERYTHING = WITH_MORE + 5
HTMX = {"HX-Request": "true"}


class Results(HTMLParser):
    """What a page or a part of one shows: the results' marks and addresses, the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: dict[str, str] = {}
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = dict(given)
        self.elements.append((tag, attributes))
        if result := attributes.get("data-result"):
            self.addresses[result] = attributes["href"] or ""

    def handle_data(self, said: str) -> None:
        self.text += said

    @property
    def links(self) -> list[str]:
        return [each["href"] or "" for tag, each in self.elements if tag == "a"]


@pytest.fixture(scope="module", autouse=True)
def editions(rows: None) -> Iterator[None]:
    """Edition 1, and edition 2 a day later with many questions about scooters, and
    what stands first where somebody asks for a velocipede."""
    library.forget()
    record(a_guidance(), "First edition.", at=NOON - timedelta(days=300))
    scooters = [
        a_scenario(slug=f"s{each}", ref=f"s{each}", question=f"Scooter number {each}?")
        for each in range(EVERYTHING)
    ]
    pinned = [{"queries": ["My vélocipède!"], "refs": ["b-1", "s3"]}]
    guidance = a_guidance(
        department=a_department(pinned=pinned),
        scenarios=scooters,
        wizards=[a_wizard()],
    )
    record(guidance, "Scooters.", at=NOON - timedelta(days=299))
    yield
    library.forget()


@pytest.fixture
def client() -> Client:
    return Client(SERVER_NAME="localhost", HTTP_X_FORWARDED_PROTO="https")


@pytest.fixture
def find(client: Client) -> Callable[..., Results]:
    def get(address: str, headers: dict[str, str] | None = None) -> Results:
        response = client.get(address, headers=headers)
        assert response.status_code == 200
        return Results(response.content.decode())

    return get


Find = Callable[..., Results]


def test_a_question_is_answered_on_a_plain_page(find: Find):
    page = find("/search/?q=take+a+bicycle")

    assert page.addresses == {
        "wizard:take-a-bicycle": "/can-i/take-a-bicycle/",
        "section:bicycle-order/found": "/memos/bicycle-order/found/",
        "memo:bicycle-order": "/memos/bicycle-order/",
    }
    assert "3 found." in page.text
    assert ("h1", "found") in [
        (tag, given.get("aria-describedby")) for tag, given in page.elements
    ]
    assert ("main", "search") in [(t, e.get("data-page")) for t, e in page.elements]
    assert "take a bicycle" in [
        e.get("value") for t, e in page.elements if t == "input"
    ]


def test_htmx_gets_the_count_and_the_results_alone(client: Client):
    response = client.get("/search/?q=bicycle", headers=HTMX)

    assert response.content.startswith(b'<p id="found">')
    assert b"<html" not in response.content
    assert "HX-Request" in response["Vary"]
    assert "wizard:take-a-bicycle" in Results(response.content.decode()).addresses


def test_a_history_restore_gets_the_whole_page(client: Client):
    restore = {**HTMX, "HX-History-Restore-Request": "true"}

    assert b"<html" in client.get("/search/?q=bicycle", headers=restore).content


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("/search/?q=+S7+", "/questions/s7/"),
        ("/search/?q=w-take", "/can-i/take-a-bicycle/"),
        ("/editions/1/search/?q=a01", "/editions/1/questions/ride-it/"),
    ],
)
def test_a_ref_goes_straight_there(client: Client, asked: str, where: str):
    response = client.get(f"{asked}&go=1")

    assert (response.status_code, response["Location"]) == (302, where)
    assert response["Cache-Control"] == "no-store"
    assert client.get(asked).status_code == 200  # as it was typed, and is gone back to


@pytest.mark.parametrize("text", ["b", "o-take-it", "s7 s8", "zyzzyva"])
def test_what_is_no_ref_or_not_a_ref_alone_is_listed(client: Client, text: str):
    assert client.get("/search/", {"q": text, "go": "1"}).status_code == 200


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_nobody_may_keep_what_was_asked(client: Client, headers: dict[str, str]):
    response = client.get("/search/?q=bicycle", headers=headers)

    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("prefix", ["/editions/1", "/as-of/2026-01-25"])
def test_another_edition_is_searched_under_its_own_address(find: Find, prefix: str):
    page = find(f"{prefix}/search/?q=ride+a+bicycle")

    assert page.addresses["scenario:ride-it"] == f"{prefix}/questions/ride-it/"
    assert all(each.startswith(prefix) for each in page.addresses.values())
    assert "scenario:ride-it" not in find("/search/?q=ride+a+bicycle").addresses


def test_ten_are_shown_and_then_more(find: Find):
    page = find("/search/?q=scooter")
    assert len(page.addresses) == AT_FIRST
    assert f"The best {AT_FIRST} of {EVERYTHING} found." in page.text

    address = next(each for each in page.links if "more=" in each)
    longer = find(address)

    assert address == "/search/?q=scooter&more=1"
    assert len(longer.addresses) == WITH_MORE
    assert list(longer.addresses)[:AT_FIRST] == list(page.addresses)
    assert not [each for each in longer.links if "more=" in each]


PINNED = ["section:bicycle-order/found", "scenario:s3"]


@pytest.mark.parametrize("prefix", ["", "/editions/2", "/as-of/2026-01-26"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_pinned_stands_first_and_says_who_chose_it(
    find: Find, prefix: str, headers: dict[str, str]
):
    page = find(f"{prefix}/search/?q=my+velocipede", headers)
    groups = [given.get("aria-label") for _, given in page.elements]

    assert list(page.addresses)[:2] == PINNED
    assert "Chosen by your department" in groups
    assert list(find("/editions/1/search/?q=my+velocipede").addresses)[:2] != PINNED


def test_without_postgres_what_is_pinned_stands_first_too(find: Find):
    outage.begin()

    assert list(find("/search/?q=my+velocipede").addresses) == PINNED


def test_nothing_found_shows_the_ways_on(find: Find):
    page = find("/editions/1/search/?q=zyzzyva")

    assert page.addresses == {}
    assert "Nothing found." in page.text
    assert "Nothing in edition 1 matches “zyzzyva”." in page.text
    assert "Ask your supervisor" in page.text
    assert "/editions/1/topics/" in page.links


def test_while_a_question_is_typed_nobody_is_told_that_nothing_matches(find: Find):
    typed = find("/editions/1/search/?q=zyzzyva", HTMX)

    assert "othing" not in typed.text
    assert "Keep typing" in typed.text
    pause = next(each for _, each in typed.elements if "hx-trigger" in each)
    assert pause["hx-trigger"] == "load delay:1500ms"
    after = find(str(pause["hx-get"]), HTMX)
    assert not [each for _, each in after.elements if "hx-trigger" in each]
    assert "Nothing in edition 1 matches “zyzzyva”." in after.text
    assert "Nothing found." in after.text


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20", "?q=can+i", "?other=1"])
def test_a_page_that_was_asked_nothing_finds_and_misses_nothing(find: Find, query: str):
    page = find(f"/search/{query}")

    assert page.addresses == {}
    assert "othing found" not in page.text
    assert "Ask in your own words" in page.text


def test_a_verdict_is_shown_beside_its_question(find: Find):
    page = find("/editions/1/search/?q=ride+a+bicycle")

    assert "No Can I ride a bicycle I found?" in " ".join(page.text.split())
    assert ("span", "tag tag--no") in [(t, e.get("class")) for t, e in page.elements]


def test_a_long_question_is_told_that_it_was_shortened(find: Find):
    page = find(f"/search/?q={'scooter+' * 100}")

    assert "Only the first words of it were looked for." in page.text
    assert page.addresses


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ff%fe",
        "q=a&q=bicycle",
        "q=%27%3B--",
        "q[]=a",
        "q=bicycle&more=x%00",
    ],
)
def test_a_strange_address_is_a_page(client: Client, query: str):
    assert client.get(f"/search/?{query}").status_code == 200


def test_what_was_typed_is_shown_as_text(client: Client):
    response = client.get("/search/", {"q": '"><script>alert(1)</script>'})

    assert b"<script>alert" not in response.content
    assert "&lt;script&gt;alert(1)" in response.content.decode()


def test_a_search_changes_nothing_and_may_only_be_read(client: Client):
    assert client.post("/search/?q=bicycle").status_code == 405


def test_the_page_is_one_query(client: Client, django_assert_num_queries):
    client.get("/search/?q=bicycle")

    with django_assert_num_queries(1):
        client.get("/search/?q=may+I+take+the+bicycle")


def test_without_postgres_titles_are_searched_and_the_page_says_so(find: Find):
    def refuse(*_: Any) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        page = find("/search/?q=take+this+bicycle", headers=HTMX)

    assert "Searching titles only just now." in page.text
    assert "wizard:take-a-bicycle" in page.addresses


def test_nothing_of_a_question_is_written_down(
    client: Client, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG, logger="django.request")
    client.get("/search/?q=bicycle+of+mine")
    outage.begin()
    client.get("/search/?q=bicycle+of+mine")

    assert "mine" not in caplog.text

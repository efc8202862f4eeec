"""What a browser tells of a search is counted if it is true, and never answered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from guidance.demand.models import Opened, Unfound, UnfoundWords
from guidance.editions.library import library
from guidance.editions.recording import record
from guidance.reader.counting import LONGEST_BODY
from guidance.search.searching import outage
from tests.content.a_guidance import a_department, a_guidance
from tests.reader.conftest import FIRST, Page

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded;charset=UTF-8"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module", autouse=True)
def edition(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    library.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        term = {"slug": "bicycle", "term": "Bicycle", "meaning": "Has two wheels."}
        department = a_department(glossary=[term])
        record(a_guidance(department=department), "First.", at=FIRST)
        yield
        transaction.set_rollback(True)
    library.forget()


@pytest.fixture(autouse=True)
def switched_on(settings) -> Iterator[None]:
    settings.COUNT_AFTER_DAYS = 3
    outage.end()
    yield
    outage.end()


Tell = Callable[..., None]


@pytest.fixture
def tell(client: Client) -> Tell:
    """Tell what the script does; the answer is the same whatever becomes of it."""

    def send(
        what: dict[str, str] | bytes,
        headers: dict[str, str] = HERE,
        kind: str = FORM,
    ) -> None:
        body = urlencode(what) if isinstance(what, dict) else what
        answer = client.post("/counts/", body, kind, headers=headers)
        assert (answer.status_code, answer.content) == (204, b"")
        assert not answer.cookies

    return send


def counted() -> tuple[int, int]:
    """Return how often questions were counted, and results."""
    unfound, opened = (
        sum(each.objects.values_list("times", flat=True)) for each in (Unfound, Opened)
    )
    return unfound, opened


def test_a_search_that_found_nothing_is_counted_for_today(tell: Tell):
    tell({"unfound": "elephant on the runway"})

    row = Unfound.objects.get()
    assert row.day == timezone.localdate(timezone.now(), library.zone)
    assert (row.times, UnfoundWords.objects.count()) == (1, 0)


def test_what_finds_something_is_not_counted_whatever_is_told(tell: Tell):
    tell({"unfound": "ride a bicycle"})
    tell({"unfound": "can I"})

    assert counted() == (0, 0)


def test_nothing_is_counted_of_names_and_stories(tell: Tell):
    tell({"unfound": "Hernandez 4210"})
    tell({"unfound": "elephant " * 9})

    assert counted() == (0, 0)


def test_what_was_opened_is_counted_by_its_ref(tell: Tell):
    tell({"opened": "scenario:ride-it"})
    tell({"opened": "section:bicycle-order/found"})
    tell({"opened": "term:bicycle"})

    refs = {(each.kind, each.ref) for each in Opened.objects.all()}
    lookup = library.current(timezone.now()).lookup
    section = lookup.sections["bicycle-order/found"][1]
    assert refs == {
        ("scenario", lookup.scenarios["ride-it"].ref),
        ("section", section.ref),
        ("term", "bicycle"),
    }


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "none", "Origin": "https://localhost"},
    ],
)
def test_another_site_counts_for_nothing(tell: Tell, headers: dict[str, str]):
    tell({"opened": "scenario:ride-it"}, headers)

    assert counted() == (0, 0)


def test_a_browser_that_says_only_where_it_came_from_is_believed(tell: Tell, settings):
    scheme = "https" if settings.SECURE_SSL else "http"
    tell({"opened": "scenario:ride-it"}, {"Origin": f"{scheme}://localhost"})

    assert counted() == (0, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"opened=scenario:gone",
        b"opened=nothing",
        b"opened=:",
        b"opened=%00&unfound=%00",
        b"\xff\xfe\x00=\xff",
        b"unfound=%ff%fe",
        b"&" * LONGEST_BODY,
        b"opened=scenario:ride-it&x=" + b"x" * LONGEST_BODY,
    ],
)
def test_nonsense_is_answered_and_not_counted(tell: Tell, body: bytes):
    tell(body)
    tell(body, kind="multipart/form-data")
    tell(body, kind="text/plain")

    assert counted() == (0, 0)


def test_nothing_is_counted_where_it_is_switched_off(tell: Tell, settings):
    settings.COUNT_AFTER_DAYS = 0

    tell({"opened": "scenario:ride-it"})
    tell({"unfound": "elephant"})

    assert counted() == (0, 0)


def test_without_postgres_nothing_is_counted_and_nobody_waits(
    tell: Tell, django_assert_num_queries: Any
):
    def refuse(*_: Any) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        tell({"opened": "scenario:ride-it"})
        tell({"unfound": "elephant"})
    with django_assert_num_queries(0):
        tell({"opened": "scenario:ride-it"})

    outage.end()
    assert counted() == (0, 0)


def test_nothing_of_it_is_written_down(tell: Tell, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    tell({"unfound": "elephant"})
    tell({"unfound": "elephant"}, {})

    assert "elephant" not in caplog.text


def test_pages_tell_only_of_the_edition_in_force(read: Callable[[str], Page], settings):
    day = f"{datetime.now(tz=library.zone):%Y-%m-%d}"
    prefixes = ["/editions/1", f"/as-of/{day}", f"/shown-on/{day}"]

    for page in ("/", "/search/?q=elephant"):
        assert read(page).marked("data-counts") == ["/counts/"]
        for prefix in prefixes:
            assert read(prefix + page).marked("data-counts") == []
    settings.COUNT_AFTER_DAYS = 0
    assert read("/search/").marked("data-counts") == []
    assert not any("counting" in each for each in read("/").marked("src"))


def test_officers_read_every_column_and_after_how_many_days(
    read: Callable[[str], Page], settings
):
    settings.COUNT_AFTER_DAYS = 7

    page = read("/what-is-counted/")

    assert page.kind == "counted"
    assert "demand_unfoundwords" in page.text
    assert "Once 7 different days have brought the same words" in page.text
    settings.COUNT_AFTER_DAYS = 0
    assert "Nothing is counted here." in read("/what-is-counted/").text

"""Whatever stands in an address, the answer is a page that helps, and never a 500."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from guidance.content.model import Guidance
from guidance.editions.library import library
from guidance.editions.models import Edition
from guidance.editions.recording import record
from guidance.reader.errors import MISSING, broken
from tests.content.a_guidance import a_guidance
from tests.reader.conftest import FIRST, Page

Read = Callable[[str], Page]
WIZARD = "/can-i/hold-or-hand-over/"
LONG = "x" * 5_000


@pytest.mark.parametrize(
    "address",
    [
        "/nothing-here/",
        "/can-i/nothing-here/",
        "/questions/nothing-here/",
        "/memos/nothing-here/",
        "/memos/operations-order-2025/nothing-here/",
        "/topics/nothing-here/",
        "/lists/nothing-here/",
        "/editions/0/",
        "/editions/2/",
        "/editions/2/can-i/",
        "/editions/2.json",
        f"/editions/{'9' * 5_000}/",
        "/as-of/2025-02-31/",
        "/as-of/2020-01-01/questions/",
        "/as-of/9999-12-31/",
        "/as-of/yesterday/",
        "/shown-on/2025-02-31/questions/",
        "/shown-on/2025-03-04T99:99/",
        "/questions/%00/",
        "/questions/%ff%fe/",
        "/can-i/%C3%28/",
        f"/questions/{LONG}/",
        "/questions/..%2f..%2fetc/",
        "/memos/<script>alert(1)</script>/",
    ],
)
def test_what_is_not_there_gets_a_page_with_a_search(
    site: Guidance, read: Read, address: str
):
    page = read(address)

    assert (page.status, page.kind) == (404, "error")
    assert "/search/" in page.html
    assert "/can-i/" in page.links()
    assert "<script>alert" not in page.html


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/as-of/2025-02-31/", "There is no day 2025-02-31 in the calendar."),
        (
            "/as-of/2020-01-01/",
            "No guidance of this site was in force on 1 January 2020. The first edition came into force on 1 March 2025",
        ),
        ("/shown-on/2025-03-04T24:30/", "There is no time 2025-03-04T24:30."),
        ("/shown-on/9999-12-31/", "No calendar goes that far."),
        ("/editions/7/", "There is no edition 7."),
        ("/questions/gone/", "There is no such question in this edition."),
        ("/anything/", MISSING),
    ],
)
def test_a_missing_page_says_what_is_missing(
    site: Guidance, read: Read, address: str, sentence: str
):
    assert sentence in read(address).text


@pytest.mark.parametrize(
    "query",
    [
        "in-custody=elsewhere",
        "in-custody=",
        "in-custody=%00",
        "in-custody=%ff%fe",
        f"in-custody={LONG}",
        "in-custody=<script>alert(1)</script>",
        "in-custody=in-custody&in-custody=not-sure",
    ],
)
def test_a_bad_answer_asks_its_question_again_and_says_so(
    site: Guidance, read: Read, query: str
):
    page = read(f"{WIZARD}?{query}")

    assert (page.status, page.kind) == (200, "question")
    assert "alert" in page.marked("role")
    assert "in-custody" in page.choices()
    assert "<script>alert" not in page.html
    assert len(page.html) < 20_000


@pytest.mark.parametrize(
    "query",
    [
        "%00=%00",
        "nonsense=1&a[]=2&=3&&&",
        "change_answer=in-custody",
        "change_answer=%00&change_answer=x",
        "change_answer=in-custody&in-custody=elsewhere",
        "%",
        "in-custody",
    ],
)
def test_what_is_no_answer_is_passed_over(site: Guidance, read: Read, query: str):
    page = read(f"{WIZARD}?{query}")

    assert (page.status, page.kind) == (200, "question")


@pytest.mark.parametrize("address", ["/", WIZARD, "/questions/", "/search/"])
def test_an_address_of_ten_megabytes_is_refused_before_it_is_read(
    site: Guidance, read: Read, address: str
):
    page = read(f"{address}?q={'x' * 10_000_000}")

    assert (page.status, page.kind) == (414, "error")
    assert len(page.html) < 10_000


def test_thousands_of_parameters_are_refused_politely(site: Guidance, read: Read):
    page = read(f"{WIZARD}?{'&'.join('a=1' for _ in range(6_000))}")

    assert (page.status, page.kind) == (414, "error")


@given(path=st.text(max_size=60), query=st.binary(max_size=60))
def test_no_address_breaks_a_page(site: Guidance, path: str, query: bytes):
    # A server hands bytes on as the characters of Latin-1 (PEP 3333).
    client = Client(SERVER_NAME="localhost", HTTP_X_FORWARDED_PROTO="https")

    for place in ("", "can-i/", "can-i/hold-or-hand-over/", "memos/", "as-of/"):
        response = client.get(f"/{place}{path}", QUERY_STRING=query.decode("latin-1"))
        assert response.status_code < 500


def test_a_department_with_nothing_in_it_has_pages_all_the_same(
    published, client: Client
):
    with published(a_guidance(memos=[], scenarios=[], wizards=[])):
        for address in (
            "/",
            "/topics/",
            "/can-i/",
            "/questions/",
            "/memos/",
            "/glossary/",
        ):
            assert client.get(address).status_code == 200


# Trouble that is nobody's input, and still no 500.


@pytest.mark.django_db
def test_before_the_first_edition_there_is_a_page_that_says_so(client: Client):
    library.forget()

    page = Page(client.get("/"))

    assert (page.status, page.kind) == (503, "error")
    assert "No guidance has been published" in page.text


def test_without_a_database_only_what_is_not_in_memory_is_out_of_reach(
    published, client: Client, django_db_blocker
):
    def away(*_: object) -> NoReturn:
        raise OperationalError("the server is away")

    # More editions than memory holds, so that the first is not in it any more.
    with (
        published(*[a_guidance()] * 14),
        django_db_blocker.unblock(),
        connection.execute_wrapper(away),
    ):
        old, current = Page(client.get("/editions/1/")), Page(client.get("/"))

    assert (old.status, old.kind) == (503, "error")
    assert "the database can't be reached" in old.text
    assert (current.status, current.kind) == (200, "home")


def answered_without_a_database(address: str, sent: dict[str, object]) -> str:
    """Return what the answer to a POST says while the database is away."""
    request = RequestFactory().post(address, sent)
    try:
        raise OperationalError("the server is away")
    except OperationalError:
        answer = broken(request)
    assert answer.status_code == 503
    return answer.content.decode()


def test_what_was_sent_to_the_desk_can_be_sent_again_as_it_was():
    page = answered_without_a_database(
        "/review/7/?back=<b>",
        {
            "comment": 'Not "<script>" yet',
            "tick": ["a", "b"],
            "csrfmiddlewaretoken": "t0ken",
            "pack": SimpleUploadedFile("<i>.zip", b"zip"),
        },
    )

    assert "Nothing was saved" in page
    assert 'action="/review/7/?back=%3Cb%3E"' in page
    assert 'name="comment" value="Not &quot;&lt;script&gt;&quot; yet"' in page
    assert page.count('name="tick"') == 2
    assert page.count("t0ken") == 1
    assert "The file &lt;i&gt;.zip has to be chosen again" in page
    assert "<script>&quot;" not in page


def test_a_password_is_never_given_back():
    page = answered_without_a_database("/admin/login/", {"password": "s3cret"})

    assert "s3cret" not in page
    assert "<form" not in page


def test_a_mistake_of_the_program_is_called_one():
    answer = broken(HttpRequest())

    assert answer.status_code == 500
    assert "That is a fault of the site" in answer.content.decode()


@pytest.mark.django_db
def test_an_edition_that_was_tampered_with_is_not_shown(client: Client):
    first = record(a_guidance(), "First.", at=FIRST)
    Edition.objects.create(
        number=2,
        note="Slipped in.",
        documents=first.documents,
        in_force_from=FIRST - timedelta(days=1),
        published_at=FIRST,
        previous=first.digest,
        digest="f" * 64,
    )
    library.forget()

    page = Page(client.get("/editions/2/"))

    assert (page.status, page.kind) == (503, "error")
    assert "not what was published" in page.text
    assert "Slipped in." not in page.text

"""Pages in memory: rendered once, the same for everybody, gone with the edition."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import brotli

from guidance.web.kept_pages import KeptPages

PUBLIC = [("Content-Type", "text/html"), ("Cache-Control", "public, max-age=0")]


class Site:
    """A small application that counts how often it was asked."""

    def __init__(self, *, status: str = "200 OK", headers: Any = PUBLIC) -> None:
        self.status, self.headers = status, headers
        self.asked = 0
        self.edition = "1"
        self.kept = KeptPages(self, generation=lambda: self.edition)

    def __call__(self, environ: Any, start_response: Callable[..., Any]) -> Any:
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [f"{environ['PATH_INFO']} in edition {self.edition}".encode()]

    def get(self, path: str = "/", **environ: str) -> Answer:
        return answer(self.kept, path, **environ)


class Answer:
    def __init__(self) -> None:
        self.status = ""
        self.headers: dict[str, str] = {}
        self.body = b""

    def start(self, status: str, headers: Iterable[tuple[str, str]], *_: Any) -> None:
        self.status, self.headers = status, dict(headers)


def answer(application: Any, path: str, **environ: str) -> Answer:
    setup: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": "", **environ}
    setup_testing_defaults(setup)
    setup["wsgi.input"] = BytesIO()
    given = Answer()
    given.body = b"".join(application(setup, given.start))
    return given


def test_a_page_is_rendered_once():
    site = Site()

    first, second = site.get(), site.get()

    assert first.body == second.body == b"/ in edition 1"
    assert site.asked == 1


def test_a_new_edition_shows_at_once():
    site = Site()
    site.get()

    site.edition = "2"

    assert site.get().body == b"/ in edition 2"


def test_a_page_of_an_older_edition_does_not_come_back():
    site = Site()
    site.get()
    site.edition = "2"
    site.get()

    site.edition = "1"

    assert site.get().body == b"/ in edition 1"
    assert site.asked == 3


def test_addresses_hosts_and_parts_are_kept_apart():
    site = Site()

    site.get("/a")
    site.get("/b")
    site.get("/a", QUERY_STRING="x=1")
    site.get("/a", HTTP_HX_REQUEST="true")
    site.get("/a", HTTP_HOST="elsewhere.example")

    assert site.asked == 5


def test_only_what_says_public_is_kept():
    for headers in (
        [("Cache-Control", "no-store")],
        [*PUBLIC, ("Set-Cookie", "a=b")],
        [("Content-Type", "text/html")],
    ):
        site = Site(headers=headers)
        site.get()
        site.get()

        assert site.asked == 2, headers


def test_a_mistake_is_not_kept():
    site = Site(status="404 Not Found")
    site.get()

    assert site.get().status == "404 Not Found"
    assert site.asked == 2


def test_a_post_goes_to_the_application():
    site = Site()
    site.get(REQUEST_METHOD="POST")
    site.get(REQUEST_METHOD="POST")

    assert site.asked == 2


def test_a_head_has_the_headers_of_a_get_and_no_body():
    site = Site()

    head = site.get(REQUEST_METHOD="HEAD")

    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(site.get().body))


def test_a_page_is_compressed_as_the_browser_asks():
    site = Site()

    br = site.get(HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    zipped = site.get(HTTP_ACCEPT_ENCODING="gzip;q=0.8, br;q=0")
    plain = site.get(HTTP_ACCEPT_ENCODING="identity")

    assert brotli.decompress(br.body) == plain.body
    assert gzip.decompress(zipped.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert site.asked == 1


def test_a_browser_that_has_the_page_is_told_so():
    site = Site()
    tag = site.get().headers["ETag"]

    again = site.get(HTTP_IF_NONE_MATCH=tag)

    assert again.status == "304 Not Modified"
    assert again.body == b""


def test_a_part_of_a_page_is_kept_here_and_in_no_browser():
    site = Site()

    part, again = site.get(HTTP_HX_REQUEST="true"), site.get(HTTP_HX_REQUEST="true")

    assert part.headers["Cache-Control"] == "no-store"
    assert again.body == part.body
    assert site.asked == 1
    assert site.get().headers["Cache-Control"] == "public, max-age=0"


def test_what_is_no_reader_page_goes_straight_through():
    site = Site()

    for address in ("/static/site.css", "/admin/", "/review/", "/healthz", "/readyz"):
        assert "ETag" not in site.get(address).headers

    site.get("/static/site.css")
    assert site.asked == 6


def test_a_very_long_query_is_not_kept():
    site = Site()
    site.get(QUERY_STRING="x" * 5_000)
    site.get(QUERY_STRING="x" * 5_000)

    assert site.asked == 2


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr("guidance.web.kept_pages.MOST_BYTES", 200)
    site = Site()

    for number in range(20):
        site.get(f"/{number}")
    site.get("/0")

    assert site.asked == 21

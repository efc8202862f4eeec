"""Pages kept in memory in front of Django, rendered once an edition.

Reader pages are the same for everybody and change only with the edition, so a page
that was rendered once can be handed out again without waking the framework. What may
be kept says `Cache-Control: public` and sets no cookie; the address, the part htmx
asked for and the host are its name. A new generation, which is a word that changes
with the editions, empties the memory. Nothing about who asked is kept.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import brotli

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

# What of a request decides what a reader page says, beside its address.
NAMED_BY = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HX_REQUEST",
    "HTTP_HX_BOOSTED",
    "HTTP_HX_HISTORY_RESTORE_REQUEST",
)
# What is never a reader page goes straight through.
NEVER_KEPT = (
    "/static/",
    "/admin/",
    "/review/",
    "/draft/",
    "/under-review/",
    "/healthz",
    "/readyz",
)
LONGEST_QUERY = 2_000
LONGEST_HEADER = 300
MOST_BYTES = 96 * 1024 * 1024


@dataclass
class Page:
    """A rendered page, and its body in each encoding somebody has asked for."""

    status: str
    headers: Headers
    tag: str
    bodies: dict[str, bytes] = field(default_factory=dict)

    def body(self, encoding: str) -> bytes:
        """Return the body in `encoding`: `br`, `gzip` or nothing."""
        if encoding not in self.bodies:
            plain = self.bodies[""]
            if encoding == "br":
                # A window no larger than the page: to make the tables of the usual one
                # would cost more than rendering the page did.
                window = min(22, max(16, len(plain).bit_length()))
                self.bodies["br"] = brotli.compress(plain, quality=6, lgwin=window)
            else:
                self.bodies[encoding] = gzip.compress(plain, mtime=0)
        return self.bodies[encoding]


class KeptPages:
    """A WSGI application that answers from memory where it can.

    `application` is asked for everything else; `generation` says which guidance is
    in force and is asked on every request, so it must be cheap.
    """

    def __init__(
        self, application: Application, *, generation: Callable[[], str]
    ) -> None:
        self._application = application
        self._generation = generation
        self._lock = threading.Lock()
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._kept_for = ""
        self._bytes = 0

    def __call__(
        self, environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        name = page_name(environ)
        if name is None:
            return self._application(environ, start_response)
        generation = self._generation()
        page = self._find(name, generation)
        if page is None:
            page = self._render(environ)
            if may_be_kept(page) and self._generation() == generation:
                self._keep(name, page, generation)
        return send(page, environ, start_response)

    def _find(self, name: tuple[str, ...], generation: str) -> Page | None:
        with self._lock:
            if generation != self._kept_for:
                self._pages.clear()
                self._bytes = 0
                self._kept_for = generation
            page = self._pages.get(name)
            if page:
                self._pages.move_to_end(name)
            return page

    def _keep(self, name: tuple[str, ...], page: Page, generation: str) -> None:
        with self._lock:
            if generation != self._kept_for or name in self._pages:
                return
            self._pages[name] = page
            self._bytes += size(name, page)
            while self._bytes > MOST_BYTES:
                self._bytes -= size(*self._pages.popitem(last=False))

    def _render(self, environ: dict[str, Any]) -> Page:
        """Ask the application, as a GET even for a HEAD, and collect its answer."""
        answer: dict[str, Any] = {}

        def start(status: str, headers: Headers, *_: object) -> None:
            answer.update(status=status, headers=headers)

        chunks = self._application({**environ, "REQUEST_METHOD": "GET"}, start)
        try:
            body = b"".join(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close:
                close()
        headers = [each for each in answer["headers"] if each[0] != "Content-Length"]
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        return Page(answer["status"], headers, tag, {"": body})


def size(name: tuple[str, ...], page: Page) -> int:
    """Return about how many bytes a kept page takes, its compressed forms included."""
    return sum(map(len, name)) + 2 * len(page.bodies[""])


def page_name(environ: dict[str, Any]) -> tuple[str, ...] | None:
    """Return what a page is kept under, or None where it can't be a reader page."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return None
    if environ.get("PATH_INFO", "").startswith(NEVER_KEPT):
        return None
    if environ.get("HTTP_RANGE") or len(environ["QUERY_STRING"]) > LONGEST_QUERY:
        return None
    name = tuple(str(environ.get(each, "")) for each in NAMED_BY)
    return name if max(map(len, name)) <= LONGEST_QUERY else None


def may_be_kept(page: Page) -> bool:
    """Say whether the application marked `page` as the same for everybody."""
    headers = {name.lower(): value for name, value in page.headers}
    return (
        page.status.startswith(str(HTTPStatus.OK.value))
        and "public" in headers.get("cache-control", "")
        and "set-cookie" not in headers
        and "content-encoding" not in headers
    )


def send(
    page: Page, environ: dict[str, Any], start_response: StartResponse
) -> list[bytes]:
    """Answer with `page`: not at all where the browser has it, compressed where it
    can read that. A page that may not be kept is sent as it came."""
    headers = list(page.headers)
    encoding = ""
    if may_be_kept(page):
        # What htmx swaps in is a part of the page at that address. A browser that kept
        # it might show it for the whole when an officer goes back.
        if environ.get("HTTP_HX_REQUEST"):
            headers = with_header(headers, "Cache-Control", "no-store")
        headers = [*headers, ("ETag", page.tag)]
        if environ.get("HTTP_IF_NONE_MATCH", "")[:LONGEST_HEADER] == page.tag:
            start_response("304 Not Modified", headers)
            return []
        encoding = chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        vary = [value for name, value in headers if name.lower() == "vary"]
        headers = with_header(headers, "Vary", ", ".join([*vary, "Accept-Encoding"]))
    body = page.body(encoding)
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def chosen_encoding(accepted: str) -> str:
    """Return the best encoding of those a browser says it reads: br, gzip or none."""
    names = {
        each.split(";")[0].strip()
        for each in accepted[:LONGEST_HEADER].lower().split(",")
        if "q=0" not in each.replace(" ", "").replace("q=0.", "")
    }
    return next((each for each in ("br", "gzip") if each in names), "")


def with_header(headers: Headers, name: str, value: str) -> Headers:
    """Return `headers` with `name` set to `value`, whatever it was."""
    others = [each for each in headers if each[0].lower() != name.lower()]
    return [*others, (name, value)]

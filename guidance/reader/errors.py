"""Pages for what can't be shown: each says what is wrong and where to go on.

They need no edition and no database, and carry the edition's line where there is one.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from guidance.editions.library import NoEdition, library
from guidance.editions.reading import Unreadable
from guidance.reader.sources import NotHere, Source, in_force

log = logging.getLogger(__name__)

UNTYPED = {"csrfmiddlewaretoken", "next"}

# Whoever went wrong there wants to go on there.
DESKS = ("/admin/", "/review/", "/draft/", "/under-review/")

MISSING = (
    "The address may be mistyped, or what stood here was taken out. "
    "Look for it, or start again from the first page."
)
UNREADABLE = (
    "The address holds something no page here uses. "
    "Look for what you need, or start again from the first page."
)
CLOSED = "Your account may not open this page. Officers' pages are open to everybody."
NOTHING = (
    "No guidance has been published here yet. "
    "Ask your supervisor, and don't wait for this page."
)
AWAY = (
    "This edition is not at hand, and the database can't be reached right now. "
    "The guidance in force is still here: start from the first page."
)
NOT_EVEN_THAT = (
    "No guidance can be shown: the database can't be reached. "
    "Ask your supervisor, and don't wait for this page."
)
OUT_OF_ORDER = (
    "The database can't be reached right now, or is too busy to answer. "
    "Try again in a minute."
)
NOT_SAVED = (
    "The database can't be reached right now, or is too busy to answer. Nothing was "
    "saved, and nothing you typed is lost: keep this page open, and try again in a minute."
)
TOO_OLD = (
    "Nothing was saved: the form was open too long, or this browser keeps no cookies. "
    "Go back: your text is still there. Copy it, sign in again, open the page anew and "
    "put it in."
)
CHANGED = (
    "What is stored is not what was published, so it is not shown. "
    "Tell whoever runs this site."
)


@dataclass(frozen=True)
class SentAgain:
    """A form that could not be taken: where it goes, its fields, the names of files."""

    address: str
    fields: list[tuple[str, str]]
    files: list[str]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Return what somebody may want to copy out of it."""
        return [(n, v) for n, v in self.fields if v.strip() and n not in UNTYPED]


def current_source() -> Source | None:
    """Return the edition in force as a source, or None where it is not in memory.

    A page that says what went wrong does not wait for the database once more.
    """
    if not library.generation(timezone.now()):
        return None
    try:
        return in_force(HttpRequest(), {})
    except (NoEdition, Error, Unreadable):
        return None


def error_page(
    request: HttpRequest, status: int, title: str, sentence: str
) -> HttpResponse:
    """Return the page that says `sentence`, with a search and the ways on."""
    context = {
        "source": current_source(),
        "title": title,
        "sentence": sentence,
        "at_the_desk": request.path.startswith(DESKS),
    }
    return render(request, "reader/error.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, in the exception's own words where it has a sentence for people."""
    sentence = str(exception) if isinstance(exception, NotHere) else MISSING
    return error_page(request, 404, "There is no such page", sentence)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400, "That address can't be read", UNREADABLE)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403, "This page is not open to you", CLOSED)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form without the token that the site gave out with it."""
    return error_page(request, 403, "This form can't be taken", TOO_OLD)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 503 where the database is away, and 500 to a mistake of the program.

    Django calls this while it handles what was raised, in a view or around it. The page
    needs nothing that may be what is broken.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("500.html"), status=500)
    told: dict[str, Any] = {"title": "Not at hand right now", "sentence": OUT_OF_ORDER}
    if request.method == "POST":
        told |= {"sentence": NOT_SAVED, "again": sent_again(request)}
    return HttpResponse(render_to_string("500.html", told), status=503)


def sent_again(request: HttpRequest) -> SentAgain | None:
    """Return what was sent, for the page to send once more as it was.

    A page of the desk is kept by no browser, so going back would ask the database for
    an empty form. A password is not given back: then there is nothing to send.
    """
    try:
        fields = [(each, v) for each, every in request.POST.lists() for v in every]
        files = [str(each) for each in request.FILES.values()]
    except (SuspiciousOperation, MultiPartParserError, OSError):
        return None
    if not fields or any("password" in name for name, _ in fields):
        return None
    return SentAgain(request.get_full_path(), fields, files)


def too_long(request: HttpRequest) -> HttpResponse:
    return error_page(request, 414, "That address is too long", UNREADABLE)


def out_of_reach(request: HttpRequest, problem: Exception) -> HttpResponse:
    """Answer 503 where the edition asked for can't be had, and say why."""
    if isinstance(problem, NoEdition):
        return error_page(request, 503, "Nothing to read yet", NOTHING)
    if isinstance(problem, Unreadable):
        log.error("%s", problem)
        return error_page(request, 503, "This edition can't be shown", CHANGED)
    sentence = AWAY if current_source() else NOT_EVEN_THAT
    return error_page(request, 503, "Not at hand right now", sentence)

"""What a browser tells of a search: that it found nothing, or what was opened from it.

Reading changes nothing, so the page's script says it in a request of its own, without
cookies. Nobody has to be believed: the site asks its own search again, and looks the
result up, before it counts. The answer is the same whatever became of it.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from guidance.demand.counting import count_opened, count_unfound, is_on
from guidance.demand.nameless import LONGEST, MOST_WORDS, Language, nameless
from guidance.demand.ordinary import ordinary
from guidance.demand.schema import tables
from guidance.editions.library import NoEdition, library
from guidance.editions.reading import Copy, Unreadable
from guidance.reader.sources import Source
from guidance.search.asking import SAYS_NOTHING
from guidance.search.catalogue import catalogue
from guidance.search.searching import outage, search
from guidance.search.things import named
from guidance.search.wordpieces import whole_words
from guidance.web.access import open_to_all
from guidance.web.pages import render_page

LONGEST_BODY = 1000
"""In bytes. A question that may be kept is much shorter."""


def what_is_counted(request: HttpRequest, source: Source) -> HttpResponse:
    """Say what is counted and what is not, with the tables as they are."""
    context = {
        "source": source,
        "is_on": is_on(),
        "after": settings.COUNT_AFTER_DAYS,
        "kept_for": settings.COUNT_FOR_DAYS,
        "longest": LONGEST,
        "most_words": MOST_WORDS,
        "tables": tables(),
    }
    return render_page(request, "reader/what_is_counted.html", context)


@open_to_all(reason="officers are never asked who they are")
@csrf_exempt  # reader pages carry no token; `is_from_here` keeps other sites out
@require_POST
def counts(request: HttpRequest) -> HttpResponse:
    """Count what the browser tells, or don't, and say nothing either way."""
    if is_on() and is_from_here(request):
        try:
            count(told(request), at=timezone.now())
        except (NoEdition, Unreadable):
            pass
        except (OperationalError, InterfaceError):
            outage.begin()
    return HttpResponse(status=204)


def is_from_here(request: HttpRequest) -> bool:
    """Say whether one of our own pages sent it, as browsers tell.

    Whoever writes requests by hand can say so too: this keeps out other sites' pages.
    """
    site = request.headers.get("Sec-Fetch-Site")
    own = f"{request.scheme}://{request.get_host()}"
    return site == "same-origin" if site else request.headers.get("Origin") == own


def told(request: HttpRequest) -> QueryDict:
    """Return what a request of ours holds, and nothing of one that is none of ours."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST_BODY:
        return QueryDict()
    try:
        return QueryDict(request.body)
    except UnreadablePostError:
        return QueryDict()


def count(said: QueryDict, *, at: datetime) -> None:
    """Count what was `said`, if it is true of the edition in force `at` that moment."""
    copy = library.current(at)
    day = timezone.localdate(at, library.zone)
    if text := said.get("unfound"):
        _count_unfound(text, copy, day)
    elif result := said.get("opened"):
        _count_opened(result, copy, day)


def _count_unfound(text: str, copy: Copy, day: date) -> None:
    results = search(text, copy, limit=1)
    # While Postgres is away only titles are searched, and nothing found says little.
    if results.asked.is_empty or results.count or results.titles_only:
        return
    if kept := nameless(text, _language(copy)):
        count_unfound(kept, day=day)


def _count_opened(result: str, copy: Copy, day: date) -> None:
    kind, _, slug = result.partition(":")
    try:
        refs = named(kind, slug, copy.lookup).refs
    except KeyError:
        return
    if outage.may_try():
        # A term has no ref; its slug is as short, and its own.
        count_opened(kind, refs[0] if refs else slug, day=day)
        outage.end()


def _language(copy: Copy) -> Language:
    """Return the words that may be kept of what was asked of `copy`."""
    return Language(catalogue(copy).vocabulary, ordinary(whole_words()), SAYS_NOTHING)

"""What is not in force yet, as officers would see it: the whole reader over it.

The draft stands under /draft/, and what is under review, over what is in force, under
/under-review/: for people of the desk alone, and nobody keeps a page of it. The two halves of the site never import each other, so it is put together above both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guidance.authoring.path_acts import path_acts
from guidance.authoring.readable import readable_draft
from guidance.content.checking import place_of
from guidance.content.freezing import digest, freeze
from guidance.content.lookup import Lookup
from guidance.content.problems import Refused
from guidance.editions.library import NoEdition, library
from guidance.editions.reading import Copy, Unreadable
from guidance.reader.answers import given, place
from guidance.reader.sources import Source
from guidance.reader.urls import reader_patterns
from guidance.reader.wizards import wizard
from guidance.review.candidate import desk_candidate
from guidance.web.access import open_to
from guidance.web.pages import render_page

View = Callable[..., HttpResponse]

NOT_AN_EDITION = 0


def draft(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Return the draft as the source of the page that was asked for.

    Raises Refused where that page is of a document that is unfinished, and while the
    department can't be read.
    """
    return draft_with(place_named(request))


def draft_with(wanted: str) -> Source:
    """Return the draft as a source, beside the edition in force.

    What is unfinished in it is shown as it is in force, or not at all. Raises Refused
    where the document that stands at `wanted` is, and while the department can't be
    read.
    """
    at = timezone.now()
    beside = in_force(at)
    readable = readable_draft(beside.guidance if beside else None)
    if lacks := [each for each in readable.problems if each.document == wanted]:
        raise Refused(lacks)
    guidance = readable.guidance
    copy = Copy(
        number=NOT_AN_EDITION,
        digest=digest([digest(freeze(each)) for each in guidance.documents()]),
        note="The draft.",
        in_force_from=at,
        published_at=at,
        lookup=Lookup(guidance),
        snapshots={},
    )
    return Source(
        copy,
        kind="draft",
        prefix="/draft",
        beside=beside,
        as_in_force=readable.as_in_force,
        left_out=readable.left_out,
    )


KINDS = {"can-i": "wizard", "questions": "scenario", "memos": "memo"}
"""Of which kind a page shows one document, by the first part of its address."""


def place_named(request: HttpRequest) -> str:
    """Return the place of the document whose page is asked for, or an empty text."""
    match = request.resolver_match
    if match is None or "slug" not in match.kwargs:
        return ""
    kind = KINDS.get(match.route.removeprefix("draft/").partition("/")[0])
    return place_of(kind, match.kwargs["slug"]) if kind else ""


def under_review(request: HttpRequest, named: dict[str, Any]) -> Source:
    """Return what officers would read if all that is under review came true.

    Raises NoEdition before the first edition.
    """
    at = timezone.now()
    candidate = desk_candidate()
    copy = replace(
        candidate.base,
        number=NOT_AN_EDITION,
        digest=digest(sorted(candidate.snapshots.values())),
        in_force_from=at,
        published_at=at,
        lookup=candidate.lookup,
        snapshots=candidate.snapshots,
    )
    return Source(copy, kind="draft", prefix="/under-review", beside=in_force(at))


def in_force(at: Any) -> Copy | None:
    """Return the edition in force `at`, or None where there is none to be had."""
    try:
        return library.current(at)
    except (NoEdition, Error, Unreadable):
        return None


def drafted(view: View, choose: Callable[..., Source]) -> View:
    """Return a reader's view as one of the desk's: closed, and kept by nobody."""

    @open_to("authoring.view_scenario")
    @never_cache
    @require_safe
    @wraps(view)
    def read(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            source = choose(request, named)
        except Refused as refused:
            context = {"problems": refused.problems}
            return render_page(request, "draft_unreadable.html", context, status=409)
        except NoEdition:
            raise Http404 from None
        if view is wizard and choose is draft:
            source = with_acts(request, source, named["slug"])
        response = view(request, source, **named)
        del response.headers["Cache-Control"]  # never_cache says it all
        return response

    return read


def with_acts(request: HttpRequest, source: Source, slug: str) -> Source:
    """Return the draft with what people of the desk can do with the path walked in it."""
    found = source.lookup.wizards.get(slug)
    if found is None:
        return source
    walk = place(found, "", given(request.GET, found)).walk
    acts = path_acts(slug, walk.answers, walk.node, request.user.has_perm)
    return replace(source, acts=tuple(acts))


def draft_patterns() -> list[URLPattern | URLResolver]:
    """Return the addresses of every reader page, made from the draft."""
    return reader_patterns(draft, drafted)


def under_review_patterns() -> list[URLPattern | URLResolver]:
    """Return the addresses of every reader page, made from what is under review."""
    return reader_patterns(under_review, drafted)

"""How officers find a scenario: at which place for each way of asking, and what for others.

Trainers try a question as an officer would put it, see on the draft what comes, and add
it as a way of asking. The desk never imports the library, so this stands above both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guidance.authoring.freezing import document_of
from guidance.authoring.models import Scenario
from guidance.authoring.ways_of_asking import ENOUGH, Asking, NotAdded, add_way, look
from guidance.content.problems import Refused
from guidance.drafts import draft_with
from guidance.reader.searching import answered, listed
from guidance.reader.sources import Source
from guidance.search.searching import Results, search
from guidance.web.access import open_to
from guidance.web.pages import render_page

LOOKED_THROUGH = 50
SHOWN_BEFORE = 3


@dataclass(frozen=True)
class Place:
    """Where a scenario stands among what a question finds, counted from 1; 0 for not
    at all. `before` is what stands before it, the first of it, and `more` how many."""

    way: str
    number: int
    before: list[Any]
    more: int = 0
    is_pinned: bool = False


@open_to("authoring.view_scenario")
@never_cache
@require_safe
def how_found(request: HttpRequest, key: int) -> HttpResponse:
    """Show how the draft's search finds the scenario, and what a question finds."""
    row = get_object_or_404(Scenario, pk=key)
    return shown(request, row, request.GET.get("q", ""))


@open_to("authoring.change_scenario")
@never_cache
@require_POST
def add(request: HttpRequest, key: int) -> HttpResponse:
    """Add what was tried as one more way of asking."""
    row = get_object_or_404(Scenario, pk=key)
    typed = request.POST.get("q", "")
    asking = Asking(typed, _version(request), "insist" in request.POST)
    try:
        add_way(asking, row, by=request.user, at=timezone.now())
    except NotAdded as refused:
        row.refresh_from_db()
        return shown(request, row, typed, refused)
    messages.success(request, "Added to the draft. Submit the scenario to publish it.")
    where = reverse("how_found", args=[key])
    response = redirect(f"{where}?{urlencode({'q': typed})}")
    response.status_code = 303
    return response


def _version(request: HttpRequest) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def shown(
    request: HttpRequest, row: Scenario, typed: str, refused: NotAdded | None = None
) -> HttpResponse:
    """Return the page of `row` with what `typed` finds, and why nothing was added."""
    try:
        source = draft_with(document_of(row))
    except Refused as unread:
        problems = {"problems": unread.problems}
        return render_page(request, "draft_unreadable.html", problems, status=409)
    places = [place_of(each, row, source) for each in (row.question, *row.asked_as)]
    context: dict[str, Any] = {
        "row": row,
        "places": places,
        "first": sum(each.number == 1 for each in places),
        "enough": ENOUGH,
        "source": source,
        "refused": refused,
        "tried": _tried(typed, row, source) if typed.strip() else None,
    }
    return render_page(
        request, "how_found.html", context, status=409 if refused else 200
    )


def place_of(way: str, row: Scenario, source: Source) -> Place:
    """Return where `row` stands when officers ask `way`."""
    results = search(way, source.copy, limit=LOOKED_THROUGH)
    return _placed(way, row, results, source)


def _placed(way: str, row: Scenario, results: Results, source: Source) -> Place:
    refs = [each.ref for each in results.found]
    number = refs.index(row.ref) + 1 if row.ref in refs else 0
    before = results.found[: number - 1 if number else None]
    first = listed(before[:SHOWN_BEFORE], results, source)
    return Place(
        way,
        number,
        first,
        len(before) - len(first),
        is_pinned=0 < number <= results.pinned,
    )


def _tried(typed: str, row: Scenario, source: Source) -> dict[str, Any]:
    """Return what the page says of a question that is tried."""
    way = typed.strip()
    return {
        "way": way,
        "place": place_of(way, row, source),
        "looked": look(way, row),
        "answers": answered(way, source),
    }

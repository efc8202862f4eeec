"""What officers look for and don't find, as a list to work through; what they open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from guidance.content.lookup import Lookup
from guidance.demand import listing
from guidance.demand.counting import is_on
from guidance.demand.listing import Read, Sought
from guidance.editions.library import library
from guidance.review.desk.acting import DESK, action, page
from guidance.web.pages import render_page


@dataclass(frozen=True)
class Line:
    """Words that found nothing, and where to go on from there."""

    sought: Sought
    tried: str
    answered: str


@dataclass(frozen=True)
class Row:
    """Something that was opened, with its title and where officers read it."""

    read: Read
    title: str
    url: str


@page(*DESK)
def sought_page(request: HttpRequest) -> HttpResponse:
    """Show what officers looked for in vain, and what they opened."""
    day = today()
    context = {
        "is_on": is_on(),
        "after": settings.COUNT_AFTER_DAYS,
        "kept_for": settings.COUNT_FOR_DAYS,
        "lines": [line(each) for each in listing.sought(day)] if is_on() else [],
        "rows": rows(listing.opened(day), library.newest().lookup) if is_on() else [],
    }
    return render_page(request, "review/sought.html", context)


@action(*DESK)
def done_with(request: HttpRequest) -> HttpResponse:
    """Take one question off the list."""
    words = listing.done(request.POST.get("digest", "")[:64], day=today())
    if words:
        said = f"Done with “{words}”. It comes back if it is asked as often again."
        messages.success(request, said)
    else:
        messages.warning(request, "That is not on the list any more.")
    return redirect("review:sought")


def today() -> date:
    return timezone.localdate(timezone.now(), library.zone)


def line(sought: Sought) -> Line:
    asked = urlencode({"q": sought.words})
    return Line(
        sought,
        tried=f"{reverse('draft:search')}?{asked}",
        answered=f"{reverse('admin:authoring_scenario_changelist')}?{asked}",
    )


def rows(every: list[Read], lookup: Lookup) -> list[Row]:
    """Return those of `every` that are still there, as an officer knows them."""
    titles = titled(lookup)
    return [
        Row(each, *titles[each.kind, each.ref])
        for each in every
        if (each.kind, each.ref) in titles
    ]


def titled(lookup: Lookup) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the title and the address of all that can be opened, by kind and ref; a
    term stands there by its slug."""
    found = {}
    for scenario in lookup.scenarios.values():
        address = reverse("reader:scenario", args=[scenario.slug])
        found["scenario", scenario.ref] = scenario.question, address
    for wizard in lookup.wizards.values():
        address = reverse("reader:wizard", args=[wizard.slug])
        found["wizard", wizard.ref] = wizard.title, address
    for memo in lookup.memos.values():
        address = reverse("reader:memo", args=[memo.slug])
        found["memo", memo.ref] = memo.title, address
    for memo, section in lookup.sections.values():
        address = reverse("reader:section", args=[memo.slug, section.slug])
        found["section", section.ref] = section.heading, address
    for term in lookup.terms.values():
        address = f"{reverse('reader:glossary')}#{term.slug}"
        found["term", term.slug] = term.term, address
    return found

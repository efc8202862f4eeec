"""What is due to be looked at again, the reader's own first, with one press for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from guidance.accounts.models import User
from guidance.content.lookup import Lookup
from guidance.content.problems import Refused
from guidance.content.upkeep import Upkeep
from guidance.review.approving import Quoted, citation_keys
from guidance.review.candidate import desk_candidate
from guidance.review.desk.acting import (
    DESK,
    SUPERVISORS,
    action,
    came_from,
    page,
    person,
    told,
)
from guidance.review.desk.queue import Choice
from guidance.review.standing import Standing
from guidance.review.upkeep import Kept, kept, still_correct
from guidance.web.pages import render_page

Keeps = Callable[[Kept, User], bool]

SHOWN: dict[str, tuple[str, Keeps]] = {
    "": ("Due and overdue", lambda line, who: line.state is not Upkeep.FRESH),
    "overdue": ("Overdue", lambda line, who: line.state is Upkeep.OVERDUE),
    "due": ("Due in 30 days", lambda line, who: line.state is Upkeep.DUE),
    "mine": ("All I own", lambda line, who: line.owner == who),
    "unowned": ("Nobody’s", lambda line, who: line.owner is None),
    "all": ("All questions", lambda line, who: True),
}
"""The ways to look at the list, by the word in the address."""


@dataclass(frozen=True)
class Line:
    """A question on the list, and the words it quotes as they stand in force."""

    kept: Kept
    quoted: tuple[Quoted, ...]


@page(*DESK)
def upkeep_page(request: HttpRequest) -> HttpResponse:
    """Show what is due, or what the address asks for."""
    who, asked = person(request), request.GET.get("show", "")
    shown = asked if asked in SHOWN else ""
    candidate = desk_candidate()
    every = kept(timezone.now(), candidate)
    keeps = SHOWN[shown][1]
    # A sort keeps the order of equals: the most urgent first among each.
    lines = sorted(
        (each for each in every if keeps(each, who)),
        key=lambda each: each.owner != who,
    )
    fresh = (each for each in every if each.state is Upkeep.FRESH)
    context = {
        "lines": [line(each, candidate.base.lookup) for each in lines],
        "shows": choices(every, who, shown),
        "next": next(fresh, None),
        "back": request.get_full_path(),
    }
    return render_page(request, "review/upkeep.html", context)


def line(kept: Kept, lookup: Lookup) -> Line:
    return Line(kept, tuple(citation_keys(kept.scenario, lookup)))


def choices(every: list[Kept], who: User, shown: str) -> list[Choice]:
    """Return the ways to look at the list, each with how much it shows."""
    base = reverse("review:upkeep")
    return [
        Choice(
            label,
            f"{base}?{urlencode({'show': name})}" if name else base,
            name == shown,
            sum(keeps(each, who) for each in every),
        )
        for name, (label, keeps) in SHOWN.items()
    ]


@action(*SUPERVISORS)
def found_correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Renew a question with one press, and go back to the list.

    Where that wouldn't count, go to the document's page, which leads on.
    """
    try:
        position = still_correct(
            slug,
            by=person(request),
            at=timezone.now(),
            seen=request.POST.get("seen", ""),
            reviewed=moment(request.POST.get("reviewed", "")),
        )
    except Refused as refused:
        for each in refused.problems:
            messages.warning(request, f"Nothing was signed. {told(each)}")
        return redirect("review:document", "scenario", slug)
    title = position.submission.title
    if position.standing is Standing.APPROVED:
        messages.success(
            request, f"Still correct: “{title}” Officers see today’s date."
        )
    else:
        said = "You have approved it; it needs another supervisor too."
        messages.success(request, f"“{title}” {said}")
    return redirect(came_from(request))


def moment(written: str) -> datetime | None:
    """Return the moment a form brings back, None for none or for nonsense."""
    try:
        return parse_datetime(written)
    except ValueError:
        return None

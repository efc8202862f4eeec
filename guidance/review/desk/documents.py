"""A document's own page at the desk: how it stands, and what was ever submitted of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from guidance.content.checking import place_of
from guidance.content.model import KINDS as EVERY_KIND
from guidance.editions.models import Edition
from guidance.review.candidate import desk_candidate
from guidance.review.desk.acting import DESK, SUPERVISORS, action, page, person
from guidance.review.desk.queue import KINDS
from guidance.review.models import Submission
from guidance.review.standing import standings
from guidance.review.submitting import renew
from guidance.web.pages import render_page


@page(*DESK)
def document(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show where a document stands, its submissions and the editions it changed in."""
    if kind not in EVERY_KIND:
        raise Http404("There is no such kind of document.")
    candidate, where = desk_candidate(), place_of(kind, slug)
    rows = Submission.objects.filter(kind=kind, slug=slug).order_by("-pk")
    found = candidate.in_force.get(where)
    if found is None and not rows:
        raise Http404("There is no such document.")
    signatures = [
        each for each in _signatures(candidate.base.number) if each["document"] == where
    ]
    context = {
        "kind": KINDS[kind],
        "kind_slug": kind,
        "slug": slug,
        "title": found.title if found else rows[0].title,
        "in_force": found,
        "number": candidate.base.number,
        "signatures": signatures,
        "reasons": candidate.broken_since_base(where) if found else [],
        "positions": standings(rows, candidate).values(),
        "live": candidate.submissions.get(where),
    }
    return render_page(request, "review/document.html", context)


def _signatures(number: int) -> list[dict[str, str]]:
    """Return who signed what is in an edition, as the edition itself says it."""
    found: list[dict[str, str]] = Edition.objects.get(number=number).signatures
    return found


@action(*SUPERVISORS)
def take_up(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Put up what is in force once more, to be found still right, and go to its page."""
    if kind not in EVERY_KIND:
        raise Http404("There is no such kind of document.")
    made = renew(kind, slug, by=person(request), at=timezone.now())
    messages.info(request, f"“{made.title}” is up to be approved anew.")
    return redirect("review:submission", made.pk)

"""A document's own page at the desk: how it stands, and what was ever submitted of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from guidance.content.checking import place_of
from guidance.content.model import KINDS as EVERY_KIND
from guidance.content.model import Document
from guidance.content.titles import in_quotes, titled
from guidance.editions.histories import Turn, history, history_at, ref_of
from guidance.editions.library import library
from guidance.review.candidate import Candidate, desk_candidate
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
    context = {
        "kind": KINDS[kind],
        "kind_slug": kind,
        "slug": slug,
        "title": titled(found, candidate.base.lookup.wizards)
        if found
        else rows[0].title,
        "in_force": found,
        "number": candidate.base.number,
        "turns": _turns(kind, slug, found),
        "reasons": _reasons(where, candidate),
        "positions": standings(rows, candidate).values(),
        "live": candidate.submissions.get(where),
    }
    return render_page(request, "review/document.html", context)


def _reasons(where: str, candidate: Candidate) -> list[str]:
    """Return why what is in force no longer counts; another version of it that is under
    review voids nothing."""
    in_force = candidate.base.snapshots.get(where)
    if in_force is None or candidate.snapshots.get(where) != in_force:
        return []
    return candidate.broken_since_base(where)


def _turns(kind: str, slug: str, found: Document | None) -> list[Turn]:
    """Return the editions that put a document in, changed it or took it out."""
    up_to = library.editions()[0].number
    ref = getattr(found, "ref", "") or ref_of(kind, slug)
    if ref:
        return history(kind, ref, up_to=up_to)
    return history_at(kind, slug, up_to=up_to)


@action(*SUPERVISORS)
def take_up(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Put up what is in force once more, to be found still right, and go to its page."""
    if kind not in EVERY_KIND:
        raise Http404("There is no such kind of document.")
    made = renew(kind, slug, by=person(request), at=timezone.now())
    messages.info(request, f"{in_quotes(made.title)} is up to be approved anew.")
    return redirect("review:submission", made.pk)

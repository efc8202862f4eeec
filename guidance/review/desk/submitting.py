"""Submitting: what a trainer puts up for review, seen once more before it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from guidance.authoring.draft_findings import examine_draft
from guidance.authoring.freezing import read_draft
from guidance.content.checking import place, place_of
from guidance.content.freezing import gather
from guidance.content.model import KINDS as EVERY_KIND
from guidance.content.model import Document, Wizard
from guidance.content.problems import Refused
from guidance.content.titles import in_quotes, titled
from guidance.editions.reading import Copy
from guidance.review.candidate import Candidate, desk_candidate
from guidance.review.comparing import Side, compare_sides
from guidance.review.desk.acting import (
    FIRST_TIME,
    TRAINERS,
    Again,
    action,
    page,
    person,
)
from guidance.review.desk.queue import KINDS
from guidance.review.models import Submission
from guidance.review.names import old_address
from guidance.review.standing import standings
from guidance.review.submitting import submit
from guidance.review.unfinished import unfinished_in
from guidance.review.unsubmitted import work
from guidance.web.pages import render_page

LONGEST_NOTE = 2_000


@page(*TRAINERS)
def submit_page(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show what submitting a document would put up for review."""
    return _shown(request, kind, slug)


def _shown(
    request: HttpRequest,
    kind: str,
    slug: str,
    note: str = "",
    again: Again = FIRST_TIME,
) -> HttpResponse:
    candidate = desk_candidate()
    drafted = _drafted(kind, slug, candidate)
    under_review = candidate.submissions.get(drafted.place)
    shown = drafted.document or candidate.in_force.get(drafted.place)
    unread = next(unfinished_in({drafted.place}), None) if drafted.is_unread else None
    named = unread.title if unread else slug
    context = {
        "kind": KINDS[kind],
        "kind_slug": kind,
        "slug": slug,
        "title": titled(shown, drafted.wizards, candidate.lookup.wizards)
        if shown
        else named,
        "unread": unread,
        "is_gone": drafted.document is None and not drafted.is_unread,
        "is_unread": drafted.is_unread,
        "again": again,
        "note": note,
        "under_review": _position(under_review, candidate),
        **_checked(drafted.place),
        "number": candidate.base.number,
        "is_same": drafted.document == candidate.in_force.get(drafted.place)
        and not drafted.is_unread,
    }
    context |= {} if drafted.is_unread else _changes(drafted, candidate.base)
    return render_page(request, "review/submit.html", context, status=again.status)


@dataclass(frozen=True)
class _Drafted:
    """What the draft has in a place: a document, one that can't be read, or nothing.

    `wizards` are those of the draft, by their slugs.
    """

    kind: str
    slug: str
    document: Document | None
    is_unread: bool
    wizards: Mapping[str, Wizard]

    @property
    def place(self) -> str:
        return place_of(self.kind, self.slug)


def _drafted(kind: str, slug: str, candidate: Candidate) -> _Drafted:
    """Return what the draft has under a name. Raises Http404 for what never was."""
    if kind not in EVERY_KIND:
        raise Http404("There is no such kind of document.")
    where, draft = place_of(kind, slug), read_draft()
    document = next((each for each in draft.documents if place(each) == where), None)
    is_unread = any(each.document == where for each in draft.problems)
    if document is None and not is_unread and where not in candidate.in_force:
        raise Http404("There is no such document.")
    wizards = {each.slug: each for each in draft.documents if isinstance(each, Wizard)}
    return _Drafted(kind, slug, document, document is None and is_unread, wizards)


def _position(submission: Submission | None, candidate: Candidate) -> Any:
    return standings([submission], candidate)[submission.pk] if submission else None


def _checked(where: str) -> dict[str, Any]:
    """Return what is open of the document in the place `where` of the draft, and
    whether it could be looked at."""
    report = examine_draft(at=timezone.now())
    return {
        "findings": [each for each in report.open if each.document == where],
        "is_unlooked": where in report.unlooked,
    }


def _changes(drafted: _Drafted, base: Copy) -> dict[str, Any]:
    """Return what that one document changes in the edition in force."""
    document = drafted.document
    old = old_address(document, base) if document else ""
    places = {place_of(drafted.kind, slug) for slug in (drafted.slug, old) if slug}
    kept = [each for each in base.guidance.documents() if place(each) not in places]
    after = gather([*kept, document] if document else kept)
    before = Side(f"edition {base.number}", base.guidance, base.number)
    report = compare_sides(before, Side("what would be submitted", after)).report
    return {"report": report, "documents": [(each, "") for each in report.documents]}


@action(*TRAINERS)
def submit_document(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Put a document up for review, or show the page again with what was typed."""
    note = request.POST.get("note", "")[:LONGEST_NOTE]
    if kind not in EVERY_KIND:
        raise Http404("There is no such kind of document.")
    try:
        made = submit(kind, slug, note=note, by=person(request), at=timezone.now())
    except Refused as refused:
        return _shown(request, kind, slug, note, Again.because(refused))
    messages.success(request, f"{in_quotes(made.title)} is under review now.")
    return redirect("review:submission", made.pk)


@page(*TRAINERS)
def changed_documents(request: HttpRequest) -> HttpResponse:
    """List what the draft has otherwise than what is in force or under review, and
    what is under review already."""
    candidate = desk_candidate()
    found = work(candidate)
    unfinished = [*unfinished_in(found.unfinished)] if found.unfinished else []
    positions = standings(candidate.submissions.values(), candidate)
    context = {
        "unsubmitted": [(each, KINDS[each.kind]) for each in found.unsubmitted],
        "unfinished": [(each, KINDS[each.kind]) for each in unfinished],
        "unread": sorted(found.unfinished - {each.place for each in unfinished}),
        "positions": [
            (each, KINDS[each.submission.kind])
            for each in positions.values()
            if not each.submission.is_renewal
        ],
    }
    return render_page(request, "review/changed.html", context)

"""Submitting: what a trainer puts up for review, seen once more before it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from guidance.authoring.draft_findings import examine_draft
from guidance.authoring.freezing import read_draft
from guidance.content.checking import place, place_of
from guidance.content.findings import Finding, open_findings
from guidance.content.model import KINDS as EVERY_KIND
from guidance.content.problems import Refused
from guidance.review.candidate import Candidate, desk_candidate
from guidance.review.comparing import NothingThere, Side, compare_sides, draft
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
from guidance.review.standing import standings
from guidance.review.submitting import submit
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
    where = _known(kind, slug, candidate)
    document = next((d for d in read_draft().documents if place(d) == where), None)
    in_force = candidate.in_force.get(where)
    under_review = candidate.submissions.get(where)
    shown = document or in_force
    context = {
        "kind": KINDS[kind],
        "kind_slug": kind,
        "slug": slug,
        "title": shown.title if shown else slug,
        "is_gone": document is None and not _unread(where),
        "again": again,
        "note": note,
        "under_review": _position(under_review, candidate),
        "findings": _findings(where),
        "number": candidate.base.number,
        "documents": _changes(where, candidate),
    }
    return render_page(request, "review/submit.html", context, status=again.status)


def _known(kind: str, slug: str, candidate: Candidate) -> str:
    """Return the place of a document that is in the draft or in force. Raises Http404."""
    if kind not in EVERY_KIND:
        raise Http404("There is no such kind of document.")
    where = place_of(kind, slug)
    draft_places = {place(each) for each in read_draft().documents} | {
        each.document for each in read_draft().problems
    }
    if where not in draft_places and where not in candidate.in_force:
        raise Http404("There is no such document.")
    return where


def _unread(where: str) -> bool:
    """Say whether the document is in the draft and can't be read yet."""
    return any(each.document == where for each in read_draft().problems)


def _position(submission: Submission | None, candidate: Candidate) -> Any:
    return standings([submission], candidate)[submission.pk] if submission else None


def _findings(where: str) -> list[Finding]:
    """Return what is open of the document in the place `where` of the draft."""
    report = examine_draft(at=timezone.now())
    waivers = report.guidance.waivers.waivers if report.guidance else ()
    return [
        each
        for each in open_findings(report.findings, waivers)
        if each.document == where
    ]


def _changes(where: str, candidate: Candidate) -> list[Any]:
    """Return what changes in that document against the edition in force."""
    base = candidate.base
    before = Side(f"edition {base.number}", base.guidance, base.number)
    try:
        report = compare_sides(before, draft()).report
    except NothingThere:
        return []
    return [each for each in report.documents if each.place == where]


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
    messages.success(request, f"“{made.title}” is under review now.")
    return redirect("review:submission", made.pk)


@page(*TRAINERS)
def changed_documents(request: HttpRequest) -> HttpResponse:
    """List what the draft has otherwise than what is in force or under review, and
    what is under review already."""
    candidate = desk_candidate()
    found = work(candidate)
    positions = standings(candidate.submissions.values(), candidate)
    context = {
        "unsubmitted": [(each, KINDS[each.kind]) for each in found.unsubmitted],
        "unfinished": sorted(found.unfinished),
        "positions": [
            (each, KINDS[each.submission.kind])
            for each in positions.values()
            if not each.submission.is_renewal
        ],
    }
    return render_page(request, "review/changed.html", context)

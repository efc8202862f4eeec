"""What the draft would change for officers, before it does: a page of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guidance.authoring.freezing import read_draft
from guidance.authoring.problem_pages import Places
from guidance.content.change_report import DocumentReport
from guidance.content.problems import problem
from guidance.review.comparing import (
    Comparison,
    NothingThere,
    compare_sides,
    draft,
    edition,
)
from guidance.review.unfinished import unfinished_in
from guidance.web.access import open_to
from guidance.web.pages import render_page


@open_to("authoring.view_scenario", "editions.publish_edition")
@never_cache
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show what the draft changes in the edition in force."""
    try:
        before = edition(None, at=timezone.now())
    except NothingThere:
        before = None  # nothing was published yet: everything is new
    try:
        comparison = compare_sides(before, draft())
    except NothingThere as nothing:
        return render_page(request, "review/nothing.html", {"sentence": str(nothing)})
    context = {
        "comparison": comparison,
        "report": comparison.report,
        "unread": _unread(comparison),
        "documents": _with_forms(comparison.report.documents),
    }
    return render_page(request, "review/changes.html", context)


@dataclass(frozen=True)
class Unread:
    """A document that could not be looked at: what it is called, where somebody goes on
    with it, and what it lacks, in sentences."""

    place: str
    title: str
    address: str
    lacks: list[str]


def _unread(comparison: Comparison) -> list[Unread]:
    """Return what was left out of `comparison`, each with what it lacks."""
    if not comparison.unread:
        return []
    lacking, pages = read_draft().problems, Places()
    named = {each.place: each for each in unfinished_in({*comparison.unread})}
    found = []
    for where in comparison.unread:
        problems = [each for each in lacking if each.document == where]
        page = pages.of(problems[0] if problems else problem("", where, "", "", ""))
        title, address = page.name, page.address
        if known := named.get(where):
            title, address = known.title, known.address
        lacks = [f"{each.sentence} {each.remedy}" for each in problems]
        found.append(Unread(where, title, address, lacks))
    return found


def _with_forms(
    documents: Iterable[DocumentReport],
) -> list[tuple[DocumentReport, str]]:
    """Return `documents`, each with the address of its form, "" where it is gone."""
    places = Places()
    return [(each, _form(each, places)) for each in documents]


def _form(document: DocumentReport, places: Places) -> str:
    if document.what == "Taken out":
        return ""
    return places.of(problem("", document.place, "", "", "")).address

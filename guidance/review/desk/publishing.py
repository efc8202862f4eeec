"""Publishing: choose from what is approved, see what it comes to, say when and why.

Also what is done about editions afterwards: calling one off that is to come, and going
back to what an old one said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from guidance.content.problems import Problem, Refused, problem
from guidance.content.titles import in_quotes
from guidance.editions.library import NoEdition, library
from guidance.editions.models import Edition, Grade
from guidance.review.calling_off import call_off
from guidance.review.candidate import base_edition, standing_editions
from guidance.review.desk.acting import (
    FIRST_TIME,
    PUBLISHERS,
    Again,
    action,
    department_zone,
    page,
    person,
)
from guidance.review.desk.queue import KINDS
from guidance.review.going_back import go_back, proposal_to_go_back
from guidance.review.holding import TooLate
from guidance.review.proposing import Proposal, proposal, ready
from guidance.review.publishing import Terms, publish_approved
from guidance.web.pages import render_page

LONGEST_NOTE = 2_000


@dataclass
class Form:
    """What the publishing form says, and what is wrong with how it says it."""

    chosen: set[int]
    note: str = ""
    grade: str = ""
    when: str = ""
    moment: str = ""
    call_off: frozenset[int] = frozenset()
    on: int = 0
    in_force_from: datetime | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def terms(self) -> Terms:
        return Terms(self.note, self.grade, self.on, self.in_force_from, self.call_off)


def read_form(data: Any, *, everything: set[int], zone: ZoneInfo) -> Form:
    """Return what a form or an address says. Nothing said means all that is ready."""
    said = "chosen" in data or "asked" in data
    form = Form(
        chosen=_numbers(data.getlist("chosen")) if said else everything,
        note=data.get("note", "")[:LONGEST_NOTE],
        grade=data.get("grade", ""),
        when=data.get("when", "now"),
        moment=data.get("moment", ""),
        call_off=frozenset(_numbers(data.getlist("call_off"))),
        on=next(iter(_numbers([data.get("on", "")])), 0),
    )
    if form.when == "later":
        try:
            naive = parse_datetime(form.moment.strip())
        except ValueError:
            naive = None
        if naive is None or naive.tzinfo is not None:
            form.problems.append(NO_MOMENT)
        else:
            form.in_force_from = naive.replace(tzinfo=zone)
    return form


NO_MOMENT = problem(
    "no-moment",
    "",
    "",
    "That is no day and time.",
    "Write it like 2026-12-01 06:00, in the department’s own time.",
)


TOO_EARLY = problem(
    "too-early",
    "",
    "",
    "An edition can't come into force before it is published.",
    "Choose a moment to come, or now.",
)


def _numbers(texts: Sequence[str]) -> set[int]:
    """Return the numbers among `texts`; the rest was not sent by a page of ours."""
    return {int(each) for each in texts if each.isdecimal() and len(each) < 10}


def to_come(at: datetime) -> set[int]:
    """Return the numbers of the editions that can still be called off."""
    rows = standing_editions().filter(in_force_from__gt=at)
    return set(rows.values_list("number", flat=True))


@page(*PUBLISHERS)
def publish_page(request: HttpRequest) -> HttpResponse:
    """Show what is approved, and what publishing the chosen part of it comes to."""
    return _shown(request, request.GET)


def _shown(
    request: HttpRequest,
    data: Any,
    again: Again = FIRST_TIME,
    reasons: Mapping[int, str] | None = None,
) -> HttpResponse:
    """Return the page; `reasons` were typed for calling editions off, by numbers."""
    at, zone = timezone.now(), department_zone()
    off = frozenset(_numbers(data.getlist("call_off")) & to_come(at))
    offered = ready(off)
    form = read_form(data, everything={p.submission.pk for p in offered}, zone=zone)
    form.call_off = off
    proposed = _proposal(form, at) if form.chosen else None
    context = {
        "offered": [
            (each, KINDS[each.submission.kind], each.submission.pk in form.chosen)
            for each in offered
        ],
        "form": form,
        "proposed": proposed,
        "again": again,
        "grades": Grade.choices,
        "zone": zone.key,
        "now": at,
        "scheduled": _scheduled(at, reasons or {}),
        "editions": _earlier(at),
    }
    context |= _told_of(proposed) if proposed else {}
    return render_page(
        request, "review/publish.html", context, fragment="outlook", status=again.status
    )


def _scheduled(at: datetime, reasons: Mapping[int, str]) -> list[tuple[Edition, str]]:
    """Return the editions to come, each with the reason typed for calling it off."""
    rows = standing_editions().filter(in_force_from__gt=at)
    rows = rows.select_related("published_by").order_by("in_force_from", "number")
    return [(each, reasons.get(each.number, "")) for each in rows]


def _earlier(at: datetime) -> QuerySet[Edition]:
    """Return the editions that can be gone back to, the newest first."""
    rows = standing_editions().filter(in_force_from__lte=at)
    now = base_edition(at=at)
    return rows.exclude(number=now.number if now else 0).order_by("-number")


def _proposal(form: Form, at: datetime) -> Proposal | None:
    try:
        return proposal(
            form.chosen,
            in_force_from=form.in_force_from,
            at=at,
            call_off=form.call_off,
        )
    except NoEdition:
        return None


def _told_of(proposed: Proposal) -> dict[str, Any]:
    comparison = proposed.comparison
    return {
        "report": comparison.report,
        "documents": [(each, "") for each in comparison.report.documents],
        "number": proposed.on.number,
        "in_the_way": [
            each for each in proposed.problems if each.kind != "later-edition"
        ],
    }


@action(*PUBLISHERS)
def publish_chosen(request: HttpRequest) -> HttpResponse:
    """Publish, or show the page again with what was typed and what is in the way.

    Whoever only looks sends the same form: what was typed then stands in no address.
    """
    at = timezone.now()
    form = read_form(request.POST, everything=set(), zone=department_zone())
    if form.problems or "look" in request.POST:
        wrong = Refused(form.problems)
        again = Again.because(wrong) if form.problems else FIRST_TIME
        return _shown(request, request.POST, again)
    try:
        edition, proposed = publish_approved(
            form.chosen, form.terms, by=person(request), at=at
        )
    except (Refused, TooLate) as why:
        return _shown(request, request.POST, Again.because(why))
    except NoEdition:
        return _shown(request, request.POST, Again.because(Refused([TOO_EARLY])))
    library.refresh(at=timezone.now())
    messages.success(request, _said(edition, at))
    for each in proposed.left_out:
        title = each.position.submission.title
        reasons = ", ".join(each.reasons)
        messages.warning(
            request,
            f"{in_quotes(title)} was left out: {reasons}. The version in force before stays.",
        )
    return redirect("review:publish")


def _said(edition: Edition, at: datetime) -> str:
    if edition.in_force_from > at:
        zone = department_zone()
        moment = edition.in_force_from.astimezone(zone)
        return f"{edition} was published; it comes into force on {moment:%-d %B %Y at %H:%M}."
    return f"{edition} was published and is in force."


@action(*PUBLISHERS)
def call_edition_off(request: HttpRequest, number: int) -> HttpResponse:
    """Call an edition off that is not in force yet."""
    found = Edition.objects.filter(number=number).first()
    if found is None:
        raise Http404("There is no such edition.")
    reason = request.POST.get("reason", "")
    try:
        call_off(found, reason, by=person(request), at=timezone.now())
    except (Refused, TooLate) as why:
        nothing = QueryDict()
        return _shown(request, nothing, Again.because(why), {number: reason})
    library.refresh(at=timezone.now())
    messages.success(request, f"{found} was called off.")
    return redirect("review:publish")


@page(*PUBLISHERS)
def back_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show what publishing an old edition anew would change."""
    return _back_shown(request, number, request.GET)


def _back_shown(
    request: HttpRequest,
    number: int,
    data: Any,
    again: Again = FIRST_TIME,
) -> HttpResponse:
    at = timezone.now()
    form = read_form(data, everything=set(), zone=department_zone())
    form.call_off &= to_come(at)
    try:
        proposed = proposal_to_go_back(
            number, in_force_from=None, at=at, call_off=form.call_off
        )
    except NoEdition:
        raise Http404("There is no such edition.") from None
    context = {
        "number_back": number,
        "form": form,
        "proposed": proposed,
        "again": again,
        "grades": Grade.choices,
    }
    context |= _told_of(proposed)
    return render_page(request, "review/go_back.html", context, status=again.status)


@action(*PUBLISHERS)
def go_back_to(request: HttpRequest, number: int) -> HttpResponse:
    """Publish what an old edition said, or show the page again with what was typed."""
    at = timezone.now()
    form = read_form(request.POST, everything=set(), zone=department_zone())
    try:
        edition = go_back(number, form.terms, by=person(request), at=at)
    except (Refused, TooLate) as why:
        return _back_shown(request, number, request.POST, Again.because(why))
    except NoEdition:
        raise Http404("There is no such edition.") from None
    library.refresh(at=timezone.now())
    messages.success(request, _said(edition, at))
    return redirect("review:publish")

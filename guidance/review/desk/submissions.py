"""A submission's page: the argument to be signed, and what can be done about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from guidance.content.cases import Result, run
from guidance.content.checking import place, place_of
from guidance.content.examining import examine, local_day
from guidance.content.findings import Finding, open_findings
from guidance.content.freezing import thaw
from guidance.content.model import Document
from guidance.content.problems import Refused
from guidance.content.titles import in_quotes
from guidance.review.approving import (
    OPEN,
    approve,
    claim,
    comment,
    may_approve,
    release,
    return_to_author,
    to_sign,
)
from guidance.review.candidate import (
    Candidate,
    desk_candidate,
    overlay,
    place_under_review,
)
from guidance.review.comparing import Side, compare_sides
from guidance.review.desk.acting import (
    DESK,
    FIRST_TIME,
    SUPERVISORS,
    TRAINERS,
    Again,
    action,
    came_from,
    page,
    person,
    submission_or_404,
)
from guidance.review.desk.queue import KINDS
from guidance.review.desk.sides import pairs
from guidance.review.holding import TooLate
from guidance.review.models import Approval, Step, Submission
from guidance.review.standing import Position, standings
from guidance.review.submitting import withdraw
from guidance.review.unsubmitted import work
from guidance.web.pages import render_page

READ_AT = {
    "memo": "/memos/{}/",
    "scenario": "/questions/{}/",
    "wizard": "/can-i/{}/",
    "case_set": "/can-i/{}/",
}
"""Where officers read each kind of document, below whatever is read."""

PAGES = {"memo", "scenario", "wizard"}
"""The kinds that have a page of their own at the trainers' desk, found by the slug."""


def read_at(kind: str, slug: str) -> str:
    """Return where officers read a document; the first page for what is on them all."""
    return READ_AT.get(kind, "/").format(slug)


@dataclass(frozen=True)
class Typed:
    """What was typed and ticked in the forms of the page, so that nothing is lost.

    Without ticks it was another form than the one to approve by.
    """

    ticked: Collection[str] | None = None
    returning: str = ""
    comment: str = ""


@page(*DESK)
def submission(request: HttpRequest, key: int) -> HttpResponse:
    return _shown(request, submission_or_404(key))


def _shown(
    request: HttpRequest,
    submission: Submission,
    typed: Typed | None = None,
    again: Again = FIRST_TIME,
) -> HttpResponse:
    """Return the submission's page; what was `typed` stands in it."""
    candidate = desk_candidate()
    position = standings([submission], candidate)[submission.pk]
    context = {
        "submission": submission,
        "position": position,
        "kind": KINDS[submission.kind],
        "again": again,
        "typed": typed or Typed(),
        "acts": _acts(position),
        "back": reverse("review:submission", args=[submission.pk]),
        "at": timezone.now(),
        "is_page": submission.kind in PAGES,
        "read_at": read_at(submission.kind, submission.slug),
    }
    context |= _rights(request, position)
    context |= _argument(submission, position, candidate)
    context["first_unticked"] = _first_unticked(context) if again.problems else ""
    return render_page(request, "review/submission.html", context, status=again.status)


def _first_unticked(context: dict[str, Any]) -> str:
    """Return the key of the first quotation that was not ticked in the form."""
    typed: Typed = context["typed"]
    if typed.ticked is None:
        return ""
    keys = (each.key for pair in context["pairs"] for each in pair.quoted)
    return next((key for key in keys if key not in typed.ticked), "")


def _acts(position: Position) -> list[Step | Approval]:
    """Return all that was done about a submission, in the order it was done."""
    acts: list[Step | Approval] = [*position.steps, *position.approvals]
    return sorted(acts, key=lambda each: each.at)


def _rights(request: HttpRequest, position: Position) -> dict[str, Any]:
    """Return what the one who looks may do."""
    who = person(request)
    decides = who.has_perm(SUPERVISORS[0])
    is_open = position.standing in OPEN
    mine = position.submission.by_id == who.pk
    return {
        "decides": decides and position.standing.is_live,
        "claims": decides and is_open,
        "has_claimed": bool(position.claimed_by and position.claimed_by.pk == who.pk),
        "approves": decides and is_open,
        "may_not": may_approve(position.submission, who) if decides else "",
        "withdraws": mine and position.standing.is_live and who.has_perm(TRAINERS[0]),
    }


def _argument(
    submission: Submission, position: Position, candidate: Candidate
) -> dict[str, Any]:
    """Return what is put up beside what is in force: answers, words, cases, findings.

    What is no longer under review is shown over the edition of today.
    """
    where = place_under_review(submission)
    if not position.standing.is_live:
        candidate = overlay(candidate.base, [submission])
    then = thaw(submission.snapshot.stored) if submission.snapshot else None
    now = _in_force(submission, candidate)
    alone = overlay(candidate.base, [submission])
    base = Side(
        f"edition {candidate.base.number}",
        candidate.base.guidance,
        candidate.base.number,
    )
    comparison = compare_sides(base, Side("what is submitted", alone.lookup.guidance))
    asked, edited = to_sign(submission, candidate), work(candidate)
    return {
        "now": now,
        "then": then,
        "read_now_at": read_at(submission.kind, now.slug) if now else "",
        "is_edited": edited.says_otherwise(where),
        "edited_sections": edited.edited_under(then) if then else [],
        "pairs": pairs(now, then, candidate, asked.quoted),
        "quotations": len(asked.quoted),
        "seen": asked.seen,
        "report": comparison.report,
        "documents": [(each, "") for each in comparison.report.documents],
        "number": candidate.base.number,
        "findings": _findings(candidate, where),
        "cases": _cases(submission, candidate),
    }


def _in_force(submission: Submission, candidate: Candidate) -> Document | None:
    """Return the document in force, at its own address or the one it is to leave."""
    for slug in (submission.slug, submission.replaces):
        found = candidate.in_force.get(place_of(submission.kind, slug))
        if slug and found:
            return found
    return None


def _cases(submission: Submission, candidate: Candidate) -> list[Result]:
    """Return what became of the cases that bear on a submission, failures first."""
    slug, guidance = submission.slug, candidate.lookup.guidance
    wanted = {place_under_review(submission)}
    if submission.kind in {"wizard", "case_set"}:
        wanted.add(place_of("case_set", slug))
    if submission.kind == "wizard":
        settled = [each for each in guidance.scenarios if each.settled_by]
        wanted |= {
            place(each)
            for each in settled
            if each.settled_by and each.settled_by.wizard == slug
        }
    found = [each for each in run(guidance) if each.document in wanted]
    return sorted(found, key=lambda each: each.passed)


def _findings(candidate: Candidate, where: str) -> list[Finding]:
    """Return what is open of the document in the place `where`, as the desk has it."""
    guidance = candidate.lookup.guidance
    found = examine(guidance, on=local_day(guidance, timezone.now()))
    open_ones = open_findings(found, guidance.waivers.waivers)
    return [each for each in open_ones if each.document == where]


@action(*SUPERVISORS)
def approve_submission(request: HttpRequest, key: int) -> HttpResponse:
    """Sign it, or show the page again with the ticks as they were."""
    found = submission_or_404(key)
    ticked = set(request.POST.getlist("ticked"))
    try:
        approve(
            found,
            by=person(request),
            at=timezone.now(),
            ticked=ticked,
            seen=request.POST.get("seen", ""),
        )
    except (Refused, TooLate) as why:
        return _shown(request, found, Typed(ticked=ticked), Again.because(why))
    messages.success(request, f"You approved {in_quotes(found.title)}.")
    return redirect("review:submission", key)


@action(*SUPERVISORS)
def return_submission(request: HttpRequest, key: int) -> HttpResponse:
    """Give it back with words, or show the page again with those typed."""
    found, words = submission_or_404(key), request.POST.get("words", "")
    try:
        return_to_author(found, words, by=person(request), at=timezone.now())
    except (Refused, TooLate) as why:
        # Nobody returns it a second time; the words may still be worth a comment.
        typed = Typed(
            returning=words, comment=words if isinstance(why, TooLate) else ""
        )
        return _shown(request, found, typed, Again.because(why))
    messages.success(request, f"You returned {in_quotes(found.title)} to {found.by}.")
    return redirect("review:submission", key)


@action(*DESK)
def comment_on_submission(request: HttpRequest, key: int) -> HttpResponse:
    """Say something about it, or show the page again with what was typed."""
    found, words = submission_or_404(key), request.POST.get("words", "")
    try:
        comment(found, words, by=person(request), at=timezone.now())
    except (Refused, TooLate) as why:
        return _shown(request, found, Typed(comment=words), Again.because(why))
    return redirect(f"{reverse('review:submission', args=[key])}#history")


@action(*SUPERVISORS)
def claim_submission(request: HttpRequest, key: int) -> HttpResponse:
    """Say that one is on it; from somebody else only where the form named them."""
    over = request.POST.get("over", "")
    claim(
        submission_or_404(key),
        by=person(request),
        at=timezone.now(),
        over=int(over) if over.isdecimal() and len(over) < 10 else None,
    )
    return redirect(came_from(request))


@action(*SUPERVISORS)
def release_submission(request: HttpRequest, key: int) -> HttpResponse:
    release(submission_or_404(key), by=person(request), at=timezone.now())
    return redirect(came_from(request))


@action(*TRAINERS)
def withdraw_submission(request: HttpRequest, key: int) -> HttpResponse:
    """Take it back; only its author may."""
    found = submission_or_404(key)
    if found.by_id != person(request).pk:
        raise TooLate(f"{found.by} submitted it, and only they can withdraw it.")
    words = request.POST.get("words", "")
    withdraw(found, by=person(request), at=timezone.now(), words=words)
    messages.success(request, f"You withdrew {in_quotes(found.title)}.")
    return redirect("review:submission", key)

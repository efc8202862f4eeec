"""The stop-use switch: pages on which two supervisors pull an answer, or give it back.

Three of them: the list, where an answer is looked for and what waits for a second
person stands first; the answer that is about to be pulled; and the recall, with what
was done about it and what can be done now.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guidance.accounts.models import User
from guidance.content.recallable import Answer
from guidance.editions import recalling
from guidance.editions.library import library
from guidance.editions.models import Recall, RecallStep
from guidance.editions.recalling import BadReason, CannotBeDone
from guidance.review.recall_lines import lines, told
from guidance.review.recall_search import looked_for, pullable, what_goes_with
from guidance.web.access import open_to
from guidance.web.pages import render_page

MAY_PULL = "editions.recall_answer"

Act = Callable[[Recall, str, User, datetime], RecallStep]

ACTS: dict[str, Act] = {
    "confirm": lambda it, why, by, at: recalling.confirm(it, by=by, at=at),
    "refuse": lambda it, why, by, at: recalling.refuse(it, why, by=by, at=at),
    "lift": lambda it, why, by, at: recalling.propose_lift(it, why, by=by, at=at),
    "confirm_lift": lambda it, why, by, at: recalling.confirm_lift(it, by=by, at=at),
    "refuse_lift": lambda it, why, by, at: recalling.refuse_lift(it, why, by=by, at=at),
}


@open_to(MAY_PULL)
@never_cache
@require_safe
def recalls(request: HttpRequest) -> HttpResponse:
    """Show every recall, what waits for a second person first, and look for answers."""
    every = lines(user=cast(User, request.user))
    asked = request.GET.get("q", "").strip()[:200]
    context = {
        "asked": asked,
        "found": looked_for(asked, every, at=timezone.now()),
        "waiting": [each for each in every if each.is_waiting],
        "in_effect": [each for each in every if each.recall.is_in_effect],
        "over": [each for each in every if each.is_over],
    }
    return render_page(request, "review/recalls.html", context)


@open_to(MAY_PULL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pull(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """Propose to pull an answer, or pull it alone in the hours in which one may."""
    at = timezone.now()
    answer = pullable(at).get((kind, ref))
    if answer is None:
        raise Http404
    local = at.astimezone(library.zone)
    may_alone = recalling.may_act_alone(settings.RECALL_ALONE, local)
    if request.method != "POST":
        return _pull_page(request, answer, may_alone)
    alone = may_alone and "alone" in request.POST
    reason = request.POST.get("reason", "")
    try:
        made = recalling.propose(answer, reason, by=_who(request), at=at, alone=alone)
    except BadReason as problem:
        return _pull_page(request, answer, may_alone, str(problem), 422)
    except CannotBeDone as problem:
        return _recall_page(request, problem.recall, str(problem), 409)
    return _done(made)


@open_to(MAY_PULL)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, number: int) -> HttpResponse:
    """Show a recall, and do what can be done about it."""
    found = get_object_or_404(Recall, pk=number)
    if request.method != "POST":
        return _recall_page(request, found)
    act = ACTS.get(request.POST.get("act", ""), _nothing)
    try:
        act(found, request.POST.get("reason", ""), _who(request), timezone.now())
    except BadReason as problem:
        return _recall_page(request, found, str(problem), 422)
    except CannotBeDone as problem:
        return _recall_page(request, found, str(problem), 409)
    return _done(found)


def _nothing(recall: Recall, reason: str, by: User, at: datetime) -> RecallStep:
    raise CannotBeDone("Nothing was done. Choose one of the buttons.", recall)


def _who(request: HttpRequest) -> User:
    return cast(User, request.user)


def _done(recall: Recall) -> HttpResponse:
    """Go to the recall's page. This process knows at once; the others in a second."""
    library.refresh(at=timezone.now())
    address = reverse("review:recall", args=[recall.pk])
    return HttpResponseRedirect(address, status=303)


def _pull_page(
    request: HttpRequest,
    answer: Answer,
    may_alone: bool,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "answer": answer,
        "goes_with": what_goes_with(answer, at=timezone.now()),
        "may_alone": may_alone,
        "problem": problem,
        "typed": request.POST.get("reason", ""),
    }
    return render_page(request, "review/recalls_pull.html", context, status=status)


def _recall_page(
    request: HttpRequest, found: Recall, problem: str = "", status: int = 200
) -> HttpResponse:
    answer = pullable(timezone.now()).get((found.kind, found.ref))
    context = {
        "line": told(found, _who(request)),
        "answer": answer,
        "goes_with": what_goes_with(answer, at=timezone.now()) if answer else None,
        "problem": problem,
        "typed": request.POST.get("reason", ""),
        "tried": request.POST.get("act", ""),
    }
    return render_page(request, "review/recalls_one.html", context, status=status)

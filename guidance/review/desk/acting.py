"""What every action of the desk has in common: it is told, and nothing is lost.

An action is a POST. Where somebody was quicker its words say so on the page it came
from; where something is refused the page is shown again with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guidance.accounts.models import User
from guidance.content.problems import Problem, Refused
from guidance.editions.library import NoEdition, library
from guidance.review.holding import TooLate
from guidance.review.models import Submission
from guidance.web.access import open_to
from guidance.web.pages import render_page

View = Callable[..., HttpResponse]

DESK = ("review.view_submission",)
TRAINERS = ("review.add_submission",)
SUPERVISORS = ("review.add_approval",)
PUBLISHERS = ("editions.publish_edition",)


def page(*permissions: str) -> Callable[[View], View]:
    """Make a view a page of the desk: for whom, read only, and kept by nobody."""

    def decorate(view: View) -> View:
        @open_to(*permissions)
        @never_cache
        @require_safe
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                with timezone.override(department_zone()):
                    return view(request, *args, **kwargs)
            except NoEdition:
                context = {"sentence": NOTHING_PUBLISHED}
                return render_page(request, "review/nothing.html", context)

        return shown

    return decorate


NOTHING_PUBLISHED = (
    "Nothing was published yet. Review begins with the second edition: the first is "
    "published with a pack, when the site is set up."
)


def action(*permissions: str) -> Callable[[View], View]:
    """Make a view an action of the desk.

    It returns where to go on. Being too late becomes a message on the page it came
    from, so does what is refused: actions with more to lose than a press catch that
    themselves and show their form again.
    """

    def decorate(view: View) -> View:
        @asking_to_sign_in
        @open_to(*permissions)
        @require_POST
        @wraps(view)
        def acted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.POST = without_nul(request.POST)  # type: ignore[assignment]
            try:
                with timezone.override(department_zone()):
                    return view(request, *args, **kwargs)
            except TooLate as late:
                messages.warning(request, str(late))
            except Refused as refused:
                for each in refused.problems:
                    messages.warning(request, told(each))
            except NoEdition:
                messages.warning(request, NOTHING_PUBLISHED)
            return redirect(came_from(request))

        return acted

    return decorate


def asking_to_sign_in(view: View) -> View:
    """Return an action that shows what was typed to whoever was signed out meanwhile.

    The middleware would lead to signing in and from there to the action's own address,
    where there is no page; and what was typed would be gone.
    """

    @login_not_required
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        back = came_from(request)
        typed = {name: request.POST.get(name, "").strip() for name in TYPED}
        kept = [(TYPED[name], words) for name, words in typed.items() if words]
        if not kept:
            return redirect_to_login(back)
        context = {"kept": kept, "back": back}
        return render_page(request, "review/signed_out.html", context, status=403)

    return asked


TYPED = {"words": "What you said", "note": "Your note", "reason": "Your reason"}
"""What people type into the desk's forms, and what to call it."""


def without_nul(posted: QueryDict) -> QueryDict:
    """Return a form without the one character that the database can't keep."""
    if not any("\0" in each for _, values in posted.lists() for each in values):
        return posted
    cleaned = posted.copy()
    for name, values in posted.lists():
        cleaned.setlist(name, [each.replace("\0", "") for each in values])
    return cleaned


@dataclass(frozen=True)
class Again:
    """Why a form is shown once more: what is wrong with it, or who was quicker."""

    problems: tuple[str, ...] = ()
    late: str = ""
    status: int = 200

    @classmethod
    def because(cls, why: Refused | TooLate) -> Again:
        if isinstance(why, Refused):
            return cls(tuple(told(each) for each in why.problems), status=422)
        return cls(late=str(why), status=409)


FIRST_TIME = Again()


def department_zone() -> ZoneInfo:
    """Return the zone in which the department's clocks stand; every page of the desk
    says its times in it. Raises NoEdition where nothing was published yet."""
    return ZoneInfo(library.newest().guidance.department.time_zone)


def told(problem: Problem) -> str:
    """Return a problem as a sentence for whoever did something."""
    return f"{problem.sentence} {problem.remedy}".strip()


def came_from(request: HttpRequest) -> str:
    """Return the page of the desk that a form says it stands on, or the queue."""
    back = request.POST.get("back", "")
    inside = back.startswith("/review/") and url_has_allowed_host_and_scheme(
        back, allowed_hosts=None
    )
    return back if inside else "/review/"


def person(request: HttpRequest) -> User:
    """Return who is signed in, for views that nobody else can open."""
    user = request.user
    assert isinstance(user, User)
    return user


def submission_or_404(key: int) -> Submission:
    """Return a submission with what its page needs. Raises Http404."""
    rows = Submission.objects.select_related("snapshot", "by")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404("There is no such submission.")
    return found

"""A path that was walked, and the questions it could settle: one is picked here.

Picking opens the question's form with the path in its box; nothing is saved by that.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from guidance.authoring.models import Scenario, Wizard
from guidance.authoring.settled_paths import Walked, choices_in, walked, wizard_in

AT_ONCE = 50
LONGEST_ASKED = 200
LOOKED_IN = ("ref", "slug", "question", "answer", "asked_as")
NO_PATH = "Walk a wizard in the draft first, and come here from the answer it gives."


@require_safe
def settle(request: HttpRequest) -> HttpResponse:
    """Show the path that the address names, and the questions to pick one from."""
    if not request.user.has_perm("authoring.change_scenario"):
        raise PermissionDenied
    path = request.GET.get("path", "").strip()
    asked = " ".join(request.GET.get("q", "").split())
    asked = asked[:LONGEST_ASKED]
    context = admin.site.each_context(request) | {
        "title": "Settle a question with a path",
        "path": path,
        "q": asked,
    }
    try:
        found = _walked(path)
        context |= {"walked": found, "rows": _offered(found, asked)}
        add = reverse("admin:authoring_scenario_add")
        if request.user.has_perm("authoring.add_scenario"):
            context["new"] = _filled(add, found)
    except ValidationError as problem:
        context["problem"] = problem.messages[0]
    return TemplateResponse(request, "authoring/settle.html", context)


def _walked(path: str) -> Walked:
    wizard = wizard_in(path)
    if wizard is None:
        raise ValidationError(NO_PATH)
    return walked(wizard, choices_in(path, wizard))


def _offered(found: Walked, asked: str) -> list[tuple[Scenario, bool, str]]:
    """Return questions with whether a path settles them already, and their forms."""
    rows = Scenario.objects.filter(_wanted(found.wizard, asked)).order_by("ref")
    settled = set(rows.filter(answers__isnull=False).values_list("pk", flat=True))
    return [
        (row, row.pk in settled, _filled(_page(row), found)) for row in rows[:AT_ONCE]
    ]


def _wanted(wizard: Wizard, asked: str) -> Q:
    """Say which questions are meant: by words, or without any, those of the wizard."""
    if not asked:
        own = Scenario.objects.filter(answers__choice__question__wizard=wizard)
        return Q(wizard=wizard) | Q(topic=wizard.topic_id) | Q(pk__in=own.values("pk"))
    wanted = Q()
    for word in asked.split():
        there = Q()
        for name in LOOKED_IN:
            there |= Q(**{f"{name}__icontains": word})
        wanted &= there
    return wanted


def _page(row: Any) -> str:
    return reverse("admin:authoring_scenario_change", args=[row.pk])


def _filled(page: str, found: Walked) -> str:
    return f"{page}?{urlencode({'settled_by': found.address})}#id_settled_by"

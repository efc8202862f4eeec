"""Where a document's review stands, for the form in which trainers edit it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from guidance.authoring.edit_log import document_named
from guidance.content.checking import place_of
from guidance.editions.library import NoEdition
from guidance.review.candidate import desk_candidate
from guidance.review.my_work import my_work
from guidance.review.standing import standings

register = template.Library()

WRITES = "review.add_submission"


@register.inclusion_tag("review/_of_form.html")
def review_of(row: Any) -> dict[str, Any]:
    """Say above a form where the review of its document stands, and lead on."""
    kind, slug, _ = document_named(row)
    found: dict[str, Any] = {"kind": kind, "slug": slug, "position": None}
    try:
        candidate = desk_candidate()
    except NoEdition:
        return {}
    submission = candidate.submissions.get(place_of(kind, slug))
    if submission:
        position = standings([submission], candidate)[submission.pk]
        found["position"] = position
    return found


@register.inclusion_tag("review/_my_work.html", takes_context=True)
def my_work_of(context: Any) -> dict[str, Any]:
    """Show what waits for whoever is signed in; nothing before the first edition."""
    who = context["request"].user
    try:
        found = my_work(who, at=timezone.now())
    except NoEdition:
        return {}
    decides = who.has_perm("review.add_approval")
    return {"work": found, "decides": decides, "writes": who.has_perm(WRITES)}

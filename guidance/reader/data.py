"""The whole guidance of an edition as data, as docs/data.md describes it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from guidance.content.model import Scenario, Wizard
from guidance.reader.reviewed import last_review
from guidance.reader.sources import Source


def edition_json(request: HttpRequest, source: Source) -> HttpResponse:
    """Answer with everything in the edition. Anybody's program may read it."""
    response = JsonResponse(
        as_data(source), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def as_data(source: Source) -> dict[str, Any]:
    """Return the edition as plain JSON values, its own number and dates first."""
    copy = source.copy
    guidance = copy.guidance.model_dump(mode="json")
    return {
        "edition": copy.number,
        "digest": copy.digest,
        "note": copy.note,
        "in_force_from": copy.in_force_from.isoformat(),
        "published_at": copy.published_at.isoformat(),
        "reviewed": reviews(source),
        **guidance,
    }


def reviews(source: Source) -> dict[str, str]:
    """Return the day on which each scenario and wizard was last reviewed, by refs."""
    guidance = source.copy.guidance
    answers: list[Scenario | Wizard] = [*guidance.scenarios, *guidance.wizards]
    found = {each.ref: last_review(each, source) for each in answers}
    return {ref: each.on.isoformat() for ref, each in found.items() if each and each.on}

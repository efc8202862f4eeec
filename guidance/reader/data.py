"""The whole guidance of an edition as data, as docs/data.md describes it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

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
        **guidance,
    }

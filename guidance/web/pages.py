"""Rendering a page, or only the part of it that htmx asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

# The only place that looks at these. Vary names them, so that no cache hands out the
# part for the whole.
LOOKED_AT = ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"]


class Request(HttpRequest):
    """A request as it is after django-htmx's middleware."""

    htmx: HtmxDetails


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or only its `fragment` where htmx asked to swap that in.

    A history restore and a boosted link also say HX-Request, but they replace the
    whole body, so they get the whole page.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    swap = htmx and not htmx.boosted and not htmx.history_restore_request
    name = f"{template}#{fragment}" if fragment and swap else template
    response = render(request, name, context, status=status)
    if fragment:
        patch_vary_headers(response, LOOKED_AT)
    return response

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


def asks_for_part(request: HttpRequest) -> bool:
    """Say whether htmx asked for a part of the page, where it has one."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request and not htmx.boosted


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or only what htmx asked for of it.

    A boosted link replaces the body, so it gets the page without its head (`narrowed`
    in base.html); anything else that htmx asks for is the `fragment`. A history
    restore is a page loaded anew and gets the whole. One address then has several
    bodies: Vary names the headers that were looked at.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    name = f"{template}#{fragment}" if fragment and asks_for_part(request) else template
    narrowed = bool(htmx) and htmx.boosted and not htmx.history_restore_request
    response = render(request, name, {**context, "narrowed": narrowed}, status=status)
    patch_vary_headers(response, LOOKED_AT)
    return response

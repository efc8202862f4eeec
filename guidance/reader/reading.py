"""What every reader page has in common: who may open it, its source, how long it keeps.

A reader page is the same for everybody, so it may be kept anywhere as long as whoever
keeps it asks first whether it still holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from guidance.editions.library import NoEdition
from guidance.editions.reading import Unreadable
from guidance.reader.errors import out_of_reach, too_long
from guidance.reader.sources import Chooser
from guidance.web.access import open_to_all

View = Callable[..., HttpResponse]

KEEP = "public, max-age=0, must-revalidate"
# Every wizard's answers fit in a quarter of this; what is longer was not written here.
LONGEST_QUERY = 8_000


def reading(view: View, choose: Chooser) -> View:
    """Return `view(request, source, …)` as a view of the address alone."""

    @open_to_all(reason="officers are never asked who they are")
    @csrf_exempt  # nothing but reading is let in, so a POST may hear 405 and not 403
    @require_safe
    @wraps(view)
    def read(request: HttpRequest, **named: Any) -> HttpResponse:
        # Before anything parses it: ten megabytes of address are not worth the time.
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            return too_long(request)
        try:
            response = view(request, choose(request, named), **named)
        except (NoEdition, Error, Unreadable) as problem:
            return out_of_reach(request, problem)
        if response.status_code == 200:
            response.headers.setdefault("Cache-Control", KEEP)
        return response

    return read

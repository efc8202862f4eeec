"""Can this process serve, and how fresh is what it serves?"""

from __future__ import annotations

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guidance.editions.library import STALE, NoEdition, library
from guidance.editions.reading import Unreadable
from guidance.web.access import open_to_all


@open_to_all(reason="a load balancer has no account")
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer `ready`; `degraded` (still 200) where answers come from memory alone, so
    that news of a change would not arrive, or an edition could not be read and is
    left out; 503 where there is nothing to serve."""
    at = timezone.now()
    try:
        edition = library.current(at)
    except (NoEdition, Error, Unreadable):
        return JsonResponse({"status": "nothing to serve"}, status=503)
    refreshed_at = library.refreshed_at
    fresh = refreshed_at is not None and at - refreshed_at < STALE
    return JsonResponse(
        {
            "status": "ready" if fresh and not library.unreadable else "degraded",
            "edition": edition.number,
            "digest": edition.digest,
            "unreadable": sorted(library.unreadable),
            "refreshed_at": refreshed_at.isoformat() if refreshed_at else None,
        }
    )

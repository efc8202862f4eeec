"""Is the process alive? Whether it can serve, and how fresh, `/readyz` says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from guidance.web.access import open_to_all


@open_to_all(reason="a load balancer has no account")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process answers at all."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")

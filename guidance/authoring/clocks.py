"""The clock of the desk: every page says its times as the department's clocks have them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from guidance.authoring.models import Department

View = Callable[..., Any]


def on_the_clock(view: View) -> View:
    """Return `view`, which answers with text, by the department's clock."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        with timezone.override(department_zone()):
            return view(*args, **kwargs)

    return answer


def department_zone() -> tzinfo:
    """Return the zone the draft names; UTC while it names none that there is."""
    name = Department.objects.values_list("time_zone", flat=True).first()
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")

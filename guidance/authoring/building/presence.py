"""Who else has the builder open on a wizard, told by pages that say so now and then.

A look changes nothing, so it counts for nobody; only what a page posts does: every
quarter of a minute by script, and with every save.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from guidance.authoring.models import Presence, Wizard

FRESH = timedelta(seconds=45)


def be_here(wizard: Wizard, *, by: Any, at: datetime, node: str = "") -> None:
    """Write down that `by` is at work on `node` of `wizard`."""
    seen = {"seen_at": at, "node": node[:600]}
    Presence.objects.update_or_create(wizard=wizard, by=by, defaults=seen)


def others_here(pk: int, *, but: Any, at: datetime) -> Iterable[Presence]:
    """Return who else was in the wizard `pk` a moment ago."""
    rows = Presence.objects.filter(wizard=pk, seen_at__gt=at - FRESH).exclude(by=but)
    return rows.select_related("by").order_by("by__username")

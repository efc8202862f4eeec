"""What the builder says of rows in its messages."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError, RestrictedError

from guidance.authoring.building.tree import label
from guidance.authoring.models import Wizard


def short(row: Any) -> str:
    words = row.title if isinstance(row, Wizard) else label(row)
    return f"“{words if len(words) <= 80 else f'{words[:79]}…'}”"


def in_use(refused: RestrictedError | ProtectedError) -> str:
    """Say what answers with a choice that was to go."""
    rows: set[Any] = (
        refused.restricted_objects
        if isinstance(refused, RestrictedError)
        else refused.protected_objects
    )
    names = sorted({_user_of(row) for row in rows})
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return (
        f"Nothing was saved: {', '.join(names[:3])}{more} would lose what they rest on. "
        "Change or delete that first."
    )


def _user_of(row: Any) -> str:
    for name in ("case", "scenario"):
        if hasattr(row, name):
            return f"the {name} “{getattr(row, name)}”"
    return f"the {row._meta.verbose_name} “{row}”"

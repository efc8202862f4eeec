"""Submitting from the lists of the trainers' desk, several documents at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from guidance.authoring.admin.bulk import register
from guidance.review.submitting import submit


def submit_one(kind: str, slug: str, note: str, by: Any, at: datetime) -> None:
    """Put one of the chosen documents up for review. Raises Refused."""
    submit(kind, slug, note=note, by=by, at=at)


register(submit_one)

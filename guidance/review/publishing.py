"""Publishing: the whole draft, checked, becomes the next edition, or nothing does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guidance.accounts.models import User
from guidance.authoring.freezing import draft_guidance
from guidance.content.checking import check
from guidance.content.problems import Refused
from guidance.editions.models import Edition
from guidance.editions.recording import record


def publish(
    note: str,
    *,
    at: datetime,
    in_force_from: datetime | None = None,
    by: User | None = None,
) -> Edition:
    """Publish the draft as the next edition and return it.

    Raises Refused with every problem of the draft, ValueError for a missing note or
    a date in force in the past; then nothing was written. The draft is read in one
    snapshot of the database, so an edit made meanwhile is in it whole or not at all.
    """
    with transaction.atomic():
        guidance = draft_guidance()
        problems = check(guidance)
        if problems:
            raise Refused(problems)
        return record(guidance, note, at=at, in_force_from=in_force_from, by=by)

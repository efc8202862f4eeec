"""Publishing: the whole draft, checked, becomes the next edition, or nothing does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guidance.accounts.models import User
from guidance.authoring.case_reasons import without_reason
from guidance.authoring.freezing import draft_guidance
from guidance.content.examining import examine, local_day
from guidance.content.findings import open_findings
from guidance.content.problems import Refused
from guidance.editions.models import Edition
from guidance.editions.recording import one_at_a_time, record


def publish(
    note: str,
    *,
    at: datetime,
    in_force_from: datetime | None = None,
    by: User | None = None,
) -> Edition:
    """Publish the draft as the next edition and return it.

    Raises Refused with every error, every warning that nobody waived and every case
    that was turned round without a reason; ValueError for a missing note or a date in
    force in the past. Then nothing was written.
    """
    with transaction.atomic():
        one_at_a_time()
        # Holds the draft still: an edit made meanwhile is in the next edition.
        guidance = draft_guidance()
        findings = examine(guidance, on=local_day(guidance, in_force_from or at))
        refused = open_findings(findings, guidance.waivers.waivers)
        problems = [each.as_problem() for each in refused] + without_reason(guidance)
        if problems:
            raise Refused(problems)
        return record(guidance, note, at=at, in_force_from=in_force_from, by=by)

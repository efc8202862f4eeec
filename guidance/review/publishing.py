"""Publishing: the whole draft, checked, becomes the next edition, or nothing does."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from guidance.accounts.models import User
from guidance.authoring.case_reasons import without_reason
from guidance.authoring.freezing import draft_guidance
from guidance.content.examining import examine, local_day
from guidance.content.findings import open_findings
from guidance.content.model import Guidance
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

    Raises Refused with every error, every warning that nobody waived and every case
    that was turned round without a reason; ValueError for a missing note or a date in
    force in the past. Then nothing was written.
    """
    guidance = draft_at_one_moment()
    findings = examine(guidance, on=local_day(guidance, in_force_from or at))
    refused = open_findings(findings, guidance.waivers.waivers)
    problems = [each.as_problem() for each in refused] + without_reason(guidance)
    if problems:
        raise Refused(problems)
    return record(guidance, note, at=at, in_force_from=in_force_from, by=by)


def draft_at_one_moment() -> Guidance:
    """Return the draft, with an edit made meanwhile in it whole or not at all."""
    if connection.in_atomic_block:
        # Whoever began this transaction has filled the draft in it.
        return draft_guidance()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return draft_guidance()

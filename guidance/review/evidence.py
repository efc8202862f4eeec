"""The rows of the review desk that are evidence: submissions, steps, approvals."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.editions.evidence import Evidence, register
from guidance.editions.models import moment
from guidance.review.models import Submission


@register
def submissions() -> Iterator[Evidence]:
    """Yield each submission, and after it what was done about it."""
    rows = Submission.objects.order_by("at", "kind", "slug")
    for row in rows.prefetch_related("steps", "approvals"):
        said = {
            "kind": row.kind,
            "slug": row.slug,
            "title": row.title,
            "topic": row.topic,
            "snapshot": row.snapshot_id,
            "replaces": row.replaces,
            "is_renewal": row.is_renewal,
            "note": row.note,
            "editors": row.editors,
            "at": moment(row.at),
            "by": row.by_id,
        }
        submission = Evidence(
            "submission", f"submission of {row.kind} {row.slug}", said
        )
        yield submission
        yield from _steps(row, submission)
        yield from _approvals(row, submission)


def _steps(row: Submission, submission: Evidence) -> Iterator[Evidence]:
    for step in sorted(row.steps.all(), key=lambda each: (each.at, each.what)):
        said = {
            "submission": submission.name,
            "step": step.what,
            "comment": step.comment,
            "at": moment(step.at),
            "by": step.by_id,
        }
        yield Evidence("step", f"{submission.title}, {step.what}", said)


def _approvals(row: Submission, submission: Evidence) -> Iterator[Evidence]:
    for each in sorted(row.approvals.all(), key=lambda one: (one.at, one.fingerprint)):
        said = {
            "submission": submission.name,
            "signed": each.signed,
            "fingerprint": each.fingerprint,
            "at": moment(each.at),
            "by": each.by_id,
        }
        yield Evidence("approval", f"approval of {row.kind} {row.slug}", said)

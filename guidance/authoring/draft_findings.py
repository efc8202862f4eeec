"""What the proofs say of the draft, or what keeps them from looking at it."""

from __future__ import annotations

from datetime import datetime

from guidance.authoring.case_reasons import without_reason
from guidance.authoring.freezing import draft_problems, read_draft
from guidance.authoring.taken_out import still_there
from guidance.content.examining import Tell, examine, local_day, quietly
from guidance.content.findings import from_problem
from guidance.content.freezing import gather
from guidance.content.reporting import Report


def examine_draft(*, at: datetime, tell: Tell = quietly) -> Report:
    """Return the report on the draft, as if it came into force `at`.

    Work in progress that can't be frozen yet is told first, and alone: the proofs look
    at guidance as a whole.
    """
    draft = read_draft()
    gone = [from_problem(each) for each in still_there()]
    if draft.problems:
        return Report([*map(from_problem, draft_problems()), *gone], None)
    guidance = gather(draft.documents)
    findings = examine(guidance, on=local_day(guidance, at), tell=tell)
    turned = [from_problem(each) for each in without_reason(guidance)]
    return Report([*findings, *turned, *gone], guidance)

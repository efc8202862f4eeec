"""What the proofs say of the draft, or what keeps them from looking at it."""

from __future__ import annotations

from datetime import datetime

from guidance.authoring.case_reasons import without_reason
from guidance.authoring.freezing import Draft, read_draft
from guidance.authoring.taken_out import still_there
from guidance.content.checking import place
from guidance.content.dangling import without_dangling
from guidance.content.examining import Tell, examine, local_day, quietly
from guidance.content.findings import Finding, Severity, from_problem
from guidance.content.freezing import gather
from guidance.content.model import Guidance
from guidance.content.reporting import Report


def examine_draft(*, at: datetime, tell: Tell = quietly) -> Report:
    """Return the report on the draft, as if it came into force `at`.

    What somebody is in the middle of can't be frozen yet and is told first. The rest is
    looked at without it; what points at it is named, as nobody could look at that.
    """
    draft = read_draft()
    unread = [*map(from_problem, draft.problems), *map(from_problem, still_there())]
    if any(each.document == "department" for each in draft.problems):
        return Report(unread, None)
    guidance = gather(draft.documents)
    if draft.problems:
        return _of_the_rest(draft, guidance, unread, at=at, tell=tell)
    return Report([*_findings(guidance, at, tell), *unread], guidance)


def _findings(guidance: Guidance, at: datetime, tell: Tell) -> list[Finding]:
    found = examine(guidance, on=local_day(guidance, at), tell=tell)
    return [*found, *map(from_problem, without_reason(guidance))]


def _of_the_rest(
    draft: Draft, guidance: Guidance, unread: list[Finding], *, at: datetime, tell: Tell
) -> Report:
    """Return what is said of documents that stand for themselves. There are no notes:
    they tell of guidance as a whole, of what nothing in it quotes or waives."""
    alone = without_dangling(guidance)
    whole = {place(each): each for each in alone.documents()}
    looked = {place(e) for e in guidance.documents() if whole.get(place(e)) == e}
    found = [
        each
        for each in _findings(alone, at, tell)
        if each.severity is not Severity.NOTE and each.document in looked
    ]
    unlooked = {place(each) for each in guidance.documents()} - looked
    unlooked |= {each.document for each in draft.problems}
    return Report([*unread, *found], alone, tuple(sorted(unlooked)))

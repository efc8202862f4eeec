"""Where each document's review stands in a word or two, for the lists of the desk."""

from __future__ import annotations

from guidance.authoring.statuses import register
from guidance.editions.library import NoEdition
from guidance.review.candidate import desk_candidate
from guidance.review.standing import Standing, queue, standings
from guidance.review.unsubmitted import work

WORDS = {
    Standing.WAITING: "under review",
    Standing.CLAIMED: "under review",
    Standing.APPROVED: "approved",
    Standing.VOIDED: "voided",
}


def document_statuses() -> dict[str, str]:
    """Return the status of every document by its place; nothing before the first
    edition. What is being edited comes before what is under review."""
    try:
        candidate = desk_candidate()
    except NoEdition:
        return {}
    found = dict.fromkeys(candidate.in_force, "in force")
    found |= {each.place: "voided" for each in queue().voided}
    positions = standings(candidate.submissions.values(), candidate)
    for place, submission in candidate.submissions.items():
        found[place] = WORDS[positions[submission.pk].standing]
    edited = work(candidate)
    found |= {each.place: "not submitted" for each in edited.unsubmitted}
    return found | dict.fromkeys(edited.unfinished, "unfinished")


register(document_statuses)

"""Sections that a revised memo took out and that are still in the draft.

Published as they are, they would tell officers what is policy no more.
"""

from __future__ import annotations

from guidance.authoring.freezing import document_of
from guidance.authoring.models import TakenOut
from guidance.content.problems import Problem, problem


def still_there() -> list[Problem]:
    """Return a problem for each."""
    rows = TakenOut.objects.select_related("section__memo").order_by("section")
    return [
        problem(
            "taken-out",
            document_of(each.section.memo),
            f"sections › {each.section.slug}",
            f"Section {each.section.number} is not in the revised memo any more.",
            "Go through the memo's work list, then delete the section there.",
        )
        for each in rows
    ]

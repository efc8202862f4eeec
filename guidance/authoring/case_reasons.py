"""Cases of the draft that expect something else than in the newest edition."""

from __future__ import annotations

from guidance.content.case_changes import unreasoned
from guidance.content.model import Guidance
from guidance.content.problems import Problem
from guidance.editions.models import Edition
from guidance.editions.reading import read


def without_reason(draft: Guidance) -> list[Problem]:
    """Return the cases that were turned round, or taken out of the way, in silence.

    They are held against the newest edition, in force or not yet, that wasn't called
    off: the draft follows it.
    """
    newest = Edition.objects.filter(calling_off=None).order_by("-number").first()
    return unreasoned(read(newest).guidance, draft) if newest else []

"""Waivers: who let a warning stand, and why.

They are a document like the others, so that an edition records for good what was
known when it was published, and on whose word it was published all the same.
"""

from __future__ import annotations

from typing import Literal

from guidance.content.values import Day, Line, Slug, Value


class Waiver(Value):
    """A warning that may stand.

    `finding` is the name of the finding, `document` and `sentence` are its place and
    what it said when it was waived, for those who read this later.
    """

    finding: Slug
    document: Line
    sentence: Line
    reason: Line
    by: Line
    at: Day


class Waivers(Value):
    """Every waiver of a guidance."""

    slug: Literal["waivers"] = "waivers"
    waivers: tuple[Waiver, ...] = ()

    @property
    def title(self) -> str:
        return "Waived warnings"

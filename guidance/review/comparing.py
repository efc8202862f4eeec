"""Comparing what is written with what is in force: the draft, editions, packs.

A draft is compared at any time, so also while some of it can't be read yet. A document
that can't is left out on both sides and said to be: it was not taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guidance.authoring.freezing import draft_guidance, read_draft
from guidance.content.change_report import ChangeReport, change_report
from guidance.content.checking import place
from guidance.content.comparing import compare
from guidance.content.freezing import gather
from guidance.content.model import Guidance
from guidance.content.pack_reading import Reading
from guidance.content.problems import Refused
from guidance.content.radius import Radius, radius
from guidance.editions.library import NoEdition, library

DRAFT = "draft"
IN_FORCE = "in-force"


class NothingThere(Exception):
    """There is nothing to compare under that name; the text says so."""


@dataclass(frozen=True)
class Side:
    """One of two guidances that are compared, and what to call it.

    `number` is that of an edition, None for anything else. `unread` are the documents
    that can't be read yet, by their places.
    """

    name: str
    guidance: Guidance
    number: int | None = None
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Comparison:
    """What `after` changes in `before`; without a before, all of it is new."""

    before: Side | None
    after: Side
    report: ChangeReport

    @property
    def unread(self) -> list[str]:
        """The documents left out because one side can't be read yet."""
        sides = (self.before, self.after)
        return sorted({each for side in sides if side for each in side.unread})


def named(name: str, *, at: datetime) -> Side:
    """Return what `name` says: `draft`, `in-force`, an edition's number, or a folder.

    Raises NothingThere, and Refused for a pack that can't be read.
    """
    if name == DRAFT:
        return draft()
    if name == IN_FORCE or name.isdecimal():
        return edition(None if name == IN_FORCE else int(name), at=at)
    if not Path(name).is_dir():
        raise NothingThere(
            f"“{name}” is no folder. Name a pack's folder, an edition's number, "
            f"“{DRAFT}” or “{IN_FORCE}”."
        )
    return pack(Path(name))


def pack(folder: Path) -> Side:
    """Return the pack in `folder`, which need not pass the checks of what it says.

    What a check would refuse, such as a quotation that broke, is what a comparison
    tells. Raises Refused for files that can't be read.
    """
    reading = Reading(folder)
    documents = reading.documents()
    if reading.problems:
        raise Refused(reading.problems)
    return Side(f"the pack {folder}", gather(documents))


def edition(number: int | None, *, at: datetime) -> Side:
    """Return edition `number`, or with None the one in force. Raises NothingThere."""
    try:
        copy = library.current(at) if number is None else library.numbered(number)
    except NoEdition as problem:
        raise NothingThere(str(problem)) from None
    return Side(f"edition {copy.number}", copy.guidance, copy.number)


def draft() -> Side:
    """Return the draft, or as much of it as can be read. Raises NothingThere."""
    try:
        return Side("the draft", draft_guidance())
    except Refused as refused:
        unread = frozenset(each.document for each in refused.problems)
    if "department" in unread:
        raise NothingThere("The department can't be read yet, and without it nothing.")
    return Side("the draft", gather(read_draft().documents), None, unread)


def compare_sides(
    before: Side | None, after: Side, *, whole: bool = False
) -> Comparison:
    """Return what `after` changes in `before`; `whole` cuts no long list."""
    unread = after.unread | (before.unread if before else frozenset())
    new = _without(after.guidance, unread)
    old = _without(before.guidance, unread) if before else None
    reach = radius(old, new) if old else Radius()
    report = change_report(compare(old, new), reach, whole=whole)
    return Comparison(before, after, report)


def _without(guidance: Guidance, unread: frozenset[str]) -> Guidance:
    """Return `guidance` without the documents that stand in the places `unread`."""
    if not unread:
        return guidance
    return gather([each for each in guidance.documents() if place(each) not in unread])

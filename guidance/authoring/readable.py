"""The draft as far as it can be read, while somebody is in the middle of something.

One unfinished wizard must not take the draft from everybody else: it is shown as it is
in force, or not at all, and the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from guidance.authoring.freezing import NO_DEPARTMENT, read_draft
from guidance.content.checking import place
from guidance.content.dangling import without_dangling
from guidance.content.freezing import gather
from guidance.content.model import Document, Guidance
from guidance.content.problems import Problem, Refused


@dataclass(frozen=True)
class Readable:
    """The draft without what is unfinished: `as_in_force` are the documents that stand
    in it as they are in force, `left_out` those that nothing could stand for, both by
    their places (`wizards/hold-or-hand-over`); `problems` is what they lack."""

    guidance: Guidance
    as_in_force: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def readable_draft(in_force: Guidance | None) -> Readable:
    """Return what can be read of the draft, with what is `in_force` for the rest.

    Raises Refused where the department itself can't be read.
    """
    draft = read_draft()
    if not draft.problems:
        return Readable(gather(draft.documents))
    unfinished = dict.fromkeys(each.document for each in draft.problems)
    if NO_DEPARTMENT.document in unfinished:
        raise Refused([*draft.problems])
    published: dict[str, Document] = (
        {place(each): each for each in in_force.documents()} if in_force else {}
    )
    stands_in = {each: published[each] for each in unfinished if each in published}
    return Readable(
        without_dangling(gather([*draft.documents, *stands_in.values()])),
        tuple(stands_in),
        tuple(each for each in unfinished if each not in stands_in),
        draft.problems,
    )

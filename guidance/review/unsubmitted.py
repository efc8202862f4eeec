"""What trainers are working on: the draft where it says something else than the desk.

Nothing of it is under review. A submission's page says so of its own document and of
the sections it quotes, and trainers find here what they have still to submit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guidance.authoring.freezing import read_draft
from guidance.content.checking import place
from guidance.content.model import Document, Memo, Wizard, kind_of
from guidance.content.signing import quoted_sections
from guidance.content.titles import titled
from guidance.review.candidate import Candidate, topic_of
from guidance.review.names import is_same


class What(StrEnum):
    """What submitting a document would do with it."""

    NEW = "new"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True)
class Unsubmitted:
    """A document that the draft has otherwise than what is in force or under review."""

    what: What
    kind: str
    slug: str
    title: str
    topic: str
    place: str


@dataclass(frozen=True)
class Work:
    """What is unsubmitted, what can't be frozen yet (by places), and the sections that
    say something else in the draft: their refs by their paths."""

    unsubmitted: tuple[Unsubmitted, ...]
    unfinished: frozenset[str]
    sections: dict[str, str]

    def says_otherwise(self, where: str) -> bool:
        """Say whether the document in the place `where` is being edited."""
        return where in self.unfinished or any(
            each.place == where for each in self.unsubmitted
        )

    def edited_under(self, document: Document) -> list[str]:
        """Return the refs of the sections being edited that `document` quotes."""
        quoted = quoted_sections(document)
        return [self.sections[path] for path in quoted if path in self.sections]


def work(candidate: Candidate) -> Work:
    """Return how the draft differs from the candidate, in a fixed number of queries."""
    draft = read_draft()
    unfinished = frozenset(each.document for each in draft.problems)
    return Work(
        unsubmitted=tuple(_unsubmitted(draft.documents, unfinished, candidate)),
        unfinished=unfinished,
        sections=dict(_sections(draft.documents, candidate)),
    )


def _unsubmitted(
    drafted: Iterable[Document], unfinished: frozenset[str], candidate: Candidate
) -> Iterator[Unsubmitted]:
    there = candidate.documents
    wizards = {each.slug: each for each in drafted if isinstance(each, Wizard)}

    def line(what: What, document: Document) -> Unsubmitted:
        return _line(what, document, candidate, wizards)

    for each in drafted:
        before = there.get(place(each))
        if before != each:
            known = before or next(
                (o for o in there.values() if is_same(each, o)), None
            )
            yield line(What.CHANGED if known else What.NEW, each)
    gone = there.keys() - {place(each) for each in drafted} - unfinished
    for where in sorted(gone):
        if not any(is_same(there[where], each) for each in drafted):
            yield line(What.DELETED, there[where])


def _line(
    what: What,
    document: Document,
    candidate: Candidate,
    drafted: Mapping[str, Wizard],
) -> Unsubmitted:
    return Unsubmitted(
        what=what,
        kind=kind_of(document),
        slug=document.slug,
        title=titled(document, drafted, candidate.lookup.wizards),
        topic=topic_of(document, candidate.lookup),
        place=place(document),
    )


def _sections(
    drafted: Iterable[Document], candidate: Candidate
) -> Iterator[tuple[str, str]]:
    """Yield the sections whose words are others in the draft, or that it has no more."""
    new = {
        f"{memo.slug}/{section.slug}": section
        for memo in drafted
        if isinstance(memo, Memo)
        for section in memo.sections
    }
    for path, (_, section) in candidate.lookup.sections.items():
        if new.get(path) != section:
            yield path, section.ref

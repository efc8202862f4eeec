"""A change told to a person: the same words on the desk's page and in the terminal.

Everything is already counted and compared; here it becomes sentences and short lists.
A list that would be too long to read is cut, and what was left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content.answer_report import (
    WizardReport,
    Word,
    counted,
    cut,
    wizard_report,
    word,
)
from guidance.content.checking import place
from guidance.content.comparing import Changed, Changes
from guidance.content.field_differences import FieldChange
from guidance.content.lookup import Resting
from guidance.content.model import Outcome
from guidance.content.radius import Radius
from guidance.content.readdressing import NewAddress
from guidance.content.wizard_changes import Difference, WizardChange
from guidance.content.word_differences import Piece

ANSWERS, FIELDS = 12, 60
"""How many answers of one kind, and fields of one document, a page shows."""


@dataclass(frozen=True)
class VerdictReport:
    """A scenario that answers otherwise, or a case that comes out otherwise."""

    title: str
    place: str
    before: Word
    after: Word
    sentence: str


@dataclass(frozen=True)
class SectionReport:
    """A section whose words change, and the answers that quote it."""

    title: str
    place: str
    pieces: tuple[Piece, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class BrokenReport:
    """Quoted words that no longer stand where they are quoted from."""

    title: str
    place: str
    section: str
    words: str


@dataclass(frozen=True)
class FieldReport:
    """A field of a document, and the words in it that change."""

    field: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class DocumentReport:
    """What changes inside a document."""

    what: str
    kind: str
    title: str
    place: str
    fields: tuple[FieldReport, ...]
    left_out: int


@dataclass(frozen=True)
class ChangeReport:
    """Everything there is to tell, the gravest first."""

    summary: tuple[str, ...]
    wizards: tuple[WizardReport, ...]
    scenarios: tuple[VerdictReport, ...]
    cases: tuple[VerdictReport, ...]
    broken: tuple[BrokenReport, ...]
    sections: tuple[SectionReport, ...]
    documents: tuple[DocumentReport, ...]
    readdressed: tuple[NewAddress, ...]


def change_report(
    changes: Changes, reach: Radius, *, whole: bool = False
) -> ChangeReport:
    """Return what to tell of a change; with `whole`, long lists are not cut."""
    answers, fields = (None, None) if whole else (ANSWERS, FIELDS)
    return ChangeReport(
        summary=tuple(summary(changes, reach)),
        wizards=tuple(wizard_report(each, answers) for each in reach.wizards),
        scenarios=tuple(_scenarios(reach)),
        cases=tuple(_cases(reach)),
        broken=tuple(_broken(reach)),
        sections=tuple(_sections(reach)),
        documents=tuple(_documents(changes, fields)),
        readdressed=changes.readdressed,
    )


def summary(changes: Changes, reach: Radius) -> Iterator[str]:
    """Yield what matters most, in a sentence each."""
    if reach.wizards:
        yield _wizards_in_short(reach.wizards)
    for number, one, many in (
        (len(reach.scenarios), "scenario answers", "scenarios answer"),
        (len(reach.cases), "case comes out", "cases come out"),
        (len(reach.sections), "quoted section reads", "quoted sections read"),
    ):
        if number:
            yield f"{counted(number, one, many)} otherwise than before."
    if reach.broken:
        one, many = "quotation no longer stands", "quotations no longer stand"
        yield f"{counted(len(reach.broken), one, many)} in the section quoted."
    yield from _documents_in_short(changes)


def _wizards_in_short(wizards: Sequence[WizardChange]) -> str:
    answers = [answer for each in wizards for answer in each.answers]
    ways = sum(each.ways for each in answers)
    flips = sum(each.ways for each in answers if each.difference is Difference.VERDICT)
    through = f"{counted(ways, 'way')} through {counted(len(wizards), 'wizard')}"
    end = "ends" if ways == 1 else "end"
    flip = f"{flips:,} with another verdict"
    return f"{through} {end} otherwise than before, {flip}."


def _documents_in_short(changes: Changes) -> Iterator[str]:
    told = {
        "new": len(changes.added),
        "changed": len(changes.changed),
        "taken out": len(changes.removed),
        "at another address": len(changes.readdressed),
    }
    parts = [f"{number:,} {what}" for what, number in told.items() if number]
    if parts:
        yield f"Documents: {', '.join(parts)}."


def _scenarios(reach: Radius) -> Iterator[VerdictReport]:
    for each in reach.scenarios:
        before, after = word(each.before.verdict), word(each.after.verdict)
        flips = each.difference is Difference.VERDICT
        sentence = "" if flips else "The same verdict on other quoted words."
        yield VerdictReport(
            each.after.title, place(each.after), before, after, sentence
        )


def _cases(reach: Radius) -> Iterator[VerdictReport]:
    for each in reach.cases:
        before, after = word(each.before), word(each.after)
        yield VerdictReport(each.title, each.document, before, after, each.sentence)


def _broken(reach: Radius) -> Iterator[BrokenReport]:
    for each in reach.broken:
        citation = each.citation
        title, where = _resting(each.answer), _place(each.answer)
        yield BrokenReport(title, where, citation.section, citation.words)


def _sections(reach: Radius) -> Iterator[SectionReport]:
    for each in reach.sections:
        yield SectionReport(
            title=f"{each.memo.title}, {each.after.number}: {each.after.heading}",
            place=place(each.memo),
            pieces=tuple(each.pieces),
            answers=tuple(_resting(answer) for answer in each.answers),
        )


def _resting(resting: Resting) -> str:
    """Return an answer as one line: its ref, its verdict and what it is about."""
    answer = resting.answer
    said = answer.headline if isinstance(answer, Outcome) else answer.question
    return f"{answer.ref} ({answer.verdict.label}): {said}"


def _place(resting: Resting) -> str:
    answer = resting.answer
    document = resting.wizard if isinstance(answer, Outcome) else answer
    return place(document) if document else ""


def _documents(changes: Changes, most: int | None) -> Iterator[DocumentReport]:
    for what, documents in (
        ("Changed", changes.changed),
        ("New", changes.added),
        ("Taken out", changes.removed),
    ):
        for each in documents:
            yield document_report(what, each, most)


def document_report(
    what: str, changed: Changed, most: int | None = FIELDS
) -> DocumentReport:
    """Return what to tell of one document; no more than `most` of its fields."""
    fields, left_out = cut(changed.fields, most)
    return DocumentReport(
        what=what,
        kind=changed.kind.replace("_", " "),
        title=changed.title,
        place=changed.place,
        fields=tuple(map(_field, fields)),
        left_out=left_out,
    )


def _field(change: FieldChange) -> FieldReport:
    return FieldReport(change.field, tuple(change.pieces))

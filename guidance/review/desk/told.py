"""What each part of a document tells officers, as plain values by their refs.

An answer is a scenario or an outcome of a wizard; beside those a memo has its sections
and a set of cases its cases. Parts keep their refs when their wording changes, and so
each can be set beside what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.lookup import Lookup
from guidance.content.memos import Memo, Section
from guidance.content.model import Case, CaseSet, Document, Outcome, Scenario, Wizard
from guidance.content.vocabulary import Provenance, Verdict

SAYS = {
    Provenance.LAW: "Law",
    Provenance.QUOTED: "Quoted from the press",
    Provenance.REPORTED: "As reported by the press",
    Provenance.DEPARTMENT: "Entered by the department",
}


@dataclass(frozen=True)
class Told:
    """One part of a document. `detail` is Markdown, `aside` are lines in small print."""

    ref: str
    title: str = ""
    verdict: Verdict | None = None
    headline: str = ""
    steps: tuple[str, ...] = ()
    detail: str = ""
    aside: tuple[str, ...] = ()


def told(document: Document | None, lookup: Lookup) -> dict[str, Told]:
    """Return the parts of a document by their refs, in its own order."""
    return {each.ref: each for each in _parts(document, lookup)}


def _parts(document: Document | None, lookup: Lookup) -> Iterator[Told]:
    match document:
        case Scenario():
            yield _scenario(document, lookup)
        case Wizard():
            yield from (_outcome(each, lookup) for each in document.outcomes)
        case Memo():
            yield from map(_section, document.sections)
        case CaseSet():
            yield from map(_case, document.cases)


def _scenario(scenario: Scenario, lookup: Lookup) -> Told:
    return Told(
        ref=scenario.ref,
        title=scenario.question,
        verdict=scenario.verdict,
        headline=scenario.answer,
        steps=scenario.steps,
        detail=scenario.detail,
        aside=(
            *_contacts(scenario, lookup),
            f"{scenario.basis.label}.",
            *(f"Also cited, text not checked: {each}" for each in scenario.unverified),
        ),
    )


def _outcome(outcome: Outcome, lookup: Lookup) -> Told:
    return Told(
        ref=outcome.ref,
        verdict=outcome.verdict,
        headline=outcome.headline,
        steps=outcome.steps,
        detail=outcome.detail,
        aside=(
            *_contacts(outcome, lookup),
            *(f"Not looked at: {each}" for each in outcome.not_asked),
        ),
    )


def _contacts(answer: Scenario | Outcome, lookup: Lookup) -> Iterator[str]:
    found = (lookup.contacts.get(slug) for slug in answer.contacts)
    for contact in filter(None, found):
        reach = contact.reach or "not set by your department yet"
        yield f"Call {contact.name}: {reach}"


def _section(section: Section) -> Told:
    quotation = section.quotation
    return Told(
        ref=section.ref,
        title=f"{section.number} {section.heading}",
        detail=section.body,
        aside=(
            *([f"“{quotation.text}” {quotation.attribution}"] if quotation else []),
            f"{SAYS[section.provenance]}.",
        ),
    )


def _case(case: Case) -> Told:
    answers = "; ".join(f"{asked}: {given}" for asked, given in case.answers.items())
    return Told(
        ref=case.slug,
        title=case.title,
        verdict=case.verdict,
        headline=case.why,
        aside=(answers, *([f"Disputed: {case.disputed}"] if case.disputed else [])),
    )

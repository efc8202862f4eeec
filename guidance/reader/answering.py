"""What a scenario and an outcome have in common: the answer as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from guidance.content.department import Contact
from guidance.content.memos import Memo, Section
from guidance.content.model import Outcome, Scenario
from guidance.content.vocabulary import Verdict, said_once
from guidance.reader.citing import Cited, cite
from guidance.reader.sources import Source
from guidance.reader.words import Words


@dataclass(frozen=True)
class Pointer:
    """A section named beside an answer, without words of it."""

    memo: Memo
    section: Section
    url: str


@dataclass(frozen=True)
class Answer:
    """A verdict with all that stands under it, ready to be shown."""

    ref: str
    verdict: Verdict
    headline: str
    detail: SafeString
    steps: tuple[str, ...]
    contacts: list[Contact]
    citations: list[Cited]
    bears_on: list[Pointer]


def answer(found: Scenario | Outcome, source: Source, words: Words) -> Answer:
    """Return `found` as a page shows it; `words` learns the terms that stand in it."""
    contacts = source.lookup.contacts
    headline = found.answer if isinstance(found, Scenario) else found.headline
    return Answer(
        ref=found.ref,
        verdict=found.verdict,
        headline=said_once(found.verdict, headline),
        detail=words.html(found.detail),
        steps=found.steps,
        contacts=[contacts[slug] for slug in found.contacts if slug in contacts],
        citations=cite(found.citations, source, words),
        bears_on=pointers(found, source),
    )


def pointers(found: Scenario | Outcome, source: Source) -> list[Pointer]:
    """Return the sections that bear on `found` and are not already cited by it."""
    cited = {each.section for each in found.citations}
    sections = source.lookup.sections
    return [
        Pointer(memo, section, source.url("section", memo.slug, section.slug))
        for path in dict.fromkeys(found.bears_on)
        if path not in cited and path in sections
        for memo, section in [sections[path]]
    ]

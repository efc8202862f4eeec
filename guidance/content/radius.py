"""The blast radius: what a change does to the answers officers get.

Meaning is compared, not pages: which answers lead to which outcome, its verdict and the
words it quotes. Every way through a wizard is reckoned with, and none is listed: ways
that end alike before and end alike after are one line, with their number and the
shortest of them as an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.answer_checking import says
from guidance.content.flips import Flip, flips
from guidance.content.lookup import Lookup, Resting
from guidance.content.memos import Citation, Memo, Section
from guidance.content.model import Guidance, Scenario, Wizard
from guidance.content.readdressing import readdressed
from guidance.content.wizard_changes import (
    Answer,
    Difference,
    Reach,
    WizardChange,
    compare_wizards,
    difference,
)
from guidance.content.word_differences import Piece, differences, shortened


@dataclass(frozen=True)
class ScenarioChange:
    """A scenario whose verdict changes, or the words it quotes."""

    difference: Difference
    before: Scenario
    after: Scenario


@dataclass(frozen=True)
class SectionChange:
    """A section whose words change under the answers that rest on them."""

    memo: Memo
    path: str
    before: Section
    after: Section
    answers: tuple[Resting, ...]

    @property
    def pieces(self) -> list[Piece]:
        """The words that changed."""
        texts = ("\n\n".join(each.texts()) for each in (self.before, self.after))
        return shortened(differences(*texts))


@dataclass(frozen=True)
class Broken:
    """A quotation whose words do not stand in its section any more."""

    answer: Resting
    citation: Citation


@dataclass(frozen=True)
class Radius:
    """Everything a change does to answers."""

    wizards: tuple[WizardChange, ...] = ()
    scenarios: tuple[ScenarioChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    cases: tuple[Flip, ...] = ()
    broken: tuple[Broken, ...] = ()

    def __bool__(self) -> bool:
        whole = self.wizards, self.scenarios, self.sections, self.cases, self.broken
        return any(whole)


def radius(before: Guidance, after: Guidance) -> Radius:
    """Return what changing `before` to `after` does to answers."""
    before, _ = readdressed(before, after)
    old, new = Lookup(before), Lookup(after)
    return Radius(
        wizards=tuple(_wizards(old, new)),
        scenarios=tuple(_scenarios(old, new)),
        sections=tuple(_sections(old, new)),
        cases=tuple(flips(before, after)),
        broken=tuple(_broken(old, new)),
    )


def _wizards(old: Lookup, new: Lookup) -> Iterator[WizardChange]:
    for slug in {**new.wizards, **old.wizards}:
        before, after = old.wizards.get(slug), new.wizards.get(slug)
        if before != after:
            found = compare_wizards(before, after)
            if found.answers or found.reach is not Reach.EVERYTHING:
                yield found


def _scenarios(old: Lookup, new: Lookup) -> Iterator[ScenarioChange]:
    for slug, after in new.scenarios.items():
        before = old.scenarios.get(slug)
        found = difference(before, after) if before else None
        if before and found:
            yield ScenarioChange(found, before, after)


def _sections(old: Lookup, new: Lookup) -> Iterator[SectionChange]:
    """Yield the sections whose words change while answers go on quoting them."""
    for path, (memo, after) in new.sections.items():
        before = old.section(path)
        if before and [*before.texts()] != [*after.texts()] and new.rests_on(path):
            yield SectionChange(memo, path, before, after, tuple(new.rests_on(path)))


def _broken(old: Lookup, new: Lookup) -> Iterator[Broken]:
    """Yield quotations that do not hold after, and were not there or held before."""
    there = {_named(*each) for each in _quotations(old)}
    for resting, citation in _quotations(new):
        before, after = (each.section(citation.section) for each in (old, new))
        was_there = _named(resting, citation) in there
        # Words that were there in a section that is the same hold as they did.
        if was_there and before == after:
            continue
        held = not was_there or _holds(before, citation)
        if held and not _holds(after, citation):
            yield Broken(resting, citation)


def _named(resting: Resting, citation: Citation) -> tuple[str, str, str, str]:
    wizard = resting.wizard.slug if resting.wizard else ""
    return wizard, resting.answer.slug, citation.section, citation.words


def _holds(section: Section | None, citation: Citation) -> bool:
    return section is not None and says(section, citation.words)


def _quotations(lookup: Lookup) -> Iterator[tuple[Resting, Citation]]:
    for answer, wizard in _answers(lookup):
        for citation in answer.citations:
            yield Resting(answer, wizard), citation


def _answers(lookup: Lookup) -> Iterator[tuple[Answer, Wizard | None]]:
    for scenario in lookup.guidance.scenarios:
        yield scenario, None
    for wizard in lookup.guidance.wizards:
        for outcome in wizard.outcomes:
            yield outcome, wizard

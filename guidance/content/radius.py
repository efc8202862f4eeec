"""The blast radius: what a change does to the answers officers get.

Meaning is compared, not pages: which answers lead to which outcome, its verdict and the
words it quotes. Every way through a wizard is reckoned with, and none is listed: ways
that end alike before and end alike after are one line, with their number and the
shortest of them as an example.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from guidance.content.answer_checking import says
from guidance.content.flips import Flip, flips
from guidance.content.joint_walking import JointWalk, Met, TooTangled
from guidance.content.lookup import Lookup, Resting
from guidance.content.memos import Citation, Memo, Section
from guidance.content.model import Guidance, Outcome, Scenario, Wizard
from guidance.content.quoting import normalise
from guidance.content.readdressing import readdressed
from guidance.content.vocabulary import Verdict
from guidance.content.walking import Step, follow, paths
from guidance.content.word_differences import Piece, differences, shortened

LISTED = 1_000
"""How many ways are listed where there is nothing better than listing them."""


class Difference(StrEnum):
    """In what an answer differs, the gravest first."""

    VERDICT = "verdict"
    OUTCOME = "outcome"
    QUOTES = "quotes"


GRAVEST = {each: number for number, each in enumerate(Difference)}


class Reach(StrEnum):
    """How far the comparison of a wizard goes."""

    EVERYTHING = "everything"
    VERDICTS = "verdicts"
    SOME_WAYS = "some ways"


Answer = Scenario | Outcome


@dataclass(frozen=True)
class AnswerChange:
    """Ways through a wizard that end otherwise than before.

    `before` or `after` is None where the answers lead to no outcome. `answers` are
    those of the shortest way.
    """

    difference: Difference
    before: Outcome | None
    after: Outcome | None
    ways: int
    answers: dict[str, str]

    @property
    def verdicts(self) -> tuple[Verdict | None, Verdict | None]:
        return _verdict(self.before), _verdict(self.after)


@dataclass(frozen=True)
class WizardChange:
    """What changes in the answers of one wizard.

    `ways` is how many ways there are through both versions together, and `changed`
    how many of them are among the `answers`.
    """

    before: Wizard | None
    after: Wizard | None
    ways: int
    answers: tuple[AnswerChange, ...]
    reach: Reach

    @property
    def wizard(self) -> Wizard:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def changed(self) -> int:
        return sum(each.ways for each in self.answers)

    def steps_before(self, change: AnswerChange) -> tuple[Step, ...]:
        """Return the steps of the shortest way as the version before asks them."""
        return _end(self.before, change.answers)[0]

    def steps_after(self, change: AnswerChange) -> tuple[Step, ...]:
        """Return the steps of the shortest way as the version after asks them."""
        return _end(self.after, change.answers)[0]


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


def _verdict(answer: Answer | None) -> Verdict | None:
    return answer.verdict if answer else None


def _quotes(answer: Answer) -> set[tuple[str, str]]:
    """Return the words `answer` rests on, as they are compared with a section's."""
    return {(each.section, normalise(each.words)) for each in answer.citations}


def difference(before: Answer | None, after: Answer | None) -> Difference | None:
    """Return in what the meaning of two answers differs, or None."""
    if before is None or after is None or before.verdict is not after.verdict:
        return Difference.VERDICT if before is not after else None
    if isinstance(before, Outcome) and before.slug != after.slug:
        return Difference.OUTCOME
    return Difference.QUOTES if _quotes(before) != _quotes(after) else None


def _wizards(old: Lookup, new: Lookup) -> Iterator[WizardChange]:
    for slug in {**new.wizards, **old.wizards}:
        before, after = old.wizards.get(slug), new.wizards.get(slug)
        if before != after:
            found = compare_wizards(before, after)
            if found.answers or found.reach is not Reach.EVERYTHING:
                yield found


def compare_wizards(before: Wizard | None, after: Wizard | None) -> WizardChange:
    """Return what changes in the answers of a wizard, questions known by their slugs.

    Where there is too much to compare, the verdicts alone are compared; and where
    even that is too much, so many of the ways through the version before.
    """
    try:
        meetings, reach = JointWalk(before, after).meetings, Reach.EVERYTHING
    except TooTangled:
        meetings, reach = _coarsely(before, after)
    answers = [each for met in meetings for each in _answer(before, after, met, reach)]
    answers.sort(key=lambda each: (GRAVEST[each.difference], -each.ways))
    ways = sum(each.ways for each in meetings)
    return WizardChange(before, after, ways, tuple(answers), reach)


def _coarsely(before: Wizard | None, after: Wizard | None) -> tuple[list[Met], Reach]:
    try:
        walked = JointWalk(before, after, named=lambda outcome: outcome.verdict.value)
        return walked.meetings, Reach.VERDICTS
    except TooTangled:
        listed = islice(paths(before), LISTED) if before else ()
        return [Met("", "", 1, answers) for answers in listed], Reach.SOME_WAYS


def _answer(
    before: Wizard | None, after: Wizard | None, met: Met, reach: Reach
) -> Iterator[AnswerChange]:
    """Yield the change where the answers of `met` lead to a different answer."""
    if reach is Reach.EVERYTHING:
        one, other = _outcome(before, met.before), _outcome(after, met.after)
    elif reach is Reach.VERDICTS and met.before == met.after:
        return  # known by their verdicts alone, these ends say nothing else
    else:
        one, other = _end(before, met.answers)[1], _end(after, met.answers)[1]
    found = difference(one, other)
    if found:
        yield AnswerChange(found, one, other, met.ways, met.answers)


def _outcome(wizard: Wizard | None, slug: str) -> Outcome | None:
    node = wizard.nodes.get(slug) if wizard else None
    return node if isinstance(node, Outcome) else None


def _end(
    wizard: Wizard | None, answers: dict[str, str]
) -> tuple[tuple[Step, ...], Outcome | None]:
    if wizard is None or wizard.start not in wizard.nodes:
        return (), None
    steps, node = follow(wizard, answers)
    return steps, node if isinstance(node, Outcome) else None


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
    broken_before = {_named(*each) for each in _not_found(old)}
    for resting, citation in _not_found(new):
        if _named(resting, citation) not in broken_before:
            yield Broken(resting, citation)


def _named(resting: Resting, citation: Citation) -> tuple[str, str, str, str]:
    wizard = resting.wizard.slug if resting.wizard else ""
    return wizard, resting.answer.slug, citation.section, citation.words


def _not_found(lookup: Lookup) -> Iterator[tuple[Resting, Citation]]:
    for answer, wizard in _answers(lookup):
        for citation in answer.citations:
            section = lookup.section(citation.section)
            if section is None or not says(section, citation.words):
                yield Resting(answer, wizard), citation


def _answers(lookup: Lookup) -> Iterator[tuple[Answer, Wizard | None]]:
    for scenario in lookup.guidance.scenarios:
        yield scenario, None
    for wizard in lookup.guidance.wizards:
        for outcome in wizard.outcomes:
            yield outcome, wizard

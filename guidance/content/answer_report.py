"""The answers of a wizard that change, told to a person.

Ways that end alike are one line: how many there are, what officers were told and will
be told, and the shortest of the ways in the wizard's own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TypeVar
from urllib.parse import urlencode

from guidance.content.checking import place
from guidance.content.model import Outcome
from guidance.content.vocabulary import Verdict
from guidance.content.walking import Step
from guidance.content.wizard_changes import (
    AnswerChange,
    Difference,
    Reach,
    WizardChange,
)

T = TypeVar("T")

SENTENCES = {
    Difference.VERDICT: "Another verdict",
    Difference.OUTCOME: "The same verdict by another outcome",
    Difference.QUOTES: "The same outcome on other quoted words",
}

LIMITS = {
    Reach.EVERYTHING: "",
    Reach.VERDICTS: (
        "So much was moved about that only verdicts were compared: where the verdict is "
        "the same, another outcome or other quoted words are not told here."
    ),
    Reach.SOME_WAYS: (
        "So much was moved about that not every way could be compared. These are the "
        "first thousand ways through the version before; there are others."
    ),
}


@dataclass(frozen=True)
class Word:
    """A verdict as a page shows it; `none` where the answers lead to no outcome."""

    value: str
    label: str


@dataclass(frozen=True)
class End:
    """Where a way ends: the verdict, and what the outcome says."""

    verdict: Word
    ref: str
    headline: str


@dataclass(frozen=True)
class Said:
    """A question and the answer given to it, in their own words."""

    question: str
    choice: str


@dataclass(frozen=True)
class AnswerLine:
    """Ways that end alike: how many, from where to where, and the shortest of them.

    `asked_before` is what the version before asked instead of the last of these
    questions, or after them; `query` is the address of the answers.
    """

    ways: int
    before: End
    after: End
    asked: tuple[Said, ...]
    asked_before: tuple[Said, ...]
    query: str

    @property
    def told(self) -> str:
        return counted(self.ways, "way")


@dataclass(frozen=True)
class AnswerGroup:
    """Answers whose verdict changes alike, the most ways first."""

    sentence: str
    before: Word
    after: Word
    ways: int
    lines: tuple[AnswerLine, ...]
    left_out: int

    @property
    def told(self) -> str:
        return counted(self.ways, "way")


@dataclass(frozen=True)
class WizardReport:
    """What changes in the answers of a wizard."""

    title: str
    slug: str
    place: str
    sentence: str
    limit: str
    groups: tuple[AnswerGroup, ...]


def counted(number: int, thing: str, things: str = "") -> str:
    """Return "1 case" or "12,345 cases"."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


NO_ANSWER = Word("none", "No answer")


def word(verdict: Verdict | None) -> Word:
    return Word(verdict.value, verdict.label) if verdict else NO_ANSWER


def _end(outcome: Outcome | None) -> End:
    if outcome is None:
        return End(NO_ANSWER, "", "These answers lead to no outcome.")
    return End(word(outcome.verdict), outcome.ref, outcome.headline)


def cut(every: Sequence[T], most: int | None) -> tuple[tuple[T, ...], int]:
    shown = tuple(every[:most])
    return shown, len(every) - len(shown)


def wizard_report(change: WizardChange, most: int | None) -> WizardReport:
    wizard = change.wizard
    ways, all_ways = (counted(each, "way") for each in (change.changed, change.ways))
    if change.before is None:
        sentence = f"New, with {ways} through it."
    elif change.after is None:
        sentence = f"Taken out, with {ways} through it."
    else:
        end = "ends" if change.changed == 1 else "end"
        sentence = f"{change.changed:,} of {all_ways} {end} otherwise than before."
    return WizardReport(
        title=wizard.title,
        slug=wizard.slug,
        place=place(wizard),
        sentence=sentence,
        limit=LIMITS[change.reach],
        groups=tuple(_groups(change, most)),
    )


def _groups(change: WizardChange, most: int | None) -> Iterator[AnswerGroup]:
    for (difference, before, after), group in groupby(
        sorted(change.answers, key=_kind), key=_kind
    ):
        answers = list(group)
        shown, left_out = cut(answers, most)
        yield AnswerGroup(
            sentence=SENTENCES[ORDER[difference]],
            before=word(VERDICTS[before]),
            after=word(VERDICTS[after]),
            ways=sum(each.ways for each in answers),
            lines=tuple(_line(each, change) for each in shown),
            left_out=left_out,
        )


ORDER = list(Difference)
VERDICTS = [*Verdict, None]


def _kind(answer: AnswerChange) -> tuple[int, int, int]:
    """Return the kind of a change, as numbers in the order in which kinds are told."""
    before, after = (VERDICTS.index(each) for each in answer.verdicts)
    return ORDER.index(answer.difference), before, after


def _line(answer: AnswerChange, change: WizardChange) -> AnswerLine:
    before = _said(change.steps_before(answer))
    after = _said(change.steps_after(answer))
    return AnswerLine(
        ways=answer.ways,
        before=_end(answer.before),
        after=_end(answer.after),
        asked=after or before,
        asked_before=_instead(before, after),
        query=urlencode(answer.answers),
    )


def _instead(before: tuple[Said, ...], after: tuple[Said, ...]) -> tuple[Said, ...]:
    """Return the rest of `before` from where the two are no longer the same."""
    if not after:
        return ()  # told in full already
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    return before[len(list(same)) :]


def _said(steps: Iterable[Step]) -> tuple[Said, ...]:
    return tuple(Said(each.question.text, each.choice.label) for each in steps)

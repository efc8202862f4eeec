"""Hints while somebody writes: how hard the words are, which are explained, which banned.

They are what the check would say later, said while the sentence is still in mind. None
of them keeps anybody from saving.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from guidance.authoring.models import Department, Scenario, Term
from guidance.content.markdown import terms_in
from guidance.content.proofs.banned_words import banned_in
from guidance.content.proofs.near_questions import nearly_same
from guidance.content.proofs.reading_grades import HARDEST, grade, running


@dataclass(frozen=True)
class Grade:
    """How hard one of the texts is to read."""

    label: str
    number: float

    @property
    def is_too_hard(self) -> bool:
        return self.number > HARDEST


@dataclass(frozen=True)
class Hints:
    """What there is to say of texts; a grade of 0 is too short a text to be judged."""

    grades: list[Grade]
    terms: list[Term]
    banned: list[str]
    hardest: float = HARDEST


def hints(texts: Mapping[str, Sequence[str]], also: Iterable[str] = ()) -> Hints:
    """Return the hints on `texts`, lines by what they are called; and on the lines that
    stand there `also`, of which nobody asks how hard they are."""
    said = "\n".join(chain(*texts.values(), also))
    department = Department.objects.only("banned_words").first()
    return Hints(
        [Grade(label, grade(running(tuple(lines)))) for label, lines in texts.items()],
        [each for each in Term.objects.order_by("term") if _stands(each, said)],
        banned_in(said, department.banned_words if department else ()),
    )


def _stands(term: Term, text: str) -> bool:
    """Say whether `term` stands in `text`; “Warrant (door)” is said “warrant”."""
    word = term.term.partition(" (")[0]
    return bool(terms_in(text, [word, f"{word}s"]))


@dataclass(frozen=True)
class Near:
    """Another scenario that is asked in nearly the same words."""

    scenario: Scenario
    wording: str


def near_questions(wordings: Sequence[str], but: int | None) -> list[Near]:
    """Return the scenarios, but the one with the key `but`, asked nearly like one of
    `wordings`, each with its wording that is near."""
    others = Scenario.objects.only("ref", "question", "asked_as", "verdict")
    return [
        Near(other, wording)
        for other in others.exclude(pk=but or 0).order_by("ref")
        if (wording := _near(wordings, [other.question, *other.asked_as]))
    ]


def _near(ours: Sequence[str], theirs: Sequence[str]) -> str:
    pairs = (each for each in theirs for own in ours if nearly_same(own, each))
    return next(pairs, "")

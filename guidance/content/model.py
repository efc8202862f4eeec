"""Everything the guidance is made of: memos, scenarios, wizards, the department.

A `Guidance` is one complete set of documents, as an edition holds it. It knows
nothing of numbers or dates of publication. A document is one of the `KINDS`, and is
what a trainer submits, a supervisor approves and a pack keeps in one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from guidance.content.department import Department
from guidance.content.memos import Citation, Memo
from guidance.content.values import (
    FORMAT,
    Line,
    Markdown,
    MaybeLine,
    Ref,
    SectionPath,
    Slug,
    Value,
)
from guidance.content.vocabulary import Asker, Basis, Verdict
from guidance.content.waivers import Waivers


def by_question(answers: dict[str, str]) -> dict[str, str]:
    return dict(sorted(answers.items()))


class Settlement(Value):
    """A wizard and the answers in it that lead to the same case as a scenario.

    The answers stand in order of their questions' slugs: the path gives them their
    real order, and stored data keeps none.
    """

    wizard: Slug
    answers: Annotated[
        dict[Slug, Slug], Field(min_length=1), AfterValidator(by_question)
    ]


class Scenario(Value):
    """A question as an officer would put it, with its verdict and answer."""

    slug: Slug
    ref: Ref
    topic: Slug
    question: Line
    asked_as: tuple[Line, ...] = ()
    asked_by: Asker = Asker.OFFICER
    verdict: Verdict
    answer: Line
    detail: Markdown = ""
    steps: tuple[Line, ...] = ()
    contacts: tuple[Slug, ...] = ()
    citations: tuple[Citation, ...] = ()
    bears_on: tuple[SectionPath, ...] = ()
    see_also: tuple[Slug, ...] = ()
    wizard: Slug | None = None
    settled_by: Settlement | None = None
    basis: Basis
    unverified: tuple[Line, ...] = ()
    review_every: int = Field(default=6, ge=1, le=60)

    @property
    def title(self) -> str:
        return self.question


class Choice(Value):
    """One answer a question offers, and the node it leads to."""

    slug: Slug
    label: Line
    hint: Markdown = ""
    leads_to: Slug
    not_sure: bool = False


class Question(Value):
    """One step of a wizard. `reference_list` names a list of the department."""

    slug: Slug
    ref: Ref
    text: Line
    help: Markdown = ""
    reference_list: Slug | None = None
    choices: tuple[Choice, ...] = ()

    def choice(self, slug: str | None) -> Choice | None:
        """Return the choice named `slug`, or None where there is none."""
        return next((each for each in self.choices if each.slug == slug), None)


class Outcome(Value):
    """Where a wizard ends. `not_asked` says what the answer did not look at."""

    slug: Slug
    ref: Ref
    verdict: Verdict
    headline: Line
    detail: Markdown = ""
    steps: tuple[Line, ...] = ()
    contacts: tuple[Slug, ...] = ()
    citations: tuple[Citation, ...] = ()
    bears_on: tuple[SectionPath, ...] = ()
    not_asked: tuple[Line, ...] = ()
    next_wizard: Slug | None = None


Node = Question | Outcome


class Wizard(Value):
    """A "Can I …?" question tree. Choices lead to nodes of the same wizard.

    `unless` has its outcomes say which changed answer would flip their verdict.
    """

    slug: Slug
    ref: Ref
    title: Line
    topic: Slug
    summary: Line
    order: int = Field(default=0, ge=0, le=100_000)
    start: Slug
    unless: bool = True
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every question and outcome by its slug."""
        every: tuple[Node, ...] = (*self.questions, *self.outcomes)
        return {node.slug: node for node in every}


class Case(Value):
    """Answers in a wizard, and what they must lead to: a test in lay language.

    `why` names the rule that decides the case, so that nobody turns an expectation
    round without a reason. `outcome` and `sections` are given where they matter: the
    outcome reached must be that one, and must quote those sections.

    `disputed` says who has to decide, where the sections give this verdict and the
    wizard another: `outcome` is then what the wizard gives meanwhile. Left out where it
    says nothing, so that the digest of a set without disputes is what it was before
    there was the field.
    """

    slug: Slug
    title: Line
    answers: Annotated[
        dict[Slug, Slug], Field(min_length=1), AfterValidator(by_question)
    ]
    verdict: Verdict
    outcome: Slug | None = None
    sections: tuple[SectionPath, ...] = ()
    why: Line
    disputed: MaybeLine = Field(default="", exclude_if=lambda said: not said)


def at_least_one(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    if not cases:
        raise ValueError("holds no cases")
    return cases


class CaseSet(Value):
    """The cases of one wizard, whose slug is also theirs."""

    slug: Slug
    cases: Annotated[tuple[Case, ...], AfterValidator(at_least_one)]

    @property
    def wizard(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        return f"Cases of {self.slug}"


Document = Department | Memo | Scenario | Wizard | CaseSet | Waivers


def by_ref(scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
    return tuple(sorted(scenarios, key=lambda each: (each.ref, each.slug)))


def memos_in_order(memos: tuple[Memo, ...]) -> tuple[Memo, ...]:
    return tuple(sorted(memos, key=lambda each: (each.order, each.slug)))


def wizards_in_order(wizards: tuple[Wizard, ...]) -> tuple[Wizard, ...]:
    return tuple(sorted(wizards, key=lambda each: (each.order, each.slug)))


def by_wizard(case_sets: tuple[CaseSet, ...]) -> tuple[CaseSet, ...]:
    return tuple(sorted(case_sets, key=lambda each: each.slug))


class Guidance(Value):
    """Everything in one edition, in reading order."""

    format: int = FORMAT
    department: Department
    memos: Annotated[tuple[Memo, ...], AfterValidator(memos_in_order)] = ()
    scenarios: Annotated[tuple[Scenario, ...], AfterValidator(by_ref)] = ()
    wizards: Annotated[tuple[Wizard, ...], AfterValidator(wizards_in_order)] = ()
    case_sets: Annotated[tuple[CaseSet, ...], AfterValidator(by_wizard)] = ()
    waivers: Waivers = Waivers()

    def documents(self) -> Iterator[Document]:
        """Yield every document, the department first."""
        yield self.department
        yield from self.memos
        yield from self.scenarios
        yield from self.wizards
        yield from self.case_sets
        if self.waivers.waivers:
            yield self.waivers


KINDS: dict[str, type[Document]] = {
    "department": Department,
    "memo": Memo,
    "scenario": Scenario,
    "wizard": Wizard,
    "case_set": CaseSet,
    "waivers": Waivers,
}
"""The kinds of document, by the word for each."""

WORDS = {document: kind for kind, document in KINDS.items()}


def kind_of(document: Document) -> str:
    """Return the word for the kind of `document`."""
    return WORDS[type(document)]


__all__ = [
    "KINDS",
    "Case",
    "CaseSet",
    "Choice",
    "Citation",
    "Department",
    "Document",
    "Guidance",
    "Memo",
    "Node",
    "Outcome",
    "Question",
    "Scenario",
    "Settlement",
    "Waivers",
    "Wizard",
    "kind_of",
]

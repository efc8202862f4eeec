"""The parts of guidance that people read, each with the place findings give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guidance.content.checking import place
from guidance.content.department import Department
from guidance.content.model import Guidance, Outcome, Question, Scenario, Wizard


@dataclass(frozen=True)
class Answer:
    """A scenario, or an outcome of a wizard, and where it stands."""

    part: Scenario | Outcome
    document: str
    field: str
    wizard: Wizard | None

    @property
    def says(self) -> str:
        """What it says first."""
        part = self.part
        return part.answer if isinstance(part, Scenario) else part.headline


def answers(guidance: Guidance) -> Iterator[Answer]:
    """Yield every answer, scenarios first."""
    for scenario in guidance.scenarios:
        yield Answer(scenario, place(scenario), "", None)
    for wizard in guidance.wizards:
        for outcome in wizard.outcomes:
            field = f"outcomes › {outcome.slug}"
            yield Answer(outcome, place(wizard), field, wizard)


def markdown_fields(guidance: Guidance) -> Iterator[tuple[str, str, str]]:
    """Yield every text in Markdown after its document and its field."""
    yield "department", "note", guidance.department.note
    for detail in guidance.department.details:
        yield "department", f"details › {detail.slug} › text", detail.text
    for memo in guidance.memos:
        yield place(memo), "note", memo.note
        for section in memo.sections:
            yield place(memo), f"sections › {section.slug} › body", section.body
    for scenario in guidance.scenarios:
        yield place(scenario), "detail", scenario.detail
    for wizard in guidance.wizards:
        yield from _of_wizard(wizard)


def _of_wizard(wizard: Wizard) -> Iterator[tuple[str, str, str]]:
    document = place(wizard)
    for question in wizard.questions:
        field = question_field(question)
        yield document, f"{field} › help", question.help
        for choice in question.choices:
            yield document, f"{field} › choices › {choice.slug} › hint", choice.hint
    for outcome in wizard.outcomes:
        yield document, f"outcomes › {outcome.slug} › detail", outcome.detail


def words_for_officers(guidance: Guidance) -> Iterator[tuple[str, str, str]]:
    """Yield what questions and answers say, after the document and the field."""
    for scenario in guidance.scenarios:
        document = place(scenario)
        yield document, "question", "\n".join((scenario.question, *scenario.asked_as))
        lines = (scenario.answer, scenario.detail, *scenario.steps)
        yield document, "answer", "\n".join(lines)
    for wizard in guidance.wizards:
        document = place(wizard)
        yield document, "title", f"{wizard.title}\n{wizard.summary}"
        for question in wizard.questions:
            choices = (f"{each.label}\n{each.hint}" for each in question.choices)
            lines = (question.text, question.help, *choices)
            yield document, question_field(question), "\n".join(lines)
        for outcome in wizard.outcomes:
            lines = (outcome.headline, outcome.detail, *outcome.steps)
            yield document, f"outcomes › {outcome.slug}", "\n".join(lines)


def all_words_of_ours(guidance: Guidance) -> Iterator[tuple[str, str, str]]:
    """Yield every text that officers read and that was written for this site.

    The words of a memo, what others are called, and the law's own lists are not ours.
    """
    yield from words_for_officers(guidance)
    for scenario in guidance.scenarios:
        yield place(scenario), "unverified", "\n".join(scenario.unverified)
    for wizard in guidance.wizards:
        for outcome in wizard.outcomes:
            field = f"outcomes › {outcome.slug} › not asked"
            yield place(wizard), field, "\n".join(outcome.not_asked)
    for memo in guidance.memos:
        yield place(memo), "note", "\n".join((memo.status, memo.source, memo.note))
        for section in memo.sections:
            said = f"{section.confidence}\n{section.text_seen}"
            yield place(memo), f"sections › {section.slug}", said
    for field, lines in _of_department(guidance.department):
        yield "department", field, "\n".join(lines)


def _of_department(department: Department) -> Iterator[tuple[str, Iterable[str]]]:
    yield "note", [department.note]
    for contact in department.contacts:
        how = (contact.when, contact.reach, contact.hours)
        yield f"contacts › {contact.slug}", (contact.name, *how)
    for topic in department.topics:
        yield f"topics › {topic.slug}", (topic.title, topic.summary)
    for term in department.glossary:
        yield f"glossary › {term.slug}", (term.term, term.meaning)
    for each in department.reference_lists:
        said = (each.title, *each.added, *each.also, *each.excluded, *each.notes)
        yield f"reference lists › {each.slug}", said
    for detail in department.details:
        yield f"details › {detail.slug}", (detail.label, detail.text)


def question_field(question: Question) -> str:
    return f"questions › {question.slug}"


def quoted(names: list[str], most: int = 3) -> str:
    """Return the first of `names` in quotation marks, and how many more there are."""
    shown = ", ".join(f"“{each}”" for each in names[:most])
    more = len(names) - most
    return f"{shown} and {more} more" if more > 0 else shown

"""Rows as plain data in the shape of the content model, unjudged.

What a draft does not say yet is left out, so that the model reports it as missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guidance.authoring.models import (
    Choice,
    Department,
    Memo,
    Outcome,
    Question,
    Scenario,
    Section,
    Term,
    Waiver,
    Wizard,
)
from guidance.content import department as content_department
from guidance.content import memos as content_memos
from guidance.content import model as content
from guidance.content import waivers as content_waivers
from guidance.content.problems import Problem, Refused, problem

Data = dict[str, Any]

LISTS: dict[str, Any] = {
    "contacts": content_department.Contact,
    "topics": content_department.Topic,
    "reference_lists": content_department.ReferenceList,
    "sources": content_department.Source,
    "details": content_department.Detail,
    "pinned": content_department.PinnedResult,
}
"""The department's lists whose rows have just the columns of the content model."""


def _fields(row: Any, model: Any, *left_out: str) -> Data:
    """Return the columns of `row` that are called as the fields of `model`."""
    names = (name for name in model.model_fields if name not in left_out)
    return {name: getattr(row, name) for name in names}


RESTING = ("contacts", "citations", "bears_on")
MAYBE = ("wizard", "settled_by")


def _only(**fields: Any) -> Data:
    """Return those of `fields` that say something."""
    return {name: value for name, value in fields.items() if value is not None}


def _slug(row: Any) -> str | None:
    return row.slug if row else None


def _path(section: Section | None) -> str | None:
    return f"{section.memo.slug}/{section.slug}" if section else None


def department_data(row: Department, lists: Mapping[str, Iterable[Any]]) -> Data:
    plain = _fields(row, content_department.Department, "glossary", "synonyms", *LISTS)
    named = {
        name: [_fields(each, model) for each in lists[name]]
        for name, model in LISTS.items()
    }
    glossary = [_term(each) for each in lists["glossary"]]
    synonyms = [each.words for each in lists["synonyms"]]
    return plain | named | {"glossary": glossary, "synonyms": synonyms}


def _term(row: Term) -> Data:
    return _fields(row, content_department.Term, "section") | _only(
        section=_path(row.section)
    )


def waiver_data(row: Waiver) -> Data:
    return _fields(row, content_waivers.Waiver)


def memo_data(row: Memo) -> Data:
    return _fields(row, content_memos.Memo, "supersedes", "sections") | {
        "supersedes": [each.superseded.slug for each in row.supersessions.all()],
        "sections": [_section(each) for each in row.sections.all()],
    }


def _section(row: Section) -> Data:
    sources = [each.source.slug for each in row.section_sources.all()]
    return (
        _fields(row, content_memos.Section, "quotation", "sources")
        | {"sources": sources}
        | quoted(row)
    )


def quoted(row: Section) -> Data:
    """Return the section's quotation, where it has one."""
    if not row.quotation:
        return {}
    return {"quotation": {"text": row.quotation, "attribution": row.attribution}}


def _resting(row: Any) -> Data:
    """Return the citations and other sections of a scenario or an outcome."""
    return {
        "citations": [
            {"section": _path(each.section), "words": each.words}
            for each in row.citations.all()
        ],
        "bears_on": [_path(each.section) for each in row.bearings.all()],
    }


def scenario_data(row: Scenario) -> Data:
    """Raises Refused where the answers are of no one path."""
    return (
        _fields(row, content.Scenario, *RESTING, "topic", "see_also", *MAYBE)
        | _resting(row)
        | {
            "topic": row.topic.slug,
            "contacts": [each.contact.slug for each in row.scenario_contacts.all()],
            "see_also": [each.other.slug for each in row.see_also.all()],
        }
        | _only(wizard=_slug(row.wizard), settled_by=_settlement(row))
    )


def _settlement(row: Scenario) -> Data | None:
    choices = [each.choice for each in row.answers.all()]
    if not choices:
        return None
    if len({choice.question.wizard_id for choice in choices}) > 1:
        raise Refused([_unsettled(row, "The answers are of more than one wizard.")])
    answers = {choice.question.slug: choice.slug for choice in choices}
    if len(answers) < len(choices):
        raise Refused([_unsettled(row, "One question has two answers.")])
    return {"wizard": choices[0].question.wizard.slug, "answers": answers}


def _unsettled(row: Scenario, sentence: str) -> Problem:
    remedy = "Give one answer to every question on the way, all of one wizard."
    document = f"scenarios/{row.slug}"
    return problem("settled-nowhere", document, "settled by", sentence, remedy)


def wizard_data(row: Wizard) -> Data:
    return (
        _fields(row, content.Wizard, "topic", "start", "questions", "outcomes")
        | _only(start=_slug(row.start))
        | {
            "topic": row.topic.slug,
            "questions": [_question(each) for each in row.questions.all()],
            "outcomes": [_outcome(each) for each in row.outcomes.all()],
        }
    )


def _question(row: Question) -> Data:
    return (
        _fields(row, content.Question, "choices", "reference_list")
        | {"choices": [_choice(each) for each in row.choices.all()]}
        | _only(reference_list=_slug(row.reference_list))
    )


def _choice(row: Choice) -> Data:
    return _fields(row, content.Choice, "leads_to") | _only(
        leads_to=_slug(row.leads_to)
    )


def _outcome(row: Outcome) -> Data:
    return (
        _fields(row, content.Outcome, *RESTING, "next_wizard")
        | _resting(row)
        | {"contacts": [each.contact.slug for each in row.outcome_contacts.all()]}
        | _only(next_wizard=_slug(row.next_wizard))
    )

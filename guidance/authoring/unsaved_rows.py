"""Content values as rows, made in memory first and then saved kind by kind.

Rows point at rows that are not saved yet; saving each kind after what it points at
gives every one of them its key, with one statement a kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from guidance.authoring import models as rows
from guidance.content.department import Department
from guidance.content.memos import Memo, Section
from guidance.content.model import (
    CaseSet,
    Guidance,
    Outcome,
    Question,
    Scenario,
    Wizard,
)

SAVED: list[Any] = [
    rows.Department,
    rows.Contact,
    rows.Topic,
    rows.SynonymSet,
    rows.PinnedResult,
    rows.ReferenceList,
    rows.Source,
    rows.Detail,
    rows.Memo,
    rows.Supersession,
    rows.Section,
    rows.SectionSource,
    rows.Term,
    rows.Wizard,
    rows.Question,
    rows.Outcome,
    rows.OutcomeCitation,
    rows.OutcomeContact,
    rows.OutcomeBearing,
    rows.Choice,
    rows.Scenario,
    rows.ScenarioCitation,
    rows.ScenarioContact,
    rows.ScenarioBearing,
    rows.SeeAlso,
    rows.ScenarioAnswer,
    rows.Case,
    rows.CaseAnswer,
    rows.CaseSection,
    rows.Waiver,
]
"""Every kind of row, each after what it points at."""

LISTS = {
    "contacts": rows.Contact,
    "topics": rows.Topic,
    "reference_lists": rows.ReferenceList,
    "sources": rows.Source,
    "details": rows.Detail,
}
"""The department's lists that others point into."""


class UnsavedRows:
    """The rows of one guidance. Whatever it names must be in it."""

    def __init__(self, guidance: Guidance) -> None:
        self._rows: dict[Any, list[Any]] = defaultdict(list)
        self._named: dict[tuple[str, ...], Any] = {}
        self._starts: list[tuple[rows.Wizard, rows.Question]] = []
        self._department(guidance.department)
        self._memos(guidance.memos)
        self._glossary(guidance.department)
        self._wizards(guidance.wizards)
        self._scenarios(guidance.scenarios)
        for case_set in guidance.case_sets:
            self._case_set(case_set)
        for waiver in guidance.waivers.waivers:
            self._add(rows.Waiver, **_columns(waiver))

    def save(self) -> None:
        for model in SAVED:
            model.objects.bulk_create(self._rows[model])
        # A wizard and the question it starts with point at each other.
        for wizard, start in self._starts:
            wizard.start = start
        rows.Wizard.objects.bulk_update(self._rows[rows.Wizard], ["start"])

    def _add(self, model: Any, *name: str, **columns: Any) -> Any:
        """Add a row, which is then found by `name`."""
        row = model(**columns)
        self._rows[model].append(row)
        if name:
            self._named[name] = row
        return row

    def _add_in_order(self, model: Any, parts: Iterable[dict[str, Any]]) -> None:
        """Add a row for each of `parts`, ten apart, which leaves room between."""
        for number, part in enumerate(parts, 1):
            self._add(model, order=number * 10, **part)

    def _maybe(self, kind: str, name: str | None) -> Any:
        return self._named[kind, name] if name else None

    def _department(self, department: Department) -> None:
        columns = _columns(department, "glossary", "synonyms", "pinned", *LISTS)
        self._add(rows.Department, **columns)
        for words in department.synonyms:
            self._add(rows.SynonymSet, words=list(words))
        for pin in department.pinned:
            self._add(rows.PinnedResult, **_columns(pin))
        for name, model in LISTS.items():
            for value in getattr(department, name):
                self._add(model, name, value.slug, **_columns(value))

    def _glossary(self, department: Department) -> None:
        for term in department.glossary:
            section = self._maybe("sections", term.section)
            self._add(rows.Term, section=section, **_columns(term, "section"))

    def _memos(self, memos: tuple[Memo, ...]) -> None:
        for memo in memos:
            columns = _columns(memo, "sections", "supersedes")
            row = self._add(rows.Memo, "memos", memo.slug, **columns)
            for number, section in enumerate(memo.sections, 1):
                self._section(section, memo=row, order=number * 10)
        for memo in memos:
            self._add_in_order(
                rows.Supersession,
                (
                    {
                        "memo": self._named["memos", memo.slug],
                        "superseded": self._named["memos", older],
                    }
                    for older in memo.supersedes
                ),
            )

    def _section(self, section: Section, *, memo: rows.Memo, order: int) -> None:
        columns = _columns(section, "sources", "quotation")
        if section.quotation:
            columns["quotation"] = section.quotation.text
            columns["attribution"] = section.quotation.attribution
        path = f"{memo.slug}/{section.slug}"
        row = self._add(
            rows.Section, "sections", path, memo=memo, order=order, **columns
        )
        self._add_in_order(
            rows.SectionSource,
            (
                {"section": row, "source": self._named["sources", slug]}
                for slug in section.sources
            ),
        )

    def _wizards(self, wizards: tuple[Wizard, ...]) -> None:
        left_out = ("topic", "start", "questions", "outcomes")
        for wizard in wizards:
            topic = self._named["topics", wizard.topic]
            columns = _columns(wizard, *left_out) | {"topic": topic}
            self._add(rows.Wizard, "wizards", wizard.slug, **columns)
        for wizard in wizards:
            self._tree(wizard, self._named["wizards", wizard.slug])

    def _tree(self, wizard: Wizard, row: rows.Wizard) -> None:
        for number, question in enumerate(wizard.questions, 1):
            self._question(question, wizard=row, order=number * 10)
        for number, outcome in enumerate(wizard.outcomes, 1):
            self._outcome(outcome, wizard=row, order=number * 10)
        for question in wizard.questions:
            self._choices(question, wizard.slug)
        self._starts.append((row, self._named["nodes", wizard.slug, wizard.start]))

    def _question(self, question: Question, *, wizard: rows.Wizard, order: int) -> None:
        place = {"wizard": wizard, "order": order}
        looked_up = self._maybe("reference_lists", question.reference_list)
        columns = _columns(question, "choices", "reference_list")
        self._add(
            rows.Question,
            *("nodes", wizard.slug, question.slug),
            **place,
            **columns,
            reference_list=looked_up,
        )

    def _choices(self, question: Question, wizard: str) -> None:
        asked = self._named["nodes", wizard, question.slug]
        for number, choice in enumerate(question.choices, 1):
            target = self._named["nodes", wizard, choice.leads_to]
            kind = "to_question" if isinstance(target, rows.Question) else "to_outcome"
            place = {"question": asked, "order": number * 10, kind: target}
            name = ("choices", wizard, question.slug, choice.slug)
            self._add(rows.Choice, *name, **place, **_columns(choice, "leads_to"))

    def _outcome(self, outcome: Outcome, *, wizard: rows.Wizard, order: int) -> None:
        left_out = ("contacts", "citations", "bears_on", "next_wizard")
        place = {"wizard": wizard, "order": order}
        following = self._maybe("wizards", outcome.next_wizard)
        row = self._add(
            rows.Outcome,
            *("nodes", wizard.slug, outcome.slug),
            **place,
            **_columns(outcome, *left_out),
            next_wizard=following,
        )
        tables = (rows.OutcomeCitation, rows.OutcomeContact, rows.OutcomeBearing)
        self._resting(outcome, {"outcome": row}, tables)

    def _resting(
        self,
        answer: Scenario | Outcome,
        of: dict[str, Any],
        tables: tuple[Any, Any, Any],
    ) -> None:
        """Add citations, contacts and other sections, which hang on the row in `of`."""
        citation, contact, bearing = tables
        sections = [self._named["sections", each.section] for each in answer.citations]
        self._add_in_order(
            citation,
            (
                of | {"section": section, "words": each.words}
                for section, each in zip(sections, answer.citations, strict=True)
            ),
        )
        contacts = (self._named["contacts", slug] for slug in answer.contacts)
        self._add_in_order(contact, (of | {"contact": each} for each in contacts))
        others = (self._named["sections", path] for path in answer.bears_on)
        self._add_in_order(bearing, (of | {"section": each} for each in others))

    def _scenarios(self, scenarios: tuple[Scenario, ...]) -> None:
        left_out = ("topic", "contacts", "citations", "bears_on", "see_also")
        for scenario in scenarios:
            row = self._add(
                rows.Scenario,
                *("scenarios", scenario.slug),
                **_columns(scenario, *left_out, "wizard", "settled_by"),
                topic=self._named["topics", scenario.topic],
                wizard=self._maybe("wizards", scenario.wizard),
            )
            tables = (rows.ScenarioCitation, rows.ScenarioContact, rows.ScenarioBearing)
            self._resting(scenario, {"scenario": row}, tables)
            self._answers(scenario, row)
        for scenario in scenarios:
            self._see_also(scenario)

    def _case_set(self, case_set: CaseSet) -> None:
        wizard = self._named["wizards", case_set.wizard]
        for number, case in enumerate(case_set.cases, 1):
            row = self._add(
                rows.Case,
                wizard=wizard,
                outcome=self._node(case_set.wizard, case.outcome),
                order=number * 10,
                **_columns(case, "answers", "outcome", "sections"),
            )
            for question, choice in case.answers.items():
                name = ("choices", case_set.wizard, question, choice)
                self._add(rows.CaseAnswer, case=row, choice=self._named[name])
            sections = [self._named["sections", path] for path in case.sections]
            self._add_in_order(
                rows.CaseSection, ({"case": row, "section": s} for s in sections)
            )

    def _node(self, wizard: str, slug: str | None) -> Any:
        return self._named["nodes", wizard, slug] if slug else None

    def _answers(self, scenario: Scenario, row: rows.Scenario) -> None:
        settled = scenario.settled_by
        for question, choice in settled.answers.items() if settled else ():
            assert settled
            name = ("choices", settled.wizard, question, choice)
            self._add(rows.ScenarioAnswer, scenario=row, choice=self._named[name])

    def _see_also(self, scenario: Scenario) -> None:
        row = self._named["scenarios", scenario.slug]
        others = (self._named["scenarios", slug] for slug in scenario.see_also)
        self._add_in_order(
            rows.SeeAlso, ({"scenario": row, "other": each} for each in others)
        )


def _columns(value: Any, *left_out: str) -> dict[str, Any]:
    """Return the fields of a content value as columns take them."""
    columns = value.model_dump(exclude=set(left_out))
    return {
        name: list(each) if isinstance(each, tuple) else each
        for name, each in columns.items()
    }

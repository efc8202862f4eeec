"""Freezing: the rows of the draft as content values.

A row becomes plain data first, and the content model judges the data. What it refuses
is work in progress, not a mistake of the program, so each of the functions below
raises Refused with problems in a trainer's words. The number of queries is the same
for a small draft and a large one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from pydantic import ValidationError

from guidance.authoring.case_reasons import without_reason
from guidance.authoring.case_rows import case_set_content, case_sets, cases
from guidance.authoring.models import (
    Choice,
    Contact,
    Department,
    Detail,
    Memo,
    Outcome,
    OutcomeBearing,
    OutcomeCitation,
    OutcomeContact,
    PinnedResult,
    Question,
    ReferenceList,
    Scenario,
    ScenarioAnswer,
    ScenarioBearing,
    ScenarioCitation,
    ScenarioContact,
    Section,
    SectionSource,
    SeeAlso,
    Source,
    Supersession,
    SynonymSet,
    Term,
    Topic,
    Waiver,
    Wizard,
)
from guidance.authoring.plain_data import (
    department_data,
    memo_data,
    scenario_data,
    waiver_data,
    wizard_data,
)
from guidance.authoring.row_versions import Version, draft_version
from guidance.authoring.standing import hold_still
from guidance.authoring.unfinished import in_words
from guidance.content import department as content_department
from guidance.content import memos as content_memos
from guidance.content import model as content
from guidance.content.checking import FOLDERS, check
from guidance.content.field_problems import field_problems
from guidance.content.freezing import gather
from guidance.content.problems import Problem, Refused, problem
from guidance.content.values import Value

V = TypeVar("V", bound=Value)


def in_order(model: Any, *related: str) -> QuerySet[Any]:
    """Return the rows of `model` as they stand on a page, with what they point at."""
    rows: QuerySet[Any] = model._default_manager.select_related(*related)
    return rows.order_by("order", "pk")


def memos() -> QuerySet[Memo]:
    """Return the memos with all that `memo_content` needs, in a few queries."""
    sources = Prefetch("section_sources", in_order(SectionSource, "source"))
    return Memo.objects.order_by("order", "slug").prefetch_related(
        Prefetch("supersessions", in_order(Supersession, "superseded")),
        Prefetch("sections", in_order(Section).prefetch_related(sources)),
    )


def scenarios() -> QuerySet[Scenario]:
    """Return the scenarios with all that `scenario_content` needs."""
    answers = ScenarioAnswer.objects.select_related("choice__question__wizard")
    rows = Scenario.objects.select_related("topic", "wizard").order_by("ref")
    return rows.prefetch_related(
        Prefetch("citations", in_order(ScenarioCitation, "section__memo")),
        Prefetch("scenario_contacts", in_order(ScenarioContact, "contact")),
        Prefetch("bearings", in_order(ScenarioBearing, "section__memo")),
        Prefetch("see_also", in_order(SeeAlso, "other")),
        Prefetch("answers", answers.order_by("pk")),
    )


def wizards() -> QuerySet[Wizard]:
    """Return the wizards with all that `wizard_content` needs."""
    choices = in_order(Choice, "to_question", "to_outcome")
    questions = in_order(Question, "reference_list")
    outcomes = in_order(Outcome, "next_wizard").prefetch_related(
        Prefetch("citations", in_order(OutcomeCitation, "section__memo")),
        Prefetch("outcome_contacts", in_order(OutcomeContact, "contact")),
        Prefetch("bearings", in_order(OutcomeBearing, "section__memo")),
    )
    rows = Wizard.objects.select_related("topic", "start").order_by("order", "slug")
    return rows.prefetch_related(
        Prefetch("questions", questions.prefetch_related(Prefetch("choices", choices))),
        Prefetch("outcomes", outcomes),
    )


def department_content(row: Department) -> content_department.Department:
    """Freeze the department with its contacts, topics and lists."""
    # In the order in which they were added; `order` says how readers see them.
    lists = {
        "contacts": Contact.objects.order_by("pk"),
        "topics": Topic.objects.order_by("pk"),
        "glossary": Term.objects.select_related("section__memo").order_by("pk"),
        "synonyms": SynonymSet.objects.order_by("pk"),
        "pinned": PinnedResult.objects.order_by("pk"),
        "reference_lists": ReferenceList.objects.order_by("pk"),
        "sources": Source.objects.order_by("pk"),
        "details": Detail.objects.order_by("pk"),
    }
    return _said(
        content_department.Department, "department", department_data(row, lists)
    )


def memo_content(row: Memo) -> content_memos.Memo:
    """Freeze a memo with its sections."""
    return _said(content_memos.Memo, f"memos/{row.slug}", memo_data(row))


def scenario_content(row: Scenario) -> content.Scenario:
    """Freeze a scenario."""
    return _said(content.Scenario, f"scenarios/{row.slug}", scenario_data(row))


def wizard_content(row: Wizard) -> content.Wizard:
    """Freeze a wizard with its questions and outcomes."""
    try:
        return _said(content.Wizard, f"wizards/{row.slug}", wizard_data(row))
    except Refused as refused:
        raise Refused(in_words(refused.problems, row)) from None


def waivers_content(rows: Iterable[Waiver]) -> content.Waivers:
    """Freeze every waiver."""
    data = {"waivers": [waiver_data(each) for each in rows]}
    return _said(content.Waivers, "waivers", data)


def _said(model: type[V], document: str, data: dict[str, Any]) -> V:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Refused(list(field_problems(error, document, data))) from None


@dataclass(frozen=True)
class Draft:
    """The draft as read: what could be frozen, and what is wrong with the rest."""

    documents: tuple[content.Document, ...]
    problems: tuple[Problem, ...]


def read_draft() -> Draft:
    """Freeze everything that can be, unless this process has read the same already."""
    version = draft_version()
    if not (draft := READ.get(version)):
        draft = _read_anew()
        # Somebody may have saved while it was read; then it has no name to be kept by.
        if draft_version() == version:
            _keep(version, draft)
    return draft


READ: dict[Version, Draft] = {}
KEPT = 2
"""Drafts that a process remembers: the one there is, and the one before a save."""


def _keep(version: Version, draft: Draft) -> None:
    for oldest in [*READ][: 1 - KEPT]:
        READ.pop(oldest, None)
    READ[version] = draft


def _read_anew() -> Draft:
    documents: list[content.Document] = []
    problems: list[Problem] = []
    for freeze, row in _everything():
        try:
            documents.append(freeze(row))
        except Refused as refused:
            problems.extend(refused.problems)
    if not Department.objects.exists():
        problems.append(NO_DEPARTMENT)
    return Draft(tuple(documents), tuple(problems))


NO_DEPARTMENT = problem(
    "no-department",
    "department",
    "",
    "There is no department yet.",
    "Add it: its name stands on every page.",
)


def _everything() -> Iterator[tuple[Callable[[Any], content.Document], Any]]:
    yield from ((department_content, row) for row in Department.objects.all())
    yield from ((memo_content, row) for row in memos())
    yield from ((scenario_content, row) for row in scenarios())
    yield from ((wizard_content, row) for row in wizards())
    yield from case_sets()
    if waivers := Waiver.objects.order_by("pk"):
        yield waivers_content, waivers


def frozen_document(kind: str, slug: str) -> content.Document | None:
    """Return one document of the draft, or None where it has none of that name.

    Raises Refused where it can't be frozen yet.
    """
    found = next(_named(kind, slug), None)
    return found[0](found[1]) if found else None


def _named(
    kind: str, slug: str
) -> Iterator[tuple[Callable[[Any], content.Document], Any]]:
    if kind == "department":
        yield from ((department_content, row) for row in Department.objects.all())
    elif kind == "waivers":
        if waivers := Waiver.objects.order_by("pk"):
            yield waivers_content, waivers
    elif kind == "case_set":
        if tried := list(cases().filter(wizard__slug=slug)):
            yield case_set_content, tried
    elif kind in ONE_OF_MANY:
        rows, freeze = ONE_OF_MANY[kind]
        yield from ((freeze, row) for row in rows().filter(slug=slug))


ONE_OF_MANY: dict[str, tuple[Callable[[], QuerySet[Any]], Callable[[Any], Any]]] = {
    "memo": (memos, memo_content),
    "scenario": (scenarios, scenario_content),
    "wizard": (wizards, wizard_content),
}


def draft_guidance() -> content.Guidance:
    """Return the whole draft as one guidance. Raises Refused.

    Inside a transaction nobody can change the draft afterwards until it ends.
    """
    with transaction.atomic():
        hold_still()
        draft = read_draft()
    if draft.problems:
        raise Refused([*draft.problems])
    return gather(draft.documents)


def draft_problems() -> list[Problem]:
    """Return every structural problem of the draft, and every case turned round
    without a reason: nothing is changed or held."""
    draft = read_draft()
    if any(each.document == "department" for each in draft.problems):
        return [*draft.problems]
    guidance = gather(draft.documents)
    found = check(guidance)
    if not draft.problems:
        return [*found, *without_reason(guidance)]
    # Rows point at rows, so what seems missing is only what could not be frozen.
    there = [each for each in found if each.kind not in MAY_SEEM_MISSING]
    return [*draft.problems, *there]


MAY_SEEM_MISSING = {
    "unknown-memo",
    "unknown-outcome",
    "unknown-ref",
    "unknown-scenario",
    "unknown-section",
    "unknown-wizard",
}


def document_of(row: Any) -> str:
    """Return what problems call the document of `row`: `wizards/hold-or-hand-over`."""
    return f"{FOLDERS[type(row).__name__.lower()]}/{row.slug}"

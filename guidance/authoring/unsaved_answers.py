"""An answer as it stands in a form, as content: what officers would see, unsaved.

Half an answer is shown too, so nothing is judged here: what is missing is left out, and
what can't be read yet is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.authoring.freezing import department_content, memo_content, memos
from guidance.authoring.looking import kept_rows, typed
from guidance.authoring.models import Department, Section
from guidance.content.memos import Citation, Memo
from guidance.content.model import Guidance, Outcome, Scenario
from guidance.content.problems import Refused
from guidance.content.vocabulary import Verdict
from guidance.content.waivers import Waivers


@dataclass(frozen=True)
class Unsaved:
    """A scenario or an outcome, with as much of the draft as it needs to be shown."""

    part: Scenario | Outcome
    guidance: Guidance


def unsaved_scenario(form: Any, formsets: Mapping[str, Any]) -> Unsaved | None:
    """Return what stands in the form of a scenario; None before it has a verdict."""
    fields = {
        "question": typed(form, "question") or "",
        "answer": _said(form, "answer"),
    }
    contacts = formsets["scenario_contacts"]
    return _unsaved(Scenario, form, formsets, contacts, fields)


def unsaved_outcome(form: Any, formsets: Mapping[str, Any]) -> Unsaved | None:
    """Return what stands in the form of an outcome; None before it has a verdict."""
    if "citations" not in formsets:
        return None  # nothing hangs on an outcome before it is there
    fields = {
        "headline": _said(form, "headline"),
        "not_asked": tuple(typed(form, "not_asked") or ()),
    }
    return _unsaved(Outcome, form, formsets, formsets["outcome_contacts"], fields)


def _said(form: Any, name: str) -> str:
    return typed(form, name) or "…"


def _unsaved(
    model: Any,
    form: Any,
    formsets: Mapping[str, Any],
    contacts: Any,
    fields: dict[str, Any],
) -> Unsaved | None:
    department = _department()
    if not typed(form, "verdict") or department is None:
        return None
    citations = list(_quoted(formsets["citations"]))
    bearing = _pointed(formsets["bearings"], "section")
    part = model.model_construct(
        ref=typed(form, "ref") or "",
        slug="unsaved",
        verdict=Verdict(typed(form, "verdict")),
        detail=typed(form, "detail") or "",
        steps=tuple(typed(form, "steps") or ()),
        contacts=tuple(each.slug for each in _pointed(contacts, "contact")),
        citations=tuple(citation for _, citation in citations),
        bears_on=tuple(_path(each) for each in bearing),
        **fields,
    )
    sections = [*(section for section, _ in citations), *bearing]
    there = Guidance.model_construct(
        department=department, memos=_memos(sections), waivers=Waivers()
    )
    return Unsaved(part, there)


def _department() -> Any:
    row = Department.objects.first()
    try:
        return department_content(row) if row else None
    except Refused:
        return None


def _quoted(formset: Any) -> Iterable[tuple[Section, Citation]]:
    """Yield the citations that have a section, with words that stand there or not."""
    for form in kept_rows(formset):
        if section := typed(form, "section"):
            words = typed(form, "words") or "…"
            yield section, Citation.model_construct(section=_path(section), words=words)


def _pointed(formset: Any, name: str) -> list[Any]:
    return [row for form in kept_rows(formset) if (row := typed(form, name))]


def _path(section: Section) -> str:
    return f"{section.memo.slug}/{section.slug}"


def _memos(sections: Iterable[Section]) -> tuple[Memo, ...]:
    """Return the memos of `sections`, those that can be shown yet."""
    rows = memos().filter(pk__in={each.memo_id for each in sections})
    found = []
    for row in rows:
        try:
            found.append(memo_content(row))
        except Refused:
            continue
    return tuple(found)

"""Filling: content values become the rows of the draft, in one transaction.

The draft is replaced as a whole: what was in it is gone, and what comes out again by
freezing is exactly what went in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from guidance.authoring.edit_log import log_replacement
from guidance.authoring.freezing import read_draft
from guidance.authoring.models import Scenario, Wizard
from guidance.authoring.standing import hold_still
from guidance.authoring.unsaved_rows import SAVED, UnsavedRows
from guidance.content.checking import check, place
from guidance.content.model import Document, Guidance, kind_of
from guidance.content.problems import Problem, Refused, problem, twice


def is_empty() -> bool:
    """Say whether the draft holds nothing at all."""
    return not any(model.objects.exists() for model in SAVED)


@transaction.atomic
def fill(guidance: Guidance, *, by: Any = None, at: datetime | None = None) -> None:
    """Replace the whole draft with `guidance`; every scenario keeps its owner.

    Whose work that is, and when, is logged where `at` is given. Raises Refused, and
    changes nothing, where guidance has structural problems: rows can't point at what
    isn't there.
    """
    problems = [*check(guidance), *_named_twice(guidance)]
    if problems:
        raise Refused(problems)
    hold_still()
    if at:
        log_replacement(_differing(guidance), by=by, at=at)
    owners = Scenario.objects.filter(owner__isnull=False).values_list("ref", "owner")
    kept = dict(owners)
    if not is_empty():
        empty()
    UnsavedRows(guidance).save()
    for ref, owner in kept.items():
        Scenario.objects.filter(ref=ref).update(owner=owner)


def _differing(guidance: Guidance) -> list[Document]:
    """Return the documents that the draft doesn't have as they stand in `guidance`,
    and those of the draft that aren't in there."""
    names = {(kind_of(each), each.slug) for each in guidance.documents()}
    old = read_draft().documents
    new = [each for each in guidance.documents() if each not in old]
    return new + [each for each in old if (kind_of(each), each.slug) not in names]


def empty() -> None:
    """Delete everything, each kind before what it points at."""
    Wizard.objects.update(start=None)
    for model in reversed(SAVED):
        model.objects.all().delete()


def _named_twice(guidance: Guidance) -> Iterator[Problem]:
    """Yield the lists that name something twice, or a scenario that names itself."""
    for document, field, names in _lists(guidance):
        for name in twice(names):
            sentence = f"“{name}” stands here twice."
            yield problem("twice", document, field, sentence, "Take one out.")
    for each in guidance.scenarios:
        if each.slug in each.see_also:
            sentence = "The scenario points at itself."
            remedy = "Take its own name out."
            yield problem("itself", place(each), "see also", sentence, remedy)


def _lists(guidance: Guidance) -> Iterator[tuple[str, str, Iterable[str]]]:
    for memo in guidance.memos:
        yield place(memo), "supersedes", memo.supersedes
        for section in memo.sections:
            yield place(memo), f"sections › {section.slug} › sources", section.sources
    for scenario in guidance.scenarios:
        yield place(scenario), "contacts", scenario.contacts
        yield place(scenario), "bears on", scenario.bears_on
        yield place(scenario), "see also", scenario.see_also
    for case_set in guidance.case_sets:
        for case in case_set.cases:
            field = f"cases › {case.slug} › sections"
            yield place(case_set), field, case.sections
    for wizard in guidance.wizards:
        for outcome in wizard.outcomes:
            field = f"outcomes › {outcome.slug}"
            yield place(wizard), f"{field} › contacts", outcome.contacts
            yield place(wizard), f"{field} › bears on", outcome.bears_on

"""What rests on a section: answers that quote it, cases and terms that name it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from guidance.authoring.models import (
    CaseSection,
    OutcomeBearing,
    OutcomeCitation,
    ScenarioBearing,
    ScenarioCitation,
    Section,
    Term,
)


@dataclass(frozen=True)
class Kind:
    """A table with rows that point at sections, and what they are a part of."""

    model: Any
    whole: str
    says: str


KINDS = {
    "scenario-quotes": Kind(ScenarioCitation, "scenario", "Scenario"),
    "outcome-quotes": Kind(OutcomeCitation, "outcome", "Outcome"),
    "case-names": Kind(CaseSection, "case", "Case"),
    "scenario-names": Kind(ScenarioBearing, "scenario", "Scenario"),
    "outcome-names": Kind(OutcomeBearing, "outcome", "Outcome"),
    "term-names": Kind(Term, "", "Glossary term"),
}
"""Those that quote come first: without their words nothing can be published."""


@dataclass(frozen=True)
class Rest:
    """A row that points at a section, and what it is a part of."""

    kind: str
    row: Any

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def whole(self) -> Any:
        """The scenario, outcome, case or term whose page has the row."""
        whole = KINDS[self.kind].whole
        return getattr(self.row, whole) if whole else self.row

    @property
    def says(self) -> str:
        return KINDS[self.kind].says

    @property
    def address(self) -> str:
        whole = self.whole
        model = whole._meta.model_name
        return reverse(f"admin:authoring_{model}_change", args=[whole.pk])

    @property
    def words(self) -> str:
        return getattr(self.row, "words", "")


def rests(sections: Iterable[Section]) -> list[Rest]:
    """Return everything that points at one of `sections`, in a few queries."""
    keys = [each.pk for each in sections]
    return [
        Rest(name, row)
        for name, kind in KINDS.items()
        for row in _rows(kind).filter(section__in=keys)
    ]


def _rows(kind: Kind) -> Any:
    related = ["section__memo", *([kind.whole] if kind.whole else [])]
    order = [f"{kind.whole}_id", "pk"] if kind.whole else ["pk"]
    return kind.model.objects.select_related(*related).order_by(*order)


def rests_on(section: Section) -> bool:
    """Say whether anything points at `section`."""
    return any(
        each.model.objects.filter(section=section).exists() for each in KINDS.values()
    )

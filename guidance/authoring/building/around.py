"""What hangs on a wizard, and what there is to say of it: its cases, and the scenarios
that a path of it settles. Each finding comes with the page on which it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from guidance.authoring.building.tree import Tree
from guidance.authoring.case_rows import answers_of, case_set_content, cases
from guidance.authoring.freezing import document_of
from guidance.authoring.models import Case, Scenario, ScenarioAnswer
from guidance.content import model as content
from guidance.content.answer_checking import check_settlement
from guidance.content.cases import check_cases
from guidance.content.findings import Finding, from_problem
from guidance.content.lookup import Lookup
from guidance.content.problems import Problem, Refused
from guidance.content.proofs.disputes import prove_disputes
from guidance.content.vocabulary import Verdict


@dataclass(frozen=True)
class Beside:
    """A finding, with what it is said of and where that is mended."""

    name: str
    address: str
    finding: Finding


@dataclass
class Around:
    """The cases and the scenarios of one wizard; `unsayable` are cases no value can be."""

    cases: list[Case]
    scenarios: list[Scenario]
    case_sets: tuple[content.CaseSet, ...] = ()
    unsayable: list[Problem] = field(default_factory=list)

    def findings(self, guidance: content.Guidance, lookup: Lookup) -> Iterator[Finding]:
        """Yield what is found of them; `guidance` holds the wizard and its cases."""
        yield from map(from_problem, self.unsayable)
        yield from map(from_problem, check_cases(guidance, lookup))
        yield from prove_disputes(guidance, lookup)
        for row in self.scenarios:
            document, settled = document_of(row), _settled(row)
            yield from map(from_problem, check_settlement(settled, document, lookup))

    def placed(self, finding: Finding) -> Beside | None:
        """Return `finding` beside the row it concerns; None where it's none of these."""
        part = " › ".join(finding.field.split(" › ")[:2])
        named: dict[str, Any] = {document_of(row): row for row in self.scenarios}
        if finding.document.startswith("cases/"):
            named = {f"cases › {row.slug}": row for row in self.cases}
        row = named.get(part) or named.get(finding.document)
        return Beside(str(row), _page(row), finding) if row else None


def around(tree: Tree) -> Around:
    """Return what hangs on the wizard of `tree`, in a few queries."""
    answers = ScenarioAnswer.objects.select_related("choice__question__wizard")
    settled = Scenario.objects.filter(answers__choice__question__wizard=tree.wizard)
    rows = settled.distinct().order_by("ref")
    rows = rows.prefetch_related(Prefetch("answers", answers.order_by("pk")))
    found = Around(list(cases().filter(wizard=tree.wizard)), list(rows))
    try:
        found.case_sets = (case_set_content(found.cases),) if found.cases else ()
    except Refused as refused:
        found.unsayable = refused.problems
    return found


def _settled(row: Scenario) -> content.Scenario:
    """Return as much of a scenario as its settlement is judged by."""
    unchecked: Any = content.Scenario.model_construct
    wizard = row.answers.all()[0].choice.question.wizard.slug
    settlement = content.Settlement(wizard=wizard, answers=answers_of(row))
    scenario: content.Scenario = unchecked(
        slug=row.slug, verdict=Verdict(row.verdict), settled_by=settlement
    )
    return scenario


def _page(row: Any) -> str:
    name = f"admin:authoring_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])

"""What the proofs say of one wizard, sorted to the nodes it concerns.

The check of the whole draft takes its time. Here only what can be said of the wizard
alone is looked at, with its cases and the scenarios it settles, in its rows as they are;
what it points at exists, since rows point at rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from guidance.authoring.building.around import Around, Beside, around
from guidance.authoring.building.tree import Tree
from guidance.authoring.forms import quotable
from guidance.authoring.freezing import document_of, wizard_content
from guidance.authoring.models import Department as DepartmentRow
from guidance.authoring.models import Question, Waiver
from guidance.authoring.unfinished import NO_START, nowhere_yet
from guidance.content import model as content
from guidance.content.answer_checking import check_answer
from guidance.content.department import Contact, Department
from guidance.content.findings import Finding, Severity, from_problem
from guidance.content.lookup import Lookup
from guidance.content.memos import Memo
from guidance.content.paths import Measures, measure
from guidance.content.problems import Problem, Refused
from guidance.content.proofs.banned_words import prove_words
from guidance.content.proofs.graphs import prove_graphs
from guidance.content.proofs.reading_grades import grades, prove_reading
from guidance.content.wizard_checking import check_wizard

SEVERITIES = list(Severity)


@dataclass
class Judged:
    """The findings by node, those on the wizard as a whole and on what hangs on it, how
    many were waived, and what was measured."""

    around: Around
    of_wizard: list[Finding] = field(default_factory=list)
    of_node: dict[str, list[Finding]] = field(default_factory=dict)
    beside: list[Beside] = field(default_factory=list)
    waived: int = 0
    grades: dict[str, float] = field(default_factory=dict)
    measures: Measures | None = None

    @property
    def count(self) -> int:
        of_nodes = sum(map(len, self.of_node.values()))
        return len(self.of_wizard) + len(self.beside) + of_nodes


def judge(tree: Tree) -> Judged:
    """Return what there is to say of the wizard of `tree`."""
    wizard, judged = tree.content, Judged(around(tree))
    if wizard is None:
        return _sorted(tree, judged, map(from_problem, _unsayable(tree)))
    _sorted(tree, judged, _open(judged, _findings(tree, wizard, judged.around)))
    judged.measures = measure(wizard)
    told = grades(wizard)
    judged.grades = {key: told.get(node.ref, 0.0) for key, node in tree.nodes.items()}
    return judged


def _unsayable(tree: Tree) -> list[Problem]:
    """Return why no value can say what the rows of `tree` do."""
    try:
        wizard_content(tree.wizard)
    except Refused as refused:
        return refused.problems
    return []


def _open(judged: Judged, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is still to be mended or waived, and count what was waived."""
    waived = set(Waiver.objects.values_list("finding", flat=True))
    for finding in findings:
        if finding.severity is Severity.WARNING and finding.name in waived:
            judged.waived += 1
        elif finding.severity is not Severity.NOTE:
            yield finding


def _findings(tree: Tree, wizard: content.Wizard, hanging: Around) -> Iterator[Finding]:
    guidance = _alone(tree, wizard, hanging)
    document, lookup = document_of(tree.wizard), Lookup(guidance)
    for problem in check_wizard(wizard, document):
        yield from_problem(_in_words(problem, wizard, tree.nowhere))
    for outcome in wizard.outcomes:
        inside = f"outcomes › {outcome.slug} › "
        yield from map(from_problem, check_answer(outcome, document, inside, lookup))
    yield from hanging.findings(guidance, lookup)
    for prove in (prove_graphs, prove_reading, prove_words):
        yield from (each for each in prove(guidance) if each.document == document)


def _in_words(problem: Problem, wizard: content.Wizard, nowhere: str) -> Problem:
    """Return `problem` without the made-up name of what isn't there."""
    if f"“{nowhere}”" not in problem.sentence:
        return problem
    if problem.field == "start":
        sentence, remedy = NO_START
    else:
        _, question, _, choice, *_ = problem.field.split(" › ")
        asked: Any = wizard.nodes[question]
        sentence, remedy = nowhere_yet(asked.choice(choice).label)
    return replace(problem, sentence=sentence, remedy=remedy)


def _sorted(tree: Tree, judged: Judged, findings: Iterable[Finding]) -> Judged:
    """Return `judged` with `findings` by what they concern, the gravest first."""
    names = {
        f"{'questions' if isinstance(node, Question) else 'outcomes'} › {node.slug}": key
        for key, node in tree.nodes.items()
    }
    own = document_of(tree.wizard)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: SEVERITIES.index(f.severity)):
        part = " › ".join(finding.field.split(" › ")[:2])
        key = names.get(part) if finding.document == own else None
        if key is None and (beside := judged.around.placed(finding)):
            judged.beside.append(beside)
        else:
            (found[key] if key else judged.of_wizard).append(finding)
    judged.of_node = dict(found)
    return judged


def _alone(tree: Tree, wizard: content.Wizard, hanging: Around) -> content.Guidance:
    """Return a guidance with nothing in it but `wizard`, its cases and what it cites."""
    unchecked: Any = content.Guidance.model_construct
    department: Any = Department.model_construct
    contact: Any = Contact.model_construct
    kept = DepartmentRow.objects.only("banned_words").first()
    named = {slug for outcome in wizard.outcomes for slug in outcome.contacts}
    alone: content.Guidance = unchecked(
        department=department(
            contacts=tuple(contact(slug=slug, name=slug) for slug in named),
            topics=(),
            glossary=(),
            sources=(),
            reference_lists=(),
            banned_words=tuple(kept.banned_words) if kept else (),
        ),
        memos=tuple(_memos(tree)),
        scenarios=(),
        wizards=(wizard,),
        case_sets=hanging.case_sets,
    )
    return alone


def _memos(tree: Tree) -> Iterator[Memo]:
    """Yield the memos that outcomes name, with the sections they name."""
    sections: dict[str, dict[str, Any]] = defaultdict(dict)
    for outcome in tree.outcomes:
        parts: list[Any] = [*outcome.citations.all(), *outcome.bearings.all()]
        for section in (part.section for part in parts):
            said = quotable(section).model_copy(update={"slug": section.slug})
            sections[section.memo.slug][section.slug] = said
    memo: Any = Memo.model_construct
    for slug, named in sections.items():
        yield memo(slug=slug, sections=tuple(named.values()))

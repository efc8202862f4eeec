"""Running the cases: what each expects against what its wizard answers.

A case says in words what must come out where. Every scenario that a wizard settles is
one as well. All of them are walked as data, meaning against meaning, so that running
thousands takes less than a second and every check can run them all.

The sections may say one thing and the wizard another, and neither be wrong before
somebody has decided. Such a case is marked as disputed: its verdict is the sections',
its outcome is the wizard's, and both stand still until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.answer_checking import check_settlement
from guidance.content.lookup import Lookup
from guidance.content.model import (
    Case,
    CaseSet,
    Guidance,
    Node,
    Outcome,
    Question,
    Scenario,
    Wizard,
)
from guidance.content.problems import Problem, problem, same_slug, twice, unknown
from guidance.content.walking import Step, follow

ANSWERS = "Give the answer to every question on the path, and no other."
DIFFERS = "Mend the wizard; or, if the rule is another now, the case with its reason."
OVER = "Take out why it is disputed, and name the outcome it ends in now."
UNPINNED = "Name it, so that any other answer is noticed."


@dataclass(frozen=True)
class Result:
    """What became of one case: where it stands, and what is wrong, if anything.

    `dispute` says how the sections and the wizard differ, where that is in dispute.
    """

    document: str
    field: str
    title: str
    problems: tuple[Problem, ...] = ()
    dispute: str = ""

    @property
    def passed(self) -> bool:
        return not self.problems

    @property
    def sentence(self) -> str:
        """Say what became of it."""
        if self.problems:
            return self.problems[0].sentence
        return self.dispute or f"“{self.title}” comes out as expected."


def run(guidance: Guidance) -> list[Result]:
    """Return what became of every case and of every scenario that a wizard settles."""
    lookup = Lookup(guidance)
    return [*_cases(guidance, lookup), *_scenarios(guidance, lookup)]


def check_cases(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    """Yield what is wrong with the cases. Scenarios are checked where they stand."""
    for case_set in guidance.case_sets:
        document = f"cases/{case_set.slug}"
        yield from unknown(document, "", "wizard", [case_set.wizard], lookup.wizards)
        for slug in twice(each.slug for each in case_set.cases):
            yield same_slug(document, f"cases › {slug}", "cases", slug)
    for result in _cases(guidance, lookup):
        yield from result.problems


def _cases(guidance: Guidance, lookup: Lookup) -> Iterator[Result]:
    for case_set in guidance.case_sets:
        wizard = lookup.wizards.get(case_set.wizard)
        # A wizard that is not there, or begins nowhere, has a problem of its own.
        if wizard and wizard.start in wizard.nodes:
            yield from _case_set(case_set, wizard, lookup)


def _case_set(case_set: CaseSet, wizard: Wizard, lookup: Lookup) -> Iterator[Result]:
    document = f"cases/{case_set.slug}"
    for case in case_set.cases:
        field = f"cases › {case.slug}"
        found = [
            *_names(case, wizard, lookup, document, field),
            *_walked(case, wizard, document, field),
        ]
        reached = in_dispute(case, wizard)
        dispute = dispute_of(case, reached) if reached and not found else ""
        yield Result(document, field, case.title, tuple(found), dispute)


def in_dispute(case: Case, wizard: Wizard) -> Outcome | None:
    """Return what `wizard` answers where `case` is disputed; None where both agree, or
    the answers lead to no outcome."""
    if not case.disputed:
        return None
    _, node = follow(wizard, case.answers)
    if isinstance(node, Outcome) and not _is_over(case, node):
        return node
    return None


def dispute_of(case: Case, reached: Outcome) -> str:
    """Say what the sections and the wizard say of `case`."""
    return (
        f"“{case.title}” is disputed: “{case.verdict.label}” by the sections, "
        f"“{reached.verdict.label}” ({reached.ref}) by the wizard."
    )


def _scenarios(guidance: Guidance, lookup: Lookup) -> Iterator[Result]:
    for scenario in guidance.scenarios:
        if scenario.settled_by:
            yield _scenario(scenario, lookup)


def _scenario(scenario: Scenario, lookup: Lookup) -> Result:
    document = f"scenarios/{scenario.slug}"
    found = tuple(check_settlement(scenario, document, lookup))
    return Result(document, "settled by", scenario.question, found)


def _names(
    case: Case, wizard: Wizard, lookup: Lookup, document: str, field: str
) -> Iterator[Problem]:
    """Yield what `case` names that does not exist."""
    outcomes = [each.slug for each in wizard.outcomes]
    named = [case.outcome] if case.outcome else []
    for part, wanted, names, known in (
        ("outcome", "outcome", named, outcomes),
        ("sections", "section", case.sections, lookup.sections),
    ):
        yield from unknown(document, f"{field} › {part}", wanted, names, known)


def _walked(case: Case, wizard: Wizard, document: str, field: str) -> Iterator[Problem]:
    """Yield what is wrong with where the answers of `case` lead."""
    steps, node = follow(wizard, case.answers)
    wrong = _answers(case, wizard, steps, node)
    if wrong:
        kind, sentence = wrong
        yield problem(kind, document, f"{field} › answers", sentence, ANSWERS)
    elif isinstance(node, Outcome):
        sentences = [] if _is_over(case, node) else _differences(case, node)
        for sentence in sentences:
            yield problem("case-differs", document, field, sentence, DIFFERS)
        yield from _disputed(case, node, document, field)


def _answers(
    case: Case, wizard: Wizard, steps: tuple[Step, ...], node: Node
) -> tuple[str, str] | None:
    """Return why the answers of `case` are no path, or None where they are one."""
    if not isinstance(node, Outcome):
        return _open(case, node)
    left_over = case.answers.keys() - {each.question.slug for each in steps}
    if not left_over:
        return None
    names = ", ".join(f"“{_name(wizard, each)}”" for each in sorted(left_over))
    sentence = f"“{case.title}” answers {names}, which is not asked on its path."
    return "case-left-over", sentence


def _open(case: Case, question: Question) -> tuple[str, str]:
    """Return why the answers of `case` end at `question`."""
    given = case.answers.get(question.slug)
    if given is None:
        return "case-unfinished", f"“{case.title}” leaves “{question.text}” open."
    if question.choice(given):
        return (
            "case-unfinished",
            f"“{case.title}” leads nowhere from “{question.text}”.",
        )
    sentence = f"“{question.text}” does not offer “{given}”, as “{case.title}” has it."
    return "case-not-offered", sentence


def _name(wizard: Wizard, question: str) -> str:
    node = wizard.nodes.get(question)
    return node.text if node and not isinstance(node, Outcome) else question


def _differences(case: Case, reached: Outcome) -> Iterator[str]:
    """Yield a sentence for each way in which `reached` is not what `case` expects."""
    came = f"“{reached.verdict.label}” ({reached.ref})"
    if reached.verdict is not case.verdict and not case.disputed:
        wanted = case.verdict.label
        yield f"“{case.title}” must come out as “{wanted}”, but comes out as {came}."
    elif case.outcome not in {None, reached.slug}:
        yield (
            f"“{case.title}” must end in “{case.outcome}”, but ends in "
            f"“{reached.slug}”: {reached.headline}"
        )
    quoted = {each.section for each in reached.citations}
    for path in case.sections:
        if path not in quoted:
            yield f"“{case.title}” must rest on “{path}”, which {came} does not quote."


def _disputed(
    case: Case, reached: Outcome, document: str, field: str
) -> Iterator[Problem]:
    """Yield what is wrong with the dispute about `case`: that there is none, or none
    that can be watched."""
    field = f"{field} › disputed"
    if _is_over(case, reached):
        sentence = (
            f"“{case.title}” is marked as disputed, but comes out as "
            f"“{reached.verdict.label}” ({reached.ref}), as its sections say."
        )
        yield problem("dispute-over", document, field, sentence, OVER)
    elif case.disputed and case.outcome is None:
        sentence = (
            f"“{case.title}” is disputed, and does not say which outcome the wizard "
            "gives meanwhile."
        )
        yield problem("dispute-unpinned", document, field, sentence, UNPINNED)


def _is_over(case: Case, reached: Outcome) -> bool:
    return bool(case.disputed) and reached.verdict is case.verdict

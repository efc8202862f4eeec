"""Telling a changed address from a thing taken out and another put in.

Things are known by their slugs. Where a slug is gone and a new thing has the ref it
had, it is the same thing at another address: a ref is never given twice. The guidance
before is then written down anew under the addresses of after, so that whatever
compares the two finds each thing under one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

from guidance.content.department import Department
from guidance.content.memos import Citation, Memo
from guidance.content.model import (
    CaseSet,
    Guidance,
    Outcome,
    Question,
    Scenario,
    Settlement,
    Wizard,
)
from guidance.content.values import Value

V = TypeVar("V", bound=Value)


class Named(Protocol):
    """What has a slug that can change and a ref that doesn't."""

    @property
    def slug(self) -> str: ...
    @property
    def ref(self) -> str: ...


@dataclass(frozen=True)
class NewAddress:
    """A thing that has another address. `kind` is the word for it."""

    kind: str
    ref: str
    before: str
    after: str


Names = dict[str, str]
"""The slug after for each slug before that changed."""


@dataclass
class _Moves:
    """Every new name, kind by kind; sections as paths, nodes by their wizard's slug."""

    memos: Names = field(default_factory=dict)
    sections: Names = field(default_factory=dict)
    scenarios: Names = field(default_factory=dict)
    wizards: Names = field(default_factory=dict)
    lists: Names = field(default_factory=dict)
    nodes: dict[str, Names] = field(default_factory=dict)


def readdressed(
    before: Guidance, after: Guidance
) -> tuple[Guidance, tuple[NewAddress, ...]]:
    """Return `before` under the addresses of `after`, and what has another address."""
    moves = _Moves(
        memos=_moved(before.memos, after.memos),
        scenarios=_moved(before.scenarios, after.scenarios),
        wizards=_moved(before.wizards, after.wizards),
        lists=_moved(
            before.department.reference_lists, after.department.reference_lists
        ),
    )
    told = [
        *_told("reference list", before.department.reference_lists, moves.lists),
        *_told("memo", before.memos, moves.memos),
        *_told("scenario", before.scenarios, moves.scenarios),
        *_told("wizard", before.wizards, moves.wizards),
        *_sections(before, after, moves),
        *_nodes(before, after, moves),
    ]
    return (_guidance(before, moves) if told else before), tuple(told)


def _moved(
    before: Iterable[Named], after: Iterable[Named], taken: Iterable[str] = ()
) -> Names:
    """Return the new name of each thing that has one; none was `taken` before."""
    old = {each.slug: each.ref for each in before}
    new = {each.ref: each.slug for each in after}
    free = {*new.values()} - {*old, *taken}
    gone = old.keys() - {*new.values()}
    return {
        slug: new[ref]
        for slug, ref in old.items()
        if slug in gone and new.get(ref) in free
    }


def _told(
    kind: str, before: Iterable[Named], names: Names, inside: tuple[str, str] = ("", "")
) -> Iterator[NewAddress]:
    old, new = inside
    for each in before:
        if each.slug in names:
            now = names[each.slug]
            yield NewAddress(kind, each.ref, f"{old}{each.slug}", f"{new}{now}")


def _sections(before: Guidance, after: Guidance, moves: _Moves) -> Iterator[NewAddress]:
    """Note where every section stands now; a memo that moved takes its own along."""
    new = {each.slug: each for each in after.memos}
    for memo in before.memos:
        name = moves.memos.get(memo.slug, memo.slug)
        if name in new:
            names = _moved(memo.sections, new[name].sections)
            for each in memo.sections:
                path = f"{name}/{names.get(each.slug, each.slug)}"
                moves.sections[f"{memo.slug}/{each.slug}"] = path
            inside = f"{memo.slug}/", f"{name}/"
            yield from _told("section", memo.sections, names, inside)


def _nodes(before: Guidance, after: Guidance, moves: _Moves) -> Iterator[NewAddress]:
    new = {each.slug: each for each in after.wizards}
    for wizard in before.wizards:
        name = moves.wizards.get(wizard.slug, wizard.slug)
        if name in new:
            now, inside = new[name], (f"{wizard.slug} › ", f"{name} › ")
            questions = _moved(wizard.questions, now.questions, wizard.nodes)
            outcomes = _moved(wizard.outcomes, now.outcomes, wizard.nodes)
            moves.nodes[wizard.slug] = questions | outcomes
            yield from _told("question", wizard.questions, questions, inside)
            yield from _told("outcome", wizard.outcomes, outcomes, inside)


def _with(value: V, **changed: Any) -> V:
    """Return `value`, which was checked, with some fields changed.

    Not by `model_copy`: that carries along what a cached property has computed.
    """
    fields = {name: getattr(value, name) for name in type(value).model_fields}
    return cast(V, type(value).model_construct(**(fields | changed)))


def _guidance(before: Guidance, moves: _Moves) -> Guidance:
    return _with(
        before,
        department=_department(before.department, moves),
        memos=tuple(_memo(each, moves) for each in before.memos),
        scenarios=tuple(_scenario(each, moves) for each in before.scenarios),
        wizards=tuple(_wizard(each, moves) for each in before.wizards),
        case_sets=tuple(_case_set(each, moves) for each in before.case_sets),
    )


def _name(names: Mapping[str, str], name: str | None) -> str | None:
    return names.get(name, name) if name is not None else None


def _all(names: Mapping[str, str], every: Iterable[str]) -> tuple[str, ...]:
    return tuple(names.get(each, each) for each in every)


def _department(department: Department, moves: _Moves) -> Department:
    return _with(
        department,
        glossary=tuple(
            _with(each, section=_name(moves.sections, each.section))
            for each in department.glossary
        ),
        reference_lists=tuple(
            _with(each, slug=_name(moves.lists, each.slug))
            for each in department.reference_lists
        ),
    )


def _memo(memo: Memo, moves: _Moves) -> Memo:
    paths = (f"{memo.slug}/{each.slug}" for each in memo.sections)
    slugs = (moves.sections.get(each, each).split("/")[1] for each in paths)
    return _with(
        memo,
        slug=_name(moves.memos, memo.slug),
        supersedes=_all(moves.memos, memo.supersedes),
        sections=tuple(
            map(lambda each, slug: _with(each, slug=slug), memo.sections, slugs)
        ),
    )


def _rests(answer: Scenario | Outcome, moves: _Moves) -> dict[str, Any]:
    """Return what `answer` rests on, under its new addresses."""
    return {
        "citations": tuple(_citation(each, moves) for each in answer.citations),
        "bears_on": _all(moves.sections, answer.bears_on),
    }


def _citation(citation: Citation, moves: _Moves) -> Citation:
    return _with(citation, section=_name(moves.sections, citation.section))


def _scenario(scenario: Scenario, moves: _Moves) -> Scenario:
    settled = scenario.settled_by
    return _with(
        scenario,
        slug=_name(moves.scenarios, scenario.slug),
        see_also=_all(moves.scenarios, scenario.see_also),
        wizard=_name(moves.wizards, scenario.wizard),
        settled_by=_settlement(settled, moves) if settled else None,
        **_rests(scenario, moves),
    )


def _settlement(settled: Settlement, moves: _Moves) -> Settlement:
    return _with(
        settled,
        wizard=_name(moves.wizards, settled.wizard),
        answers=_answers(settled.answers, moves.nodes.get(settled.wizard, {})),
    )


def _answers(answers: Mapping[str, str], names: Names) -> dict[str, str]:
    return {names.get(each, each): choice for each, choice in answers.items()}


def _wizard(wizard: Wizard, moves: _Moves) -> Wizard:
    names = moves.nodes.get(wizard.slug, {})
    return _with(
        wizard,
        slug=_name(moves.wizards, wizard.slug),
        start=_name(names, wizard.start),
        questions=tuple(_question(each, names, moves) for each in wizard.questions),
        outcomes=tuple(
            _with(
                each,
                slug=_name(names, each.slug),
                next_wizard=_name(moves.wizards, each.next_wizard),
                **_rests(each, moves),
            )
            for each in wizard.outcomes
        ),
    )


def _question(question: Question, names: Names, moves: _Moves) -> Question:
    return _with(
        question,
        slug=_name(names, question.slug),
        reference_list=_name(moves.lists, question.reference_list),
        choices=tuple(
            _with(each, leads_to=_name(names, each.leads_to))
            for each in question.choices
        ),
    )


def _case_set(case_set: CaseSet, moves: _Moves) -> CaseSet:
    names = moves.nodes.get(case_set.slug, {})
    return _with(
        case_set,
        slug=_name(moves.wizards, case_set.slug),
        cases=tuple(
            _with(
                each,
                answers=_answers(each.answers, names),
                outcome=_name(names, each.outcome),
                sections=_all(moves.sections, each.sections),
            )
            for each in case_set.cases
        ),
    )

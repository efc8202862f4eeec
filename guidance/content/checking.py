"""The structural checks without which nothing may be published.

Every check looks at the guidance as data and yields problems; none of them stops at
the first. What may be written at all (a slug's letters, a title's length) is held by
the model; here is what holds between the parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from guidance.content.lookup import Lookup
from guidance.content.markdown import plain
from guidance.content.memos import Citation, Section
from guidance.content.model import Document, Guidance, Outcome, Scenario, kind_of
from guidance.content.problems import Problem, problem
from guidance.content.quoting import find
from guidance.content.vocabulary import Verdict
from guidance.content.walking import walk
from guidance.content.wizard_checking import check_wizard

FOLDERS = {"memo": "memos", "scenario": "scenarios", "wizard": "wizards"}


def place(document: Document) -> str:
    """Return where `document` stands in a pack, without the file's ending."""
    kind = kind_of(document)
    return f"{FOLDERS[kind]}/{document.slug}" if kind in FOLDERS else kind


def check(guidance: Guidance) -> list[Problem]:
    """Return every structural problem of `guidance`, in reading order."""
    lookup = Lookup(guidance)
    return [
        *_duplicates(guidance),
        *_department(guidance, lookup),
        *_memos(guidance, lookup),
        *_scenarios(guidance, lookup),
        *_wizards(guidance, lookup),
    ]


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _duplicates(guidance: Guidance) -> Iterator[Problem]:
    """Yield slugs that stand twice in one kind, and refs that stand twice at all."""
    kinds: dict[str, list[str]] = {
        "memos": [each.slug for each in guidance.memos],
        "scenarios": [each.slug for each in guidance.scenarios],
        "wizards": [each.slug for each in guidance.wizards],
    }
    for folder, slugs in kinds.items():
        for slug in _repeated(slugs):
            yield problem(
                "duplicate-slug",
                f"{folder}/{slug}",
                "slug",
                f"Two of the {folder} have the slug “{slug}”.",
                "Give one of them another slug.",
            )
    for ref in _repeated(ref for _, ref in refs(guidance)):
        for where, each in refs(guidance):
            if each == ref:
                yield problem(
                    "duplicate-ref",
                    where,
                    "ref",
                    f"The ref “{ref}” stands more than once.",
                    "A ref is never used twice; give this one its own.",
                )


def refs(guidance: Guidance) -> Iterator[tuple[str, str]]:
    """Yield every ref with the document it stands in."""
    for reference_list in guidance.department.reference_lists:
        yield "department", reference_list.ref
    for memo in guidance.memos:
        yield place(memo), memo.ref
        yield from ((place(memo), section.ref) for section in memo.sections)
    yield from ((place(each), each.ref) for each in guidance.scenarios)
    for wizard in guidance.wizards:
        yield place(wizard), wizard.ref
        yield from ((place(wizard), node.ref) for node in wizard.questions)
        yield from ((place(wizard), node.ref) for node in wizard.outcomes)


def _missing(
    document: str, field: str, wanted: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each of `names` that is not `known`."""
    known = set(known)
    for name in names:
        if name not in known:
            yield problem(
                f"unknown-{wanted}",
                document,
                field,
                f"There is no {wanted} “{name}”.",
                f"Choose one that exists, or add the {wanted}.",
            )


def _department(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    department = guidance.department
    for field, slugs in {
        "contacts": [each.slug for each in department.contacts],
        "topics": [each.slug for each in department.topics],
        "glossary": [each.slug for each in department.glossary],
        "reference lists": [each.slug for each in department.reference_lists],
        "sources": [each.slug for each in department.sources],
        "details": [each.slug for each in department.details],
    }.items():
        for slug in _repeated(slugs):
            yield problem(
                "duplicate-slug",
                "department",
                field,
                f"Two of the {field} have the slug “{slug}”.",
                "Give one of them another slug.",
            )
    for term in department.glossary:
        if term.section:
            yield from _missing(
                "department",
                f"glossary › {term.slug}",
                "section",
                [term.section],
                lookup.sections,
            )


def _memos(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    sources = [each.slug for each in guidance.department.sources]
    for memo in guidance.memos:
        where = place(memo)
        yield from _missing(where, "supersedes", "memo", memo.supersedes, lookup.memos)
        if memo.slug in memo.supersedes:
            yield problem(
                "supersedes-itself",
                where,
                "supersedes",
                "The memo supersedes itself.",
                "Take its own name out.",
            )
        if (
            memo.in_force_from
            and memo.in_force_until
            and memo.in_force_until < memo.in_force_from
        ):
            yield problem(
                "dates",
                where,
                "in force until",
                "The memo ends before it begins.",
                "Correct the dates.",
            )
        if not memo.sections:
            yield problem(
                "no-sections",
                where,
                "sections",
                "The memo has no sections.",
                "Add the sections that answers rest on.",
            )
        for slug in _repeated(each.slug for each in memo.sections):
            yield problem(
                "duplicate-slug",
                where,
                f"sections › {slug}",
                f"Two sections have the slug “{slug}”.",
                "Give one of them another slug.",
            )
        for section in memo.sections:
            field = f"sections › {section.slug}"
            yield from _missing(where, field, "source", section.sources, sources)
            if not section.body and not section.quotation:
                yield problem(
                    "empty-section",
                    where,
                    field,
                    "The section says nothing.",
                    "Write what it says, or quote it.",
                )


def _scenarios(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    for scenario in guidance.scenarios:
        where = place(scenario)
        yield from _missing(where, "topic", "topic", [scenario.topic], lookup.topics)
        yield from _missing(
            where, "see also", "scenario", scenario.see_also, lookup.scenarios
        )
        if scenario.wizard:
            yield from _missing(
                where, "wizard", "wizard", [scenario.wizard], lookup.wizards
            )
        yield from _answer(scenario, where, "", lookup)
        yield from _settlement(scenario, where, lookup)


def _wizards(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    lists = [each.slug for each in guidance.department.reference_lists]
    for wizard in guidance.wizards:
        where = place(wizard)
        yield from _missing(where, "topic", "topic", [wizard.topic], lookup.topics)
        yield from check_wizard(wizard, where)
        for question in wizard.questions:
            if question.reference_list:
                yield from _missing(
                    where,
                    f"questions › {question.slug}",
                    "reference list",
                    [question.reference_list],
                    lists,
                )
        for outcome in wizard.outcomes:
            field = f"outcomes › {outcome.slug}"
            yield from _answer(outcome, where, field, lookup)
            if outcome.next_wizard:
                yield from _missing(
                    where, field, "wizard", [outcome.next_wizard], lookup.wizards
                )


def _answer(
    answer: Scenario | Outcome, where: str, field: str, lookup: Lookup
) -> Iterator[Problem]:
    """Yield what is wrong with the part scenarios and outcomes have in common."""
    inside = f"{field} › " if field else ""
    yield from _missing(
        where, f"{inside}contacts", "contact", answer.contacts, lookup.contacts
    )
    yield from _missing(
        where, f"{inside}bears on", "section", answer.bears_on, lookup.sections
    )
    if answer.verdict is Verdict.ASK_FIRST and not answer.contacts:
        yield problem(
            "no-contact",
            where,
            f"{inside}contacts",
            "The verdict is “Ask first”, and nobody is named to ask.",
            "Add a contact.",
        )
    if not answer.citations:
        yield problem(
            "no-citation",
            where,
            f"{inside}citations",
            "The answer rests on no words of the policy.",
            "Cite a section and quote the words that carry the answer.",
        )
    for citation in answer.citations:
        yield from _citation(citation, where, f"{inside}citations", lookup)


def _citation(
    citation: Citation, where: str, field: str, lookup: Lookup
) -> Iterator[Problem]:
    section = lookup.section(citation.section)
    if section is None:
        yield from _missing(where, field, "section", [citation.section], [])
    elif not says(section, citation.words):
        yield problem(
            "words-not-found",
            where,
            field,
            f"The words “{_short(citation.words)}” do not stand in the section "
            f"“{citation.section}”.",
            "Quote words that stand there exactly.",
        )


def says(section: Section, words: str) -> bool:
    """Say whether `words` stand in `section`: in its quotation or its text."""
    if section.quotation and find(words, section.quotation.text):
        return True
    return find(words, plain(section.body)) is not None


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


def _settlement(scenario: Scenario, where: str, lookup: Lookup) -> Iterator[Problem]:
    settled = scenario.settled_by
    if settled is None:
        return
    wizard = lookup.wizards.get(settled.wizard)
    if wizard is None:
        yield from _missing(where, "settled by", "wizard", [settled.wizard], [])
        return
    if wizard.start not in wizard.nodes:
        return
    reached = walk(wizard, settled.answers)
    if reached.outcome is None or reached.answers != settled.answers:
        yield problem(
            "settled-nowhere",
            where,
            "settled by",
            f"The answers do not lead through “{wizard.title}” to an outcome.",
            "Give the answer to every question on the path, and no other.",
        )
    elif reached.outcome.verdict is not scenario.verdict:
        yield problem(
            "settled-otherwise",
            where,
            "settled by",
            f"The scenario says “{scenario.verdict.label}”, but its path ends "
            f"in “{reached.outcome.verdict.label}” ({reached.outcome.ref}).",
            "Correct the path, the scenario or the wizard.",
        )

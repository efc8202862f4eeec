"""The structural checks without which nothing may be published.

Every check looks at the guidance as data and yields problems; none of them stops at
the first. What may be written at all (a slug's letters, a title's length) is held by
the model; here is what holds between the parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from guidance.content.answer_checking import check_answer, check_settlement, says
from guidance.content.cases import check_cases
from guidance.content.lookup import Lookup
from guidance.content.memos import Memo
from guidance.content.model import Document, Guidance, kind_of
from guidance.content.pins import check_pins
from guidance.content.problems import Problem, problem, same_slug, twice, unknown
from guidance.content.wizard_checking import check_wizard

__all__ = ["FOLDERS", "check", "place", "place_of", "refs", "says"]

FOLDERS = {
    "memo": "memos",
    "scenario": "scenarios",
    "wizard": "wizards",
    "case_set": "cases",
}


def place(document: Document) -> str:
    """Return where `document` stands in a pack, without the file's ending."""
    return place_of(kind_of(document), document.slug)


def place_of(kind: str, slug: str) -> str:
    """Return where the document of that `kind` and `slug` stands in a pack."""
    return f"{FOLDERS[kind]}/{slug}" if kind in FOLDERS else kind


def check(guidance: Guidance) -> list[Problem]:
    """Return every structural problem of `guidance`, in reading order."""
    lookup = Lookup(guidance)
    return [
        *_duplicate_slugs(guidance),
        *_duplicate_refs(guidance),
        *_department(guidance, lookup),
        *check_pins(guidance),
        *_memos(guidance, lookup),
        *_scenarios(guidance, lookup),
        *_wizards(guidance, lookup),
        *check_cases(guidance, lookup),
    ]


def _duplicate_slugs(guidance: Guidance) -> Iterator[Problem]:
    """Yield documents of one kind that have the same slug, and so the same address."""
    for folder, slugs in {
        "memos": [each.slug for each in guidance.memos],
        "scenarios": [each.slug for each in guidance.scenarios],
        "wizards": [each.slug for each in guidance.wizards],
        "cases": [each.slug for each in guidance.case_sets],
    }.items():
        for slug in twice(slugs):
            yield same_slug(f"{folder}/{slug}", "slug", folder, slug)


def _duplicate_refs(guidance: Guidance) -> Iterator[Problem]:
    """Yield every place of a ref that stands in more than one."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, field, ref in refs(guidance):
        places[ref].append((document, field))
    for ref, found in places.items():
        for document, field in found if len(found) > 1 else []:
            yield problem(
                "duplicate-ref",
                document,
                field,
                f"The ref “{ref}” stands more than once.",
                "A ref is never used twice; give this one its own.",
            )


def refs(guidance: Guidance) -> Iterator[tuple[str, str, str]]:
    """Yield every ref, after the document and the field it stands in."""
    for each in guidance.department.reference_lists:
        yield "department", f"reference lists › {each.slug} › ref", each.ref
    for memo in guidance.memos:
        yield place(memo), "ref", memo.ref
        for section in memo.sections:
            yield place(memo), f"sections › {section.slug} › ref", section.ref
    for scenario in guidance.scenarios:
        yield place(scenario), "ref", scenario.ref
    for wizard in guidance.wizards:
        yield place(wizard), "ref", wizard.ref
        for question in wizard.questions:
            yield place(wizard), f"questions › {question.slug} › ref", question.ref
        for outcome in wizard.outcomes:
            yield place(wizard), f"outcomes › {outcome.slug} › ref", outcome.ref


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
        for slug in twice(slugs):
            yield same_slug("department", f"{field} › {slug}", field, slug)
    for term in department.glossary:
        field = f"glossary › {term.slug} › section"
        named = [term.section] if term.section else []
        yield from unknown("department", field, "section", named, lookup.sections)
    if not _is_time_zone(department.time_zone):
        yield problem(
            "unknown-time-zone",
            "department",
            "time zone",
            f"There is no time zone “{department.time_zone}”.",
            "Name one as “America/New_York” is named, or take the field out.",
        )


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False  # no such zone, no such name, or a folder of zones
    return True


def _memos(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    for memo in guidance.memos:
        document = place(memo)
        yield from unknown(
            document, "supersedes", "memo", memo.supersedes, lookup.memos
        )
        if memo.slug in memo.supersedes:
            yield problem(
                "supersedes-itself",
                document,
                "supersedes",
                "The memo supersedes itself.",
                "Take its own name out.",
            )
        yield from _dates(memo, document)
        yield from _sections(memo, document, lookup)


def _dates(memo: Memo, document: str) -> Iterator[Problem]:
    begins, ends = memo.in_force_from, memo.in_force_until
    if begins and ends and ends < begins:
        yield problem(
            "dates",
            document,
            "in force until",
            "The memo ends before it begins.",
            "Correct the dates.",
        )


def _sections(memo: Memo, document: str, lookup: Lookup) -> Iterator[Problem]:
    if not memo.sections:
        yield problem(
            "no-sections",
            document,
            "sections",
            "The memo has no sections.",
            "Add the sections that answers rest on.",
        )
    for slug in twice(each.slug for each in memo.sections):
        yield same_slug(document, f"sections › {slug}", "sections", slug)
    for section in memo.sections:
        field = f"sections › {section.slug}"
        yield from unknown(
            document, f"{field} › sources", "source", section.sources, lookup.sources
        )
        if not section.body and not section.quotation:
            yield problem(
                "empty-section",
                document,
                f"{field} › body",
                "The section says nothing.",
                "Write what it says, or quote it.",
            )


def _scenarios(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    for scenario in guidance.scenarios:
        document = place(scenario)
        wizard = [scenario.wizard] if scenario.wizard else []
        for field, wanted, names, known in (
            ("topic", "topic", [scenario.topic], lookup.topics.keys()),
            ("see also", "scenario", scenario.see_also, lookup.scenarios.keys()),
            ("wizard", "wizard", wizard, lookup.wizards.keys()),
        ):
            yield from unknown(document, field, wanted, names, known)
        yield from check_answer(scenario, document, "", lookup)
        yield from check_settlement(scenario, document, lookup)


def _wizards(guidance: Guidance, lookup: Lookup) -> Iterator[Problem]:
    for wizard in guidance.wizards:
        document = place(wizard)
        yield from unknown(document, "topic", "topic", [wizard.topic], lookup.topics)
        yield from check_wizard(wizard, document)
        for question in wizard.questions:
            field = f"questions › {question.slug} › reference list"
            named = [question.reference_list] if question.reference_list else []
            yield from unknown(
                document, field, "reference list", named, lookup.reference_lists
            )
        for outcome in wizard.outcomes:
            inside = f"outcomes › {outcome.slug} › "
            yield from check_answer(outcome, document, inside, lookup)
            named = [outcome.next_wizard] if outcome.next_wizard else []
            yield from unknown(
                document, f"{inside}next wizard", "wizard", named, lookup.wizards
            )

"""The order in which results are shown: in groups, and a guide first where facts decide.

A question is settled where one scenario answers it better than any other. Where several
answer it about as well, belong to one wizard and don't say the same, it depends on facts
the question does not tell: then the wizard, which asks for them, comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.content.lookup import Lookup
from guidance.content.model import Scenario
from guidance.search.catalogue import Name

GROUPS = {
    "scenario": "Answers",
    "wizard": "Answers",
    "memo": "Policy",
    "section": "Policy",
    "term": "Meanings",
}

CHOSEN = "Chosen by your department"

AS_WELL = 0.95
"""The part of the best score from which another scenario answers about as well."""


@dataclass(frozen=True)
class Group:
    """Results of one sort, the best first."""

    title: str
    names: Sequence[Name]


def grouped(names: Iterable[Name], *, chosen: int = 0) -> list[Group]:
    """Return `names`, the best first, in groups; the group of the best comes first.

    The first so many of them were `chosen` by the department, and are one group,
    whatever they are.
    """
    found: dict[str, list[Name]] = {}
    for place, name in enumerate(names):
        title = CHOSEN if place < chosen else GROUPS[name[0]]
        found.setdefault(title, []).append(name)
    return [Group(title, members) for title, members in found.items()]


def facts_first(best: Sequence[tuple[Name, float]], lookup: Lookup) -> list[Name]:
    """Return the names of `best` in their order, save that the wizard which decides
    goes to the front where the question depends on facts."""
    names = [name for name, _ in best]
    wizard = _decides(best, lookup)
    if wizard is None:
        return names
    return [wizard, *(each for each in names if each != wizard)]


def _decides(best: Sequence[tuple[Name, float]], lookup: Lookup) -> Name | None:
    if not best or best[0][0][0] != "scenario":
        return None
    enough = AS_WELL * best[0][1]
    rivals = [
        lookup.scenarios[slug]
        for (kind, slug), score in best
        if kind == "scenario" and score >= enough
    ]
    wizards = {_wizard(each) for each in rivals}
    differ = len({each.verdict for each in rivals}) > 1
    slug = wizards.pop() if len(wizards) == 1 else None
    return ("wizard", slug) if slug and differ else None


def _wizard(scenario: Scenario) -> str | None:
    return scenario.settled_by.wizard if scenario.settled_by else scenario.wizard

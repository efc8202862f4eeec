"""Pinned results: what a department shows first for a query, whatever is found.

A query is pinned as it is folded, so “ICE at the door?” and “ice at the door” are one.
What has a ref and a page of its own can be pinned: a scenario, a wizard, a memo, a
section. Others of a wizard's refs lead to its first page, so the wizard is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from guidance.content.department import PinnedResult
from guidance.content.folding import as_ref, fold, words
from guidance.content.model import Guidance
from guidance.content.problems import Problem, problem, twice

MOST_CHARACTERS = 200
MOST_WORDS = 20
"""Of a query that are looked for; what follows is not."""

Name = tuple[str, str]
"""What a thing is called by: its kind and its slug, a section's being its path."""


def pages(guidance: Guidance) -> dict[str, Name]:
    """Return what has a ref and a page of its own, by its ref."""
    found = {each.ref: ("scenario", each.slug) for each in guidance.scenarios}
    found |= {each.ref: ("wizard", each.slug) for each in guidance.wizards}
    for memo in guidance.memos:
        found[memo.ref] = ("memo", memo.slug)
        for each in memo.sections:
            found[each.ref] = ("section", f"{memo.slug}/{each.slug}")
    return found


@lru_cache(maxsize=16)
def pinned_to(pinned: tuple[PinnedResult, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the refs that are pinned to each query, by the query as it is folded."""
    return {fold(query): each.refs for each in pinned for query in each.queries}


def check_pins(guidance: Guidance) -> Iterator[Problem]:
    """Yield what is wrong with the pins of `guidance`."""
    pinned = guidance.department.pinned
    if not pinned:
        return
    there, inside = pages(guidance), dict(_inside(guidance))
    for number, each in enumerate(pinned, 1):
        yield from _check_refs(each, f"pinned › {number} › refs", there, inside)
    yield from _check_queries(pinned, there.keys() | inside.keys())


def _inside(guidance: Guidance) -> Iterator[tuple[str, str]]:
    """Yield the ref of every part of a wizard, with the ref of the wizard."""
    for wizard in guidance.wizards:
        for node in wizard.nodes.values():
            yield node.ref, wizard.ref


def _check_refs(
    pin: PinnedResult, field: str, there: Mapping[str, Name], inside: Mapping[str, str]
) -> Iterator[Problem]:
    for number, ref in enumerate(pin.refs, 1):
        where = f"{field} › {number}"
        if ref in inside:
            sentence = f"“{ref}” is a part of the wizard {inside[ref]}."
            remedy = f"Pin “{inside[ref]}”: a result leads to the wizard's start."
            yield problem("pinned-part", "department", where, sentence, remedy)
        elif ref not in there:
            sentence = f"Nothing that can be pinned has the ref “{ref}”."
            remedy = "Name a scenario, wizard, memo or section, or take it out."
            yield problem("unknown-ref", "department", where, sentence, remedy)
    for ref in twice(pin.refs):
        sentence = f"“{ref}” is pinned to the same query twice."
        yield problem("pinned-twice", "department", field, sentence, "Take one out.")


def _check_queries(
    pinned: tuple[PinnedResult, ...], refs: set[str]
) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for number, each in enumerate(pinned, 1):
        for place, query in enumerate(each.queries, 1):
            where = f"pinned › {number} › queries › {place}"
            folded = fold(query)
            if kind := unasked(query, refs):
                sentence, remedy = TELLING[kind]
                said = sentence.format(query=query)
                yield problem(kind, "department", where, said, remedy)
            elif folded in first:
                sentence = f"“{query}” is pinned already: {first[folded]}."
                remedy = "Take one out. What is pinned to it can be one list."
                yield problem("pinned-twice", "department", where, sentence, remedy)
            first.setdefault(folded, where)


def unasked(query: str, refs: set[str]) -> str:
    """Return the word for why `query` can't be pinned to, or "" where it can."""
    if as_ref(query) in refs:
        return "pinned-ref"
    if not words(query):
        return "pinned-nothing"
    if len(query) > MOST_CHARACTERS or len(words(query)) > MOST_WORDS:
        return "pinned-long"
    return ""


TELLING = {
    "pinned-ref": (
        "“{query}” is a ref, and a ref goes straight to what has it.",
        "Take it out.",
    ),
    "pinned-nothing": (
        "“{query}” has no letter and no digit: nobody can look for it.",
        "Take it out.",
    ),
    "pinned-long": (
        "“{query}” is longer than what is looked for.",
        f"Keep it to {MOST_WORDS} words and {MOST_CHARACTERS} characters.",
    ),
}

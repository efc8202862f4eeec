"""Faults in what the department shows first for a query."""

from __future__ import annotations

from typing import Any

from guidance.content.model import Guidance
from tests.exhaustive.planting import Expected, Pick, fault, with_department

Planted = tuple[Guidance, Expected]


def pinning(pack: Guidance, *pins: tuple[list[str], list[str]]) -> Guidance:
    """Return `pack` with `pins`, each of queries and of refs."""
    pinned: list[dict[str, Any]] = [
        {"queries": queries, "refs": refs} for queries, refs in pins
    ]
    return with_department(pack, pinned=pinned)


def a_ref(pack: Guidance, pick: Pick) -> str:
    memo = pick(pack.memos)
    things = (pick(pack.scenarios), pick(pack.wizards), memo, pick(memo.sections))
    ref: str = pick(things).ref
    return ref


@fault
def a_pin_names_what_is_gone(pack: Guidance, pick: Pick) -> Planted:
    there, gone = a_ref(pack, pick), pick(["z99", "gone-1"])
    field = "pinned › 1 › refs › 2"
    return pinning(pack, (["hot dog"], [there, gone])), [
        ("unknown-ref", "department", field)
    ]


@fault
def a_part_of_a_wizard_is_pinned(pack: Guidance, pick: Pick) -> Planted:
    wizard = pick(pack.wizards)
    part = pick([*wizard.questions, *wizard.outcomes])
    field = "pinned › 1 › refs › 1"
    return pinning(pack, (["hot dog"], [part.ref])), [
        ("pinned-part", "department", field)
    ]


@fault
def one_thing_is_pinned_to_a_query_twice(pack: Guidance, pick: Pick) -> Planted:
    ref = a_ref(pack, pick)
    return pinning(pack, (["hot dog"], [ref, ref])), [
        ("pinned-twice", "department", "pinned › 1 › refs")
    ]


@fault
def a_query_is_pinned_twice(pack: Guidance, pick: Pick) -> Planted:
    ref, again = a_ref(pack, pick), pick(["Hot dog?", "HOT-DOG", "hót dog"])
    spoilt, number, place = pick(
        [
            (pinning(pack, (["hot dog", again], [ref])), 1, 2),
            (pinning(pack, (["hot dog"], [ref]), (["bun", again], ["a01"])), 2, 2),
        ]
    )
    field = f"pinned › {number} › queries › {place}"
    return spoilt, [("pinned-twice", "department", field)]


@fault
def nobody_can_ask_what_is_pinned_to(pack: Guidance, pick: Pick) -> Planted:
    kind, query = pick(
        [
            ("pinned-ref", a_ref(pack, pick)),
            ("pinned-nothing", "?!"),
            *(("pinned-long", each) for each in ("dog " * 21, "d" * 201)),
        ]
    )
    return pinning(pack, (["hot dog", query.strip()], [a_ref(pack, pick)])), [
        (kind, "department", "pinned › 1 › queries › 2")
    ]

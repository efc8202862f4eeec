"""Checking: each fault that would mislead an officer is found, and told where it is."""

from __future__ import annotations

import pytest

from guidance.content.checking import check, place, refs
from guidance.content.department import Contact, Term
from tests.content.a_guidance import (
    a_department,
    a_guidance,
    a_memo,
    a_reference_list,
    a_scenario,
    a_section,
    a_wizard,
)
from tests.content.faults import (
    found,
    said,
    settled,
    with_department,
    with_memo,
    with_section,
)

WIZARD = "wizards/take-a-bicycle"


def test_clean_guidance_has_no_problems():
    full = a_guidance(
        department=a_department(
            time_zone="America/New_York",
            glossary=[
                Term(slug="t", term="T", meaning="T", section="bicycle-order/found")
            ],
            reference_lists=[a_reference_list()],
        ),
        scenarios=[
            a_scenario(settled_by=settled(), wizard="take-a-bicycle"),
            a_scenario(
                slug="b",
                ref="a02",
                see_also=["ride-it"],
                verdict="ask_first",
                contacts=["desk"],
                bears_on=["bicycle-order/found"],
            ),
        ],
    )

    assert check(full) == []


DEPARTMENT_FAULTS = [
    (
        with_department(contacts=[Contact(slug="desk", name=name) for name in "ab"]),
        ("duplicate-slug", "department", "contacts › desk"),
        "Two of the contacts have the slug “desk”.",
    ),
    (
        with_department(
            glossary=[Term(slug="t", term="T", meaning="T", section="bicycle-order/x")]
        ),
        ("unknown-section", "department", "glossary › t › section"),
        "There is no section “bicycle-order/x”.",
    ),
    (
        with_department(time_zone="Mars/Olympus"),
        ("unknown-time-zone", "department", "time zone"),
        "There is no time zone “Mars/Olympus”. Name one as “America/New_York”",
    ),
    (
        with_department(time_zone="../../etc/passwd"),
        ("unknown-time-zone", "department", "time zone"),
        "There is no time zone",
    ),
]

MEMO_FAULTS = [
    (
        with_memo(supersedes=["gone"]),
        ("unknown-memo", "memos/bicycle-order", "supersedes"),
        "There is no memo “gone”. Choose one that exists, or add the memo.",
    ),
    (
        with_memo(supersedes=["bicycle-order"]),
        ("supersedes-itself", "memos/bicycle-order", "supersedes"),
        "The memo supersedes itself.",
    ),
    (
        with_memo(in_force_from="2025-02-01", in_force_until="2025-01-31"),
        ("dates", "memos/bicycle-order", "in force until"),
        "The memo ends before it begins.",
    ),
    (
        a_guidance(memos=[a_memo(), a_memo(slug="b", ref="c", sections=[])]),
        ("no-sections", "memos/b", "sections"),
        "The memo has no sections.",
    ),
    (
        with_memo(sections=[a_section(), a_section(ref="b-2")]),
        ("duplicate-slug", "memos/bicycle-order", "sections › found"),
        "Two of the sections have the slug “found”.",
    ),
    (
        with_section(sources=["gone"]),
        ("unknown-source", "memos/bicycle-order", "sections › b › sources"),
        "There is no source “gone”.",
    ),
    (
        with_section(body="  "),
        ("empty-section", "memos/bicycle-order", "sections › b › body"),
        "The section says nothing. Write what it says, or quote it.",
    ),
]


@pytest.mark.parametrize(
    ("guidance", "problem", "words"),
    [*DEPARTMENT_FAULTS, *MEMO_FAULTS],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_each_fault_is_found_where_it_is_and_nothing_else(guidance, problem, words):
    assert found(guidance) == [problem]
    assert words in said(guidance)


def test_a_slug_that_two_documents_of_a_kind_have_is_found():
    guidance = a_guidance(scenarios=[a_scenario(), a_scenario(ref="a02")])

    assert found(guidance) == [("duplicate-slug", "scenarios/ride-it", "slug")]


def test_a_ref_that_stands_twice_is_found_in_both_places():
    guidance = a_guidance(scenarios=[a_scenario(ref="b-1")])

    assert found(guidance) == [
        ("duplicate-ref", "memos/bicycle-order", "sections › found › ref"),
        ("duplicate-ref", "scenarios/ride-it", "ref"),
    ]


def test_every_kind_of_thing_has_a_ref():
    guidance = with_department(reference_lists=[a_reference_list()])

    assert {ref for _, _, ref in refs(guidance)} == {
        *("l-kinds", "b", "b-1", "a01", "w-take", "q-is-it-locked", "q-is-it-yours"),
        *("o-leave-it", "o-take-it", "o-ask"),
    }


def test_all_problems_are_found_at_once():
    guidance = a_guidance(
        memos=[a_memo(supersedes=["gone"])],
        scenarios=[a_scenario(citations=[], topic="boats")],
        wizards=[a_wizard(start="gone", topic="boats")],
    )

    assert [kind for kind, _, _ in found(guidance)] == [
        "unknown-memo",
        "unknown-topic",
        "no-citation",
        "unknown-topic",
        "unknown-node",
    ]


def test_a_document_has_its_place_in_a_pack():
    guidance = a_guidance()

    assert [place(each) for each in guidance.documents()] == [
        "department",
        "memos/bicycle-order",
        "scenarios/ride-it",
        WIZARD,
    ]

"""Faults in memos, in dates, in links, and in what belongs to the department."""

from __future__ import annotations

from datetime import date, timedelta

from guidance.content.checking import place
from guidance.content.model import Guidance
from tests.exhaustive.planting import (
    Expected,
    Pick,
    a_new_memo,
    changed,
    cited,
    fault,
    put,
    with_department,
    with_outcome,
    with_section,
)

Planted = tuple[Guidance, Expected]

DAY = date(2026, 11, 24)
LONG_AGO = date(2001, 2, 3)


@fault
def a_memo_supersedes_what_is_gone(pack: Guidance, pick: Pick) -> Planted:
    memo = changed(pick(pack.memos), supersedes=("gone",))
    return put(pack, memo), [("unknown-memo", place(memo), "supersedes")]


@fault
def a_memo_supersedes_itself(pack: Guidance, pick: Pick) -> Planted:
    new = a_new_memo("za", supersedes=["za"])
    known = pick(pack.memos)
    memo = changed(new, order=known.order)
    return put(pack, memo), [("supersedes-itself", "memos/za", "supersedes")]


@fault
def a_memo_ends_before_it_begins(pack: Guidance, pick: Pick) -> Planted:
    ends = LONG_AGO - timedelta(days=pick(range(1, 400)))
    memo = a_new_memo("za", in_force_from=LONG_AGO, in_force_until=ends)
    return put(pack, memo), [("dates", "memos/za", "in force until")]


@fault
def a_memo_has_no_sections(pack: Guidance, pick: Pick) -> Planted:
    memo = a_new_memo("za", sections=[], order=pick([0, 5, 100]))
    return put(pack, memo), [("no-sections", "memos/za", "sections")]


@fault
def a_section_says_nothing(pack: Guidance, pick: Pick) -> Planted:
    memo = pick(pack.memos)
    empty = {"slug": "planted", "ref": "z97", "body": "", "quotation": None}
    section = changed(pick(memo.sections), **empty)
    spoilt = changed(memo, sections=(*memo.sections, section))
    return put(pack, spoilt), [
        ("empty-section", place(memo), "sections › planted › body")
    ]


@fault
def two_sections_have_one_slug(pack: Guidance, pick: Pick) -> Planted:
    memo = pick(pack.memos)
    twin = changed(pick(memo.sections), ref="z97")
    spoilt = changed(memo, sections=(twin, *memo.sections))
    return put(pack, spoilt), [
        ("duplicate-slug", place(memo), f"sections › {twin.slug}")
    ]


@fault
def a_section_rests_on_a_source_that_is_gone(pack: Guidance, pick: Pick) -> Planted:
    memo = pick(pack.memos)
    section = changed(pick(memo.sections), sources=("gone",))
    field = f"sections › {section.slug} › sources"
    return put(pack, with_section(memo, section)), [
        ("unknown-source", place(memo), field)
    ]


@fault
def one_ref_stands_twice(pack: Guidance, pick: Pick) -> Planted:
    memo, scenario = pick(pack.memos), pick(pack.scenarios)
    section = changed(pick(memo.sections), ref=scenario.ref)
    return put(pack, with_section(memo, section)), [
        ("duplicate-ref", place(memo), f"sections › {section.slug} › ref"),
        ("duplicate-ref", place(scenario), "ref"),
    ]


@fault
def a_sentence_that_binds_is_quoted_by_nothing(pack: Guidance, pick: Pick) -> Planted:
    memo, section = pick(
        [
            (memo, section)
            for memo in pack.memos
            for section in memo.sections
            if section.ref not in {"a14-4", "st-6"}  # which have gaps already
        ]
    )
    words = pick(["must", "shall", "may not", "may only"])
    body = f"{section.body}\n\nAn officer {words} wear a planted hat."
    field = f"sections › {section.slug}"
    return put(pack, with_section(memo, changed(section, body=body))), [
        ("not-quoted", place(memo), field)
    ]


@fault
def a_memo_is_cited_that_has_ended(pack: Guidance, pick: Pick) -> Planted:
    memo = changed(pick(pack.memos), in_force_until=DAY - timedelta(days=1))
    if memo.in_force_from is None:
        memo = changed(memo, in_force_from=LONG_AGO)
    return put(pack, memo), [
        ("memo-not-in-force", *each) for each in cited(pack, memo.slug)
    ]


@fault
def a_memo_is_cited_that_has_not_begun(pack: Guidance, pick: Pick) -> Planted:
    begins = DAY + timedelta(days=pick(range(1, 400)))
    memo = changed(pick(pack.memos), in_force_from=begins)
    return put(pack, memo), [
        ("memo-not-in-force", *each) for each in cited(pack, memo.slug)
    ]


@fault
def a_memo_is_cited_that_was_superseded(pack: Guidance, pick: Pick) -> Planted:
    older = pick([each for each in pack.memos if cited(pack, each.slug)])
    newer = a_new_memo("za", supersedes=[older.slug])
    return put(pack, newer), [
        ("memo-superseded", *each) for each in cited(pack, older.slug)
    ]


@fault
def nothing_holds_between_two_memos(pack: Guidance, pick: Pick) -> Planted:
    begins = LONG_AGO + timedelta(days=pick(range(2, 400)))
    older = a_new_memo("za", in_force_until=LONG_AGO)
    newer = a_new_memo("zb", in_force_from=begins, supersedes=["za"])
    return put(pack, older, newer), [("supersession-gap", "memos/zb", "supersedes")]


@fault
def two_memos_hold_at_once(pack: Guidance, pick: Pick) -> Planted:
    ends = pick([None, *(LONG_AGO + timedelta(days=each) for each in range(300))])
    older = a_new_memo("za", in_force_until=ends)
    newer = a_new_memo("zb", in_force_from=LONG_AGO, supersedes=["za"])
    return put(pack, older, newer), [("supersession-overlap", "memos/zb", "supersedes")]


@fault
def memos_supersede_each_other_in_a_circle(pack: Guidance, pick: Pick) -> Planted:
    names = ["za", "zb", "zc"][: pick([2, 3])]
    memos = [
        a_new_memo(slug, supersedes=[names[at - 1]]) for at, slug in enumerate(names)
    ]
    return put(pack, *memos), [
        ("supersession-circle", f"memos/{each}", "supersedes") for each in names
    ]


LINKS = [
    *("/memos/gone/", "/memos/operations-order-2025/gone/", "/questions/gone/"),
    *("/can-i/gone/", "/can-i/warrant-hit/?gone=yes", "/topics/gone/", "/gone/"),
    *("memos/operations-order-2025/", "/lists/gone/", "/admin/", "/can-i/gone/map/"),
]


@fault
def a_link_in_a_note_leads_nowhere(pack: Guidance, pick: Pick) -> Planted:
    known = pick(pack.memos)
    memo = changed(known, note=f"{known.note}\n\nSee [this]({pick(LINKS)}).")
    return put(pack, memo), [("broken-link", place(memo), "note")]


@fault
def a_link_in_an_answer_leads_nowhere(pack: Guidance, pick: Pick) -> Planted:
    wizard = pick(pack.wizards)
    known = pick(wizard.outcomes)
    outcome = changed(known, detail=f"{known.detail}\n\nSee [this]({pick(LINKS)}).")
    field = f"outcomes › {known.slug} › detail"
    return put(pack, with_outcome(wizard, outcome)), [
        ("broken-link", place(wizard), field)
    ]


@fault
def two_entries_of_a_list_have_one_slug(pack: Guidance, pick: Pick) -> Planted:
    field, shown = pick(
        [
            *(("contacts", "contacts"), ("topics", "topics"), ("sources", "sources")),
            *(("glossary", "glossary"), ("details", "details")),
        ]
    )
    entries = getattr(pack.department, field)
    twin = pick(entries)
    spoilt = with_department(pack, **{field: (*entries, twin)})
    return spoilt, [("duplicate-slug", "department", f"{shown} › {twin.slug}")]


@fault
def a_term_rests_on_a_section_that_is_gone(pack: Guidance, pick: Pick) -> Planted:
    known = pick(pack.department.glossary)
    terms = [
        changed(each, section="gone/gone") if each.slug == known.slug else each
        for each in pack.department.glossary
    ]
    field = f"glossary › {known.slug} › section"
    return with_department(pack, glossary=terms), [
        ("unknown-section", "department", field)
    ]


@fault
def the_time_zone_is_none(pack: Guidance, pick: Pick) -> Planted:
    zone = pick(["Mars/Olympus", "America", "EST5EST", "../etc"])
    return with_department(pack, time_zone=zone), [
        ("unknown-time-zone", "department", "time zone")
    ]

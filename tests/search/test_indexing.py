"""The index of an edition, written in the transaction that records it."""

from __future__ import annotations

import pytest
from django.db import transaction

from guidance.content.model import Guidance
from guidance.editions.recording import record
from guidance.search.indexing import LONGEST_EXCERPT, index
from guidance.search.models import Entry
from guidance.search.things import things
from tests.content.a_guidance import a_guidance, a_memo, a_scenario, a_section
from tests.search.conftest import NOON

pytestmark = pytest.mark.django_db


def only(guidance: Guidance, kind: str) -> Entry:
    index(1, guidance)
    return Entry.objects.get(edition=1, kind=kind)


def test_recording_an_edition_writes_its_index():
    edition = record(a_guidance(), "First edition.", at=NOON)

    found = Entry.objects.filter(edition=edition.number).order_by("id")
    assert [f"{each.kind}:{each.slug}" for each in found] == [
        "scenario:ride-it",
        "wizard:take-a-bicycle",
        "memo:bicycle-order",
        "section:bicycle-order/found",
    ]


def test_an_edition_that_is_not_recorded_leaves_no_index():
    with transaction.atomic():
        record(a_guidance(), "First edition.", at=NOON)
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


def test_each_edition_has_rows_of_its_own():
    record(a_guidance(), "First edition.", at=NOON)
    again = a_scenario(question="May I ride a scooter?")
    record(a_guidance(scenarios=[again]), "Scooters.", at=NOON)

    questions = Entry.objects.filter(kind="scenario").order_by("edition")
    assert [each.title for each in questions] == [
        "Can I ride a bicycle I found?",
        "May I ride a scooter?",
    ]


def test_a_wizard_is_found_by_the_refs_inside_it():
    entry = only(a_guidance(), "wizard")

    assert entry.refs[0] == "w-take"
    assert {"q-is-it-locked", "o-leave-it"} <= set(entry.refs)


def test_an_excerpt_is_plain_text_and_ends_at_a_word():
    memo = a_memo(sections=[a_section(body="A **bold** claim. " + "word " * 200)])

    excerpt = only(
        a_guidance(memos=[memo], scenarios=[], wizards=[]), "section"
    ).excerpt

    assert excerpt.startswith("A bold claim. word")
    assert excerpt.endswith("word …")
    assert len(excerpt) <= LONGEST_EXCERPT


def test_an_answer_is_never_cut():
    answer = "No, " + "never " * 80 + "unless it burns."

    assert (
        only(a_guidance(scenarios=[a_scenario(answer=answer)]), "scenario").excerpt
        == answer
    )


def test_text_too_large_for_postgres_is_indexed_as_far_as_it_goes():
    long = " ".join(f"w{number}" for number in range(8_000))
    sections = [
        a_section(slug=f"s{each}", ref=f"s{each}", body=long) for each in range(3)
    ]

    index(1, a_guidance(memos=[a_memo(sections=sections)]))

    assert Entry.objects.filter(words="w5000").count() == 3


def test_everything_with_a_page_can_be_found():
    kinds = {each.kind for each in things(a_guidance())}

    assert kinds == {"scenario", "wizard", "memo", "section"}

"""The index of an edition, written in the transaction that records it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from guidance.editions.library import library
from guidance.editions.recording import record
from guidance.search import entering
from guidance.search.catalogue import catalogue
from guidance.search.choosing import trial_copy
from guidance.search.indexing import forget, index
from guidance.search.meaning import Floats
from guidance.search.model import vectors
from guidance.search.models import Directions, Entry, Listing
from guidance.search.searching import search
from guidance.search.things import things
from tests.content.a_guidance import (
    a_department,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
)
from tests.search.conftest import NOON, a_copy

pytestmark = pytest.mark.django_db


def test_recording_an_edition_writes_its_index():
    edition = record(a_guidance(), "First edition.", at=NOON)

    found = Entry.objects.filter(listing__edition=edition.number).order_by("id")
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


def test_editions_share_what_did_not_change():
    record(a_guidance(), "First edition.", at=NOON)
    again = a_scenario(question="May I ride a scooter?")
    record(a_guidance(scenarios=[again]), "Scooters.", at=NOON)

    assert titles(1) ^ titles(2) == {
        "can i ride a bicycle i found",
        "may i ride a scooter",
    }
    assert Entry.objects.count() == len(titles(1)) + 1


def titles(edition: int) -> set[str]:
    found = Entry.objects.filter(listing__edition=edition)
    return {each.title_words for each in found}


def test_what_no_edition_lists_any_more_is_taken_away():
    index(1, a_guidance())
    index(2, a_guidance(scenarios=[a_scenario(question="May I ride a scooter?")]))
    before = titles(1)

    forget([2])

    assert titles(1) == before == {each.title_words for each in Entry.objects.all()}
    assert not Listing.objects.filter(edition=2).exists()


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


def test_a_thing_is_read_by_the_model_once(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []

    def noted(texts: list[str]) -> Floats:
        read.extend(texts)
        return vectors(texts)

    monkeypatch.setattr(entering, "vectors", noted)
    index(1, a_guidance())
    before = len(read)

    index(2, a_guidance(scenarios=[a_scenario(question="May I ride a scooter?")]))

    changed = next(things(a_guidance(scenarios=[a_scenario()])))
    assert before > 5
    assert len(read) - before == len(changed.ways)


def test_everything_in_an_edition_has_its_direction():
    index(1, a_guidance())

    rows = Directions.objects.get(edition=1).rows
    assert len(rows) == len(list(things(a_guidance()))) * 385 * 4


def test_what_an_edition_does_not_answer_is_learnt_and_kept():
    lines = [f"how do I report pothole number {each}" for each in range(30)]
    elsewhere = a_guidance(department=a_department(unanswered=lines))
    many = [a_scenario(slug=f"s{each}", ref=f"s{each}") for each in range(10)]
    guidance = elsewhere.model_copy(update={"scenarios": tuple(many)})
    index(1, guidance)

    kept = catalogue(a_copy(guidance))
    anew = catalogue(a_copy(guidance, number=2))

    assert kept.border
    assert anew.border
    assert kept.border.weights == pytest.approx(anew.border.weights, rel=1e-3)
    assert len(kept.border.there) == 30


def test_a_trial_is_searched_as_it_would_be_and_nobody_waits_for_it():
    with trial_copy(a_guidance()) as copy, connection.cursor() as cursor:
        assert search("can I ride it", copy, limit=10).found
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)

    assert not Entry.objects.exists()


def test_guidance_that_holds_nothing_is_indexed_too():
    empty = a_guidance(scenarios=[], wizards=[], memos=[])
    index(1, empty)

    assert not search("warrant", a_copy(empty), limit=10).found


def test_directions_of_other_things_are_not_mistaken_for_these():
    index(1, a_guidance())
    copy = a_copy(a_guidance(scenarios=[a_scenario(), a_scenario(slug="b", ref="b")]))

    directions = catalogue(copy).directions

    assert directions is not None
    assert len(directions) == len(catalogue(copy).names)


def test_without_the_model_there_are_no_directions(settings):
    settings.SEARCH_BY_MEANING = False

    index(1, a_guidance())

    assert not Directions.objects.exists()
    assert not Entry.objects.filter(ways__isnull=False).exists()


def test_an_edition_recorded_without_the_model_can_be_indexed_anew(settings):
    settings.SEARCH_BY_MEANING = False
    record(a_guidance(), "First edition.", at=NOON)
    settings.SEARCH_BY_MEANING = True
    library.forget()

    call_command("index_search", stdout=StringIO())

    assert Directions.objects.filter(edition=1).exists()
    assert not Entry.objects.filter(ways__isnull=True).exists()
    library.forget()

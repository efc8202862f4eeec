"""The index of an edition, written in the transaction that records it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from guidance.editions.library import library
from guidance.editions.recording import record
from guidance.search import phrases
from guidance.search.indexing import ELSEWHERE, index
from guidance.search.meaning import Floats
from guidance.search.model import vectors
from guidance.search.models import Entry, Phrase
from guidance.search.things import things
from tests.content.a_guidance import a_guidance, a_memo, a_scenario, a_section
from tests.search.conftest import NOON

pytestmark = pytest.mark.django_db


def test_recording_an_edition_writes_its_index():
    edition = record(a_guidance(), "First edition.", at=NOON)

    found = Entry.objects.filter(edition=edition.number).exclude(kind=ELSEWHERE)
    assert [f"{each.kind}:{each.slug}" for each in found.order_by("id")] == [
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
    assert [each.title_words for each in questions] == [
        "can i ride a bicycle i found",
        "may i ride a scooter",
    ]


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


def test_a_text_is_read_by_the_model_once(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []

    def noted(texts: list[str]) -> Floats:
        read.extend(texts)
        return vectors(texts)

    monkeypatch.setattr(phrases, "vectors", noted)
    index(1, a_guidance())
    before = len(read)

    index(2, a_guidance(scenarios=[a_scenario(question="May I ride a scooter?")]))

    assert before > 5
    assert all("scooter" in each for each in read[before:])


def test_every_entry_keeps_its_direction():
    index(1, a_guidance())

    assert {len(each.direction or b"") for each in Entry.objects.all()} == {385 * 4}


def test_without_the_model_there_are_no_directions(settings):
    settings.SEARCH_BY_MEANING = False

    index(1, a_guidance())

    assert not Entry.objects.filter(direction__isnull=False).exists()
    assert not Phrase.objects.exists()


def test_an_edition_recorded_without_the_model_can_be_indexed_anew(settings):
    settings.SEARCH_BY_MEANING = False
    record(a_guidance(), "First edition.", at=NOON)
    settings.SEARCH_BY_MEANING = True
    library.forget()

    call_command("index_search", stdout=StringIO())

    assert not Entry.objects.filter(direction__isnull=True).exists()
    library.forget()

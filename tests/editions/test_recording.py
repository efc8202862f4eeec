"""Recording an edition: one row, one transaction, one chain."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from guidance.content.freezing import digest
from guidance.editions import indexing
from guidance.editions.models import Edition, Snapshot
from guidance.editions.reading import Tampered, read
from guidance.editions.recording import record
from tests.content.a_guidance import a_guidance, a_scenario
from tests.editions.conftest import NOON

pytestmark = pytest.mark.django_db


def test_the_first_edition_is_number_one_and_in_force_at_once():
    edition = record(a_guidance(), "First edition.", at=NOON)

    assert edition.number == 1
    assert edition.in_force_from == NOON
    assert edition.previous == ""


def test_what_is_read_back_is_what_was_recorded():
    guidance = a_guidance()

    copy = read(record(guidance, "First edition.", at=NOON))

    assert copy.guidance == guidance


def test_editions_are_chained_by_digest():
    first = record(a_guidance(), "First edition.", at=NOON)

    second = record(a_guidance(), "Nothing new.", at=NOON + timedelta(days=1))

    assert second.previous == first.digest
    assert second.digest == digest(second.statement()) != first.digest


def test_a_document_that_did_not_change_is_the_same_snapshot():
    record(a_guidance(), "First edition.", at=NOON)
    before = Snapshot.objects.count()

    record(a_guidance(scenarios=[a_scenario(answer="No, never.")]), "One.", at=NOON)

    assert Snapshot.objects.count() == before + 1


def test_an_edition_needs_a_note():
    with pytest.raises(ValueError, match="note"):
        record(a_guidance(), "  ", at=NOON)


def test_an_edition_does_not_come_into_force_in_the_past():
    with pytest.raises(ValueError, match="before it is published"):
        record(a_guidance(), "Late.", at=NOON, in_force_from=NOON - timedelta(hours=1))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE editions_edition SET note = 'another'",
        "DELETE FROM editions_edition",
        "TRUNCATE editions_edition CASCADE",
        "UPDATE editions_snapshot SET slug = 'another'",
        "DELETE FROM editions_snapshot",
        "TRUNCATE editions_snapshot",
    ],
)
def test_the_database_refuses_to_change_what_was_published(change):
    record(a_guidance(), "First edition.", at=NOON)

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)

    assert Edition.objects.get().note == "First edition."


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE editions_snapshot SET stored = "
        "jsonb_set(stored, '{document,answer}', '\"Yes.\"') WHERE kind = 'scenario'",
        "DELETE FROM editions_snapshot WHERE kind = 'scenario'",
        "UPDATE editions_edition SET note = 'another'",
        "UPDATE editions_edition SET documents = documents[1:2]",
    ],
)
def test_a_change_past_the_triggers_shows(change):
    record(a_guidance(), "First edition.", at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(change)

    with pytest.raises(Tampered):
        read(Edition.objects.get())


def test_what_is_registered_is_built_with_the_edition_or_nothing_is(monkeypatch):
    built: list[int] = []

    def build(number, guidance):
        built.append(number)
        raise RuntimeError("the index can't be written")

    monkeypatch.setattr(indexing, "_builders", [])
    indexing.register(build)

    with pytest.raises(RuntimeError):
        record(a_guidance(), "First edition.", at=NOON)

    assert built == [1]
    assert not Edition.objects.exists()
    assert not Snapshot.objects.exists()


def test_what_does_not_read_back_is_not_recorded():
    record(a_guidance(), "First edition.", at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE editions_snapshot SET stored = "
            "jsonb_set(stored, '{document,answer}', '\"Yes.\"') WHERE kind = 'scenario'"
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")

    with pytest.raises(Tampered):
        record(a_guidance(), "Second edition.", at=NOON)

    assert Edition.objects.count() == 1


def test_an_edition_is_never_published_before_the_one_it_follows():
    record(a_guidance(), "First edition.", at=NOON)

    second = record(a_guidance(), "Waited.", at=NOON - timedelta(seconds=1))

    assert second.published_at == second.in_force_from == NOON

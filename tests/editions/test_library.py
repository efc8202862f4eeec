"""The library: editions in memory, chosen by the clock."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from guidance.editions.library import NoEdition, library
from guidance.editions.recording import record
from tests.content.a_guidance import a_guidance, a_scenario
from tests.editions.conftest import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=10)


def test_nothing_is_in_force_before_the_first_edition():
    record(a_guidance(), "First edition.", at=NOON)

    with pytest.raises(NoEdition):
        library.current(NOON - timedelta(seconds=1))


def test_an_edition_is_in_force_from_its_moment_on():
    record(a_guidance(), "First edition.", at=NOON)

    assert library.current(NOON).number == 1


def test_a_scheduled_edition_comes_into_force_by_the_clock(
    django_assert_num_queries,
):
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(), "For later.", at=NOON, in_force_from=LATER)
    library.refresh(at=NOON)

    with django_assert_num_queries(0):
        assert library.current(LATER - timedelta(seconds=1)).number == 1
        assert library.current(LATER).number == 2


def test_of_two_from_the_same_moment_the_later_number_counts():
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(), "A correction.", at=NOON)

    assert library.current(NOON).number == 2


def test_reading_what_is_in_memory_asks_the_database_nothing(
    django_assert_num_queries,
):
    record(a_guidance(), "First edition.", at=NOON)
    library.current(NOON)

    with django_assert_num_queries(0):
        library.current(NOON)
        library.editions()
        library.numbered(1)
        library.changes(1)
        library.generation(NOON)


def test_looking_for_news_costs_one_query(django_assert_num_queries):
    record(a_guidance(), "First edition.", at=NOON)
    library.refresh(at=NOON)

    with django_assert_num_queries(1):
        library.refresh(at=NOON)


def test_a_new_edition_is_seen_at_the_next_look():
    record(a_guidance(), "First edition.", at=NOON)
    library.current(NOON)
    before = library.generation(NOON)

    record(a_guidance(), "Second edition.", at=NOON)
    library.refresh(at=NOON)

    assert library.current(NOON).number == 2
    assert library.generation(NOON) != before


def test_any_edition_can_be_read_by_number():
    record(a_guidance(), "First edition.", at=NOON)
    changed = a_guidance(scenarios=[a_scenario(answer="No, never.")])
    record(changed, "Second edition.", at=NOON)

    assert library.numbered(1).guidance == a_guidance()
    assert library.numbered(2).guidance == changed
    with pytest.raises(NoEdition):
        library.numbered(3)


def test_a_day_shows_what_was_in_force_when_it_ended():
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(), "Second.", at=NOON + timedelta(hours=1))

    assert library.in_force_on(NOON.date()).number == 2
    with pytest.raises(NoEdition):
        library.in_force_on(NOON.date() - timedelta(days=1))


def test_the_last_day_of_the_calendar_is_no_mistake():
    record(a_guidance(), "First edition.", at=NOON)

    with pytest.raises(NoEdition):
        library.in_force_on(date.max)


def test_an_edition_says_what_it_changed():
    record(a_guidance(), "First edition.", at=NOON)
    changed = a_guidance(scenarios=[a_scenario(answer="No, never.")])
    record(changed, "Second edition.", at=NOON)

    changes = library.changes(2)

    assert [each.slug for each in changes.changed] == [a_scenario().slug]
    assert changes.added == changes.removed == ()


def test_what_is_not_known_yet_is_asked_of_nobody(django_assert_num_queries):
    record(a_guidance(), "First edition.", at=NOON)

    with django_assert_num_queries(0):
        assert library.generation(NOON) == ""


def test_another_database_in_the_place_of_the_old_is_noticed():
    record(a_guidance(), "First edition.", at=NOON)
    library.refresh(at=NOON)
    restored = a_guidance(scenarios=[a_scenario(answer="No, never.")])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM editions_edition")
        cursor.execute("DELETE FROM search_entry")
    record(restored, "First edition.", at=NOON)

    library.refresh(at=NOON)

    assert library.current(NOON).guidance == restored


def test_an_edition_that_was_changed_is_left_out_from_the_start():
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(scenarios=[a_scenario(answer="No, never.")]), "Second.", at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE editions_edition SET note = 'x' WHERE number = 2")

    library.refresh(at=NOON)

    assert library.current(NOON).number == 1
    assert library.unreadable == {2}


def test_an_edition_of_a_newer_program_is_left_out(monkeypatch):
    record(a_guidance(), "First edition.", at=NOON)
    monkeypatch.setattr("guidance.content.freezing.UPGRADES", {})

    library.refresh(at=NOON)

    assert library.unreadable == {1}
    with pytest.raises(NoEdition):
        library.current(NOON)


def test_memory_holds_only_so_many_editions():
    for number in range(15):
        record(a_guidance(), f"Edition {number}.", at=NOON + timedelta(days=number))

    for number in range(1, 16):
        library.numbered(number)

    assert len(library._copies) == 12
    assert library.numbered(1).number == 1

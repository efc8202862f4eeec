"""Counts by day: words only after enough days, bounded, and gone after a while."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections

from guidance.demand import counting
from guidance.demand.counting import count_opened, count_unfound
from guidance.demand.models import Opened, Unfound, UnfoundWords
from guidance.demand.schema import tables

MONDAY = date(2026, 11, 23)
DOG = ("bite", "dog")


@pytest.fixture(autouse=True)
def three_days(settings) -> None:
    settings.COUNT_AFTER_DAYS, settings.COUNT_FOR_DAYS = 3, 90


def unfound(*offsets: int, kept: tuple[str, ...] = DOG) -> None:
    """Count the same question on days so many after Monday."""
    for each in offsets:
        count_unfound(kept, day=MONDAY + timedelta(days=each))


@pytest.mark.django_db
def test_words_are_kept_on_the_third_different_day_and_no_text_before():
    unfound(0, 0, 0, 1)
    written = [f"{row}" for row in Unfound.objects.values_list()]
    assert UnfoundWords.objects.count() == 0
    assert not any("dog" in each for each in written)

    unfound(5, kept=("bites", "dogs"))

    assert [each.words for each in UnfoundWords.objects.all()] == ["bites dogs"]
    assert list(Unfound.objects.order_by("day").values_list("times", flat=True)) == [
        3,
        1,
        1,
    ]


@pytest.mark.django_db
def test_a_small_department_waits_for_more_days(settings):
    settings.COUNT_AFTER_DAYS = 5

    unfound(0, 1, 2, 3)
    assert not UnfoundWords.objects.exists()
    unfound(4)

    assert UnfoundWords.objects.exists()


@pytest.mark.django_db
def test_the_digest_is_another_with_another_key(settings):
    before = counting.digest(DOG)
    settings.SECRET_KEY = "another"

    assert counting.digest(DOG) != before


@pytest.mark.django_db
def test_what_is_old_goes_with_the_next_count_and_words_with_their_last_day():
    unfound(0, 1, 2)
    count_opened("scenario", "a01", day=MONDAY)

    unfound(91, kept=("church",))
    assert Unfound.objects.filter(digest=counting.digest(DOG)).count() == 1
    assert UnfoundWords.objects.count() == 1
    assert not Opened.objects.exists()

    unfound(92, kept=("church",))
    assert not UnfoundWords.objects.exists()


@pytest.mark.django_db
def test_days_outside_the_window_do_not_count(settings):
    settings.COUNT_FOR_DAYS = 10

    unfound(0, 8, 16)

    assert not UnfoundWords.objects.exists()


@pytest.mark.django_db
def test_nobody_fills_the_table_or_runs_up_a_count(monkeypatch):
    monkeypatch.setattr(counting, "MOST_A_DAY", 2)
    monkeypatch.setattr(counting, "MOST_TIMES", 2)

    for word in ("dog", "church", "parade", "dog", "dog", "dog"):
        unfound(0, kept=(word,))
        count_opened("scenario", "a01", day=MONDAY)

    assert sorted(Unfound.objects.values_list("times", flat=True)) == [1, 2]
    assert Opened.objects.get().times == 2


def test_counts_that_come_at_once_are_all_counted(committed):
    def one(_: int) -> None:
        unfound(0, 1, 2)
        connections.close_all()

    with ThreadPoolExecutor(4) as several:
        list(several.map(one, range(8)))

    assert set(Unfound.objects.values_list("times", flat=True)) == {8}
    assert UnfoundWords.objects.count() == 1


@pytest.mark.django_db
def test_the_command_forgets_everything():
    unfound(0, 1, 2)
    count_opened("scenario", "a01", day=MONDAY)

    call_command("forget_counts", "--all", stdout=StringIO())

    assert not any(each.objects.exists() for each in (Unfound, UnfoundWords, Opened))


@pytest.mark.django_db
def test_the_tables_hold_what_officers_are_told_and_no_other_column():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, "
            "       col_description(table_name::regclass, ordinal_position) "
            "FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name LIKE 'demand%'"
        )
        there = set(cursor.fetchall())

    told = {
        (table.name, column.name, column.holds)
        for table in tables()
        for column in table.columns
    }
    assert there == told
    assert {(table, name) for table, name, _ in there} == {
        ("demand_unfound", "day"),
        ("demand_unfound", "digest"),
        ("demand_unfound", "times"),
        ("demand_unfoundwords", "digest"),
        ("demand_unfoundwords", "words"),
        ("demand_unfoundwords", "done_on"),
        ("demand_opened", "day"),
        ("demand_opened", "kind"),
        ("demand_opened", "ref"),
        ("demand_opened", "times"),
    }

"""What trainers see: only what enough days have seen, and back after it was done with."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from guidance.demand.counting import count_opened, count_unfound, digest
from guidance.demand.listing import done, opened, sought

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
DOG, CHURCH = ("bite", "dog"), ("church", "fair")


@pytest.fixture(autouse=True)
def three_days(settings) -> None:
    settings.COUNT_AFTER_DAYS, settings.COUNT_FOR_DAYS = 3, 90


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def ask(kept: tuple[str, ...], *days: int) -> None:
    for each in days:
        count_unfound(kept, day=after(each))


def listed(day: int) -> list[tuple[str, int, int]]:
    return [(each.words, each.days, each.times) for each in sought(after(day))]


def test_what_enough_days_have_asked_is_listed_the_most_days_first():
    ask(DOG, 0, 0, 1, 2)
    ask(CHURCH, 0, 1, 2, 3)
    ask(("parade",), 0, 1)

    assert listed(3) == [("church fair", 4, 4), ("bite dog", 3, 4)]
    assert sought(after(3))[0].last == after(3)


def test_raising_the_days_hides_what_fewer_have_seen(settings):
    ask(DOG, 0, 1, 2)
    settings.COUNT_AFTER_DAYS = 4

    assert listed(3) == []


def test_what_was_done_comes_back_when_it_is_asked_as_often_again():
    ask(DOG, 0, 1, 2)
    assert done(digest(DOG), day=after(2)) == "bite dog"
    ask(DOG, 3, 4)
    assert listed(5) == []

    ask(DOG, 5)

    assert listed(5) == [("bite dog", 3, 3)]


def test_being_done_with_what_is_gone_is_nothing():
    assert done("gone", day=MONDAY) == ""


def test_what_is_opened_is_listed_by_week_once_enough_days_have_opened_it():
    for day in (-7, -6, 0, 0):
        count_opened("scenario", "a01", day=after(day))
    count_opened("wizard", "w-hold", day=MONDAY)

    [read] = opened(after(2))

    assert (read.ref, read.times) == ("a01", 4)
    assert list(read.weeks.values()) == [2, 2, 0, 0]

"""When an answer is due for review."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guidance.content.upkeep import Upkeep, due_on, upkeep

DUE = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        (date(2025, 11, 3), 6, date(2026, 5, 3)),
        (date(2025, 12, 31), 1, date(2026, 1, 31)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 30), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 60, date(2031, 11, 30)),
    ],
)
def test_it_is_due_on_the_same_day_of_a_later_month_or_on_its_last(last, months, due):
    assert due_on(last, months) == due


@given(some.dates(max_value=date(9000, 1, 1)), some.integers(1, 60))
def test_it_is_never_due_in_another_month_than_the_one_meant(last, months):
    due = due_on(last, months)

    assert (due.year - last.year) * 12 + due.month - last.month == months
    assert due.day == last.day or (due + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-31, Upkeep.FRESH),
        (-30, Upkeep.DUE),
        (0, Upkeep.DUE),
        (1, Upkeep.OVERDUE),
        (4000, Upkeep.OVERDUE),
    ],
)
def test_it_is_due_for_thirty_days_and_overdue_from_the_day_after(days, said):
    assert upkeep(DUE, DUE + timedelta(days=days)) is said

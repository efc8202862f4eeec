"""What a memo's first lines state of it, told where a box says something else."""

from __future__ import annotations

from datetime import date

import pytest

from guidance.content.importing.paragraphs import Paragraph
from guidance.content.importing.stated_facts import (
    Stated,
    differing_facts,
    stated_in,
)


def stated(*lines: str, title: str = "Bicycle order") -> Stated:
    return stated_in(title, [Paragraph(text=each) for each in lines])


@pytest.mark.parametrize(
    "line",
    [
        "Issued March 2, 2026",
        "Date: 2 March 2026",
        "**Mar. 2nd, 2026**",
        "2026-03-02",
    ],
)
def test_a_date_is_read_however_it_is_written(line: str):
    assert stated(line).issued_on == (date(2026, 3, 2),)


def test_a_line_on_coming_into_force_says_since_when():
    found = stated("Issued 1 March 2026", "Effective: 2 March 2026")

    assert (found.issued_on, found.in_force_from) == (
        (date(2026, 3, 1),),
        (date(2026, 3, 2),),
    )


@pytest.mark.parametrize("line", ["", "30 February 2026", "section 287", "on May 5"])
def test_what_is_no_fact_states_nothing(line: str):
    assert stated(line) == Stated("Bicycle order")


def test_a_number_is_read_with_what_it_numbers():
    assert stated("Operations Order No. 7").numbers == ("Operations Order No. 7",)


def test_only_what_differs_is_told():
    found = stated("Operations Order No. 7, issued March 2, 2026")
    said = {
        "title": "bicycle  Order",
        "number": "Operations Order No. 4",
        "issued_on": "2025-01-18",
        "in_force_from": "",
    }

    assert differing_facts(found, said) == {
        "number": "The text’s first lines say “Operations Order No. 7”.",
        "issued_on": "The text’s first lines say “2 March 2026”.",
    }
    assert differing_facts(found, {}) == {}

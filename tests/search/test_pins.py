"""What a department pinned to a query stands first, unless it is recalled."""

from __future__ import annotations

import pytest

from guidance.content.lookup import Lookup
from guidance.content.pins import Name
from guidance.content.recalls import NONE, Recalls, Recorded
from guidance.search.asking import ask
from guidance.search.ordering import CHOSEN, grouped
from guidance.search.pins import pinned
from tests.content.a_guidance import a_department, a_guidance
from tests.search.conftest import NOON

ALL = ["w-take", "a01", "b", "b-1"]
PINS = [
    {"queries": ["Bike at the desk?", "the café"], "refs": ALL},
    {"queries": ["can i"], "refs": ["a01"]},
]
LOOKUP = Lookup(a_guidance(department=a_department(pinned=PINS)))


def shown(query: str, recalls: Recalls = NONE) -> list[Name]:
    return pinned(ask(query), LOOKUP, recalls)


def recalled(kind: str, ref: str) -> Recalls:
    return Recalls([Recorded(1, kind, ref, "", "Wrong.", True, NOON)])


def test_what_is_pinned_comes_in_the_order_it_was_given():
    assert shown("bike at the desk") == [
        ("wizard", "take-a-bicycle"),
        ("scenario", "ride-it"),
        ("memo", "bicycle-order"),
        ("section", "bicycle-order/found"),
    ]


@pytest.mark.parametrize(
    "typed", ["BIKE at  the desk!!", "The Cafe", "bike at the desk "]
)
def test_a_query_is_the_same_however_it_is_written(typed: str):
    assert len(shown(typed)) == len(ALL)


@pytest.mark.parametrize(
    "typed", ["", "bike at the", "desk at the bike", "bike at the desk now", "\0"]
)
def test_other_words_are_another_query(typed: str):
    assert shown(typed) == []


def test_a_query_that_asks_nothing_can_be_pinned_to():
    assert shown("Can I") == [("scenario", "ride-it")]


@pytest.mark.parametrize(
    ("kind", "ref", "left"),
    [
        ("scenario", "a01", ["wizard", "memo", "section"]),
        ("wizard", "w-take", ["scenario", "memo", "section"]),
        ("memo", "b", ["wizard"]),
    ],
)
def test_what_is_recalled_is_not_put_first(kind: str, ref: str, left: list[str]):
    names = shown("bike at the desk", recalled(kind, ref))

    assert [each for each, _ in names] == left


def test_what_was_chosen_is_a_group_of_its_own():
    names = [("memo", "b"), ("scenario", "a"), ("section", "c"), ("scenario", "d")]

    first, *others = grouped(names, chosen=2)

    assert (first.title, first.names) == (CHOSEN, names[:2])
    assert [each.names for each in others] == [names[2:3], names[3:]]

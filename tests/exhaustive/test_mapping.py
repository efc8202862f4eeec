"""The picture of a wizard: everything is on it, goes down, and lies on nothing else."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given

from guidance.content.mapping import (
    MOST_LINES,
    Choices,
    Picture,
    Point,
    Size,
    picture,
)
from guidance.content.model import Guidance, Node, Outcome, Question, Wizard
from guidance.content.packs import load_pack
from guidance.content.walking import leads_to
from tests.content.a_guidance import BICYCLES, a_wizard
from tests.content.generated import drafts, wizards

ROOT = Path(__file__).parents[2]
Rectangle = tuple[float, float, float, float]


def size_of(what: Node | Choices) -> Size:
    """Make everything as large as its words, so that no two sizes are alike."""
    if isinstance(what, Question):
        return 150, 20 + len(what.text)
    if isinstance(what, Outcome):
        return 124, 40 + len(what.headline)
    return 60 + len(what[0].label), 15 * len(what)


def drawn(wizard: Wizard) -> Picture:
    found = picture(wizard, size_of)
    assert found
    return found


@pytest.fixture(scope="module")
def nypd() -> Guidance:
    return load_pack(ROOT / "fixtures" / "nypd")


def test_a_question_stands_once_and_an_outcome_under_each_question_that_leads_to_it():
    found = drawn(a_wizard(BICYCLES))

    assert Counter(spot.node.slug for spot in found.spots) == {
        "is-it-locked": 1,
        "is-it-yours": 1,
        "take-it": 1,
        "leave-it": 2,
        "ask": 2,
    }


def test_choices_that_lead_to_the_same_place_share_a_line():
    found = drawn(a_wizard({"one": {"yes": "end", "no": "end", "not-sure": "other"}}))

    assert [[each.slug for each in line.label.choices] for line in found.lines] == [
        ["yes", "no"],
        ["not-sure"],
    ]


def test_a_choice_of_a_draft_that_leads_back_ends_in_a_second_place():
    circle = {"one": {"on": "two"}, "two": {"back": "one", "out": "end"}}

    found = drawn(a_wizard(circle))

    assert [spot.node.slug for spot in found.spots] == ["one", "two", "one", "end"]
    goes_down(found)


def test_what_cannot_be_reached_is_not_on_it():
    wizard = a_wizard(BICYCLES, start="is-it-yours")

    assert "is-it-locked" not in {spot.node.slug for spot in drawn(wizard).spots}


def test_a_wizard_nobody_could_read_as_a_picture_has_none():
    graph = {"one": {f"c{n}": f"o{n}" for n in range(MOST_LINES + 1)}}

    assert picture(a_wizard(graph), size_of) is None


def test_a_wizard_that_is_one_outcome_is_one_spot():
    found = drawn(a_wizard(BICYCLES, start="take-it"))

    assert [spot.node.slug for spot in found.spots] == ["take-it"]
    assert found.lines == ()


def goes_down(found: Picture) -> None:
    for line in found.lines:
        heights = [y for _, y in (*line.above, *line.below)]
        assert heights == sorted(heights)


def rectangles(found: Picture) -> list[Rectangle]:
    return [
        *((*spot.corner, *spot.size) for spot in found.spots),
        *((*each.label.corner, *size_of(each.label.choices)) for each in found.lines),
    ]


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return all(
        one[axis] < other[axis] + other[axis + 2] - 0.5
        and other[axis] < one[axis] + one[axis + 2] - 0.5
        for axis in (0, 1)
    )


def segments(points: tuple[Point, ...]) -> list[Rectangle]:
    """Return the straight parts of a line as rectangles without an area."""
    return [
        (min(x, to_x), min(y, to_y), abs(to_x - x) + 1, abs(to_y - y) + 1)
        for (x, y), (to_x, to_y) in pairwise(points)
    ]


def holds(wizard: Wizard) -> None:
    """Assert that everything is on the picture of `wizard` and nothing lies on it."""
    found = drawn(wizard)
    everything = rectangles(found)
    assert not any(overlap(one, other) for one, other in combinations(everything, 2))
    assert all(x >= 0 and y >= 0 for x, y, _, _ in everything)
    assert all(x + width <= found.size[0] + 1 for x, _, width, _ in everything)
    assert all(y + height <= found.size[1] + 1 for _, y, _, height in everything)
    goes_down(found)
    for line in found.lines:
        start = (*line.start.corner, *line.start.size)
        label = (*line.label.corner, *size_of(line.label.choices))
        end = (*line.end.corner, *line.end.size)
        own = [start, label, end]
        others = [each for each in everything if each not in own]
        for part in (*segments(line.above), *segments(line.below)):
            assert not any(overlap(part, other) for other in others)
    assert choices_of(found) == every_choice(wizard)


def choices_of(found: Picture) -> Counter[tuple[str, str, str]]:
    return Counter(
        (line.start.node.slug, choice.slug, line.end.node.slug)
        for line in found.lines
        for choice in line.label.choices
    )


def every_choice(wizard: Wizard) -> Counter[tuple[str, str, str]]:
    reached, waiting = {wizard.start}, [wizard.start]
    for slug in waiting:
        new = set(leads_to(wizard, slug)) - reached
        reached |= new
        waiting += new
    return Counter(
        (question.slug, choice.slug, choice.leads_to)
        for question in wizard.questions
        if question.slug in reached
        for choice in question.choices
        if choice.leads_to in wizard.nodes
    )


def test_it_holds_for_every_nypd_wizard(nypd: Guidance):
    for wizard in nypd.wizards:
        holds(wizard)


@given(wizards())
def test_it_holds_for_any_wizard(wizard: Wizard):
    holds(wizard)


@given(drafts())
def test_it_holds_for_any_draft_that_starts_somewhere(draft: Wizard):
    holds(draft)


@given(wizards())
def test_the_same_wizard_has_the_same_picture(wizard: Wizard):
    assert drawn(wizard) == drawn(wizard)


def test_a_wizard_of_200_nodes_is_laid_out_whole():
    levels, wide = 12, 10
    graph = {
        f"q{level}-{place}": {
            "a": f"q{level + 1}-{place}" if level < levels else f"end-{place}",
            "b": f"q{level + 1}-{(place * 3) % wide}" if place % 2 else f"o{place}",
            "c": f"o{level}",
            "not-sure": "ask",
        }
        for level in range(levels + 1)
        for place in range(wide if level else 1)
    }
    for place in range(wide):
        graph["q0-0"][f"to-{place}"] = f"q1-{place}"
    graph = {
        slug: {c: to for c, to in ways.items() if to in graph or to[0] != "q"}
        for slug, ways in graph.items()
    }
    wizard = a_wizard(graph)
    found = drawn(wizard)

    assert len(found.spots) > 200

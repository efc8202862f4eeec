"""A wizard as a picture: where each question and outcome stands, and the lines between.

The picture is data; the reader draws it. It is layered, the first question on top, and
every line goes down. A question stands once. An outcome stands under each question that
leads to it, because one place for “Ask first” would draw half of all lines across the
whole map. Choices of a question that lead to the same place share a line.

The label of a line is laid out like a node, between the two that the line joins, so
that no label lies on another, on a box or on a line that is not its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import graphlay

from guidance.content.model import Choice, Node, Question, Wizard
from guidance.content.walking import longest_from

MOST_LINES = 600
"""More would take seconds to lay out, and nobody could read it."""
FEW_LINES = 120
"""So many can be laid out with care in a few hundredths of a second."""

OPTIONS = {
    "direction": "topbottom",
    "routing": {"style": "orthogonal", "centre_ports": "all"},
    "spacing": {"node_gap": 14.0, "layer_gap": 22.0, "dummy_gap": 14.0},
}

Choices = tuple[Choice, ...]
Point = tuple[float, float]
Size = tuple[float, float]
"""How wide and how high."""

SizeOf = Callable[[Node | Choices], Size]
"""Says how large what stands on the map must be."""


@dataclass(frozen=True)
class Spot:
    """A place on the map, its top left corner at `corner`.

    `number` is where it comes in the picture's spots.
    """

    number: int
    node: Node
    corner: Point
    size: Size


@dataclass(frozen=True)
class Label:
    """The choices that take a line, from the top left `corner` on."""

    choices: Choices
    corner: Point


@dataclass(frozen=True)
class Line:
    """A line from one spot down to another: the points it passes, and its label.

    `above` goes from the first spot to the label, `below` from there to the second.
    """

    start: Spot
    end: Spot
    label: Label
    above: tuple[Point, ...]
    below: tuple[Point, ...]


@dataclass(frozen=True)
class Picture:
    """Spots, the first question first, and lines, from 0 to `size`."""

    size: Size
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Way:
    """From the place numbered `start` to the one numbered `end`, by some choices."""

    start: int
    end: int
    choices: Choices


def picture(wizard: Wizard, size_of: SizeOf) -> Picture | None:
    """Return the picture of `wizard`, or None where nobody could read one.

    Only what can be reached is on it. A choice of a draft that leads nowhere is left
    out; one that leads back ends in a second place for that question, so that nothing
    points upwards.
    """
    places, ways = _places(wizard)
    if len(ways) > MOST_LINES:
        return None
    return _laid_out(places, ways, size_of)


def _onward(wizard: Wizard, question: Question) -> dict[str, Choices]:
    """Return the nodes `question` leads to, each with the choices that lead there."""
    found: dict[str, Choices] = {}
    for choice in question.choices:
        if choice.leads_to in wizard.nodes:
            found[choice.leads_to] = (*found.get(choice.leads_to, ()), choice)
    return found


def _places(wizard: Wizard) -> tuple[list[Node], list[_Way]]:
    """Return what stands on the map, and how one thing leads to another."""
    longest = longest_from(wizard)
    places: list[Node] = [wizard.nodes[wizard.start]]
    ways: list[_Way] = []
    numbers = {wizard.start: 0}
    for here, node in enumerate(places):  # grows while it is read
        if not isinstance(node, Question) or numbers[node.slug] != here:
            continue
        for slug, choices in _onward(wizard, node).items():
            there = len(places)
            # Only what leads further down is met at the place where it stands.
            if longest[node.slug] > longest[slug] > 0:
                there = numbers.setdefault(slug, there)
            if there == len(places):
                places.append(wizard.nodes[slug])
            ways.append(_Way(here, there, choices))
    return places, ways


def _laid_out(places: list[Node], ways: list[_Way], size_of: SizeOf) -> Picture:
    """Lay out places and labels together: the ways' labels are numbered after them."""
    sizes = [*map(size_of, places), *(size_of(way.choices) for way in ways)]
    graph = graphlay.Graph()
    for number, (width, height) in enumerate(sizes):
        graph.node(number, width=width, height=height)
    for label, way in enumerate(ways, start=len(places)):
        graph.edge(way.start, label)
        graph.edge(label, way.end)
    effort = "balanced" if len(ways) <= FEW_LINES else "fast"
    layout = graphlay.layout(graph, options={**OPTIONS, "effort": effort})
    least, most = (_point(layout.bounds[end], (0, 0)) for end in ("min", "max"))
    corners = [
        _point(node["center"], (least[0] + width / 2, least[1] + height / 2))
        for node, (width, height) in zip(layout.nodes, sizes, strict=True)
    ]
    courses = [
        tuple(_point(point, least) for point in edge["points"]) for edge in layout.edges
    ]
    spots = [
        Spot(number, node, corners[number], sizes[number])
        for number, node in enumerate(places)
    ]
    lines = []
    for number, way in enumerate(ways):
        words = Label(way.choices, corners[len(places) + number])
        above, below = courses[2 * number : 2 * number + 2]
        lines.append(Line(spots[way.start], spots[way.end], words, above, below))
    size = (most[0] - least[0], most[1] - least[1])
    return Picture(size, tuple(spots), tuple(lines))


def _point(given: dict[str, float], least: Point) -> Point:
    """Return where `given` is when what is at `least` is moved to 0."""
    return given["x"] - least[0], given["y"] - least[1]

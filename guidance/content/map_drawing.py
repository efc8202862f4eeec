"""The picture of a wizard in numbers that a template can write into an SVG.

Sizes are CSS pixels. The text is broken into lines here, since an SVG breaks none: the
widths are about those of Arial, which map.css asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from guidance.content.mapping import Choices, Line, Point, Size, Spot, picture
from guidance.content.model import Choice, Node, Outcome, Question, Wizard
from guidance.content.vocabulary import said_once

QUESTION, OUTCOME, LABEL = 150.0, 124.0, 104.0  # how wide each is, a label at most
PADDING = 9.0
LEADING = 15.0
HEAD = 24.0  # an outcome's icon and verdict, above its sentence
MARGIN = 8.0

SHEET: Size = (1040, 1350)  # as much as a sheet of paper shows in letters of 6 points
PAPER: Size = (676, 900)  # a sheet, A4 or letter, in pixels of paper
OVERLAP = 160  # more than a box: each stands whole on one sheet

SIZE = 12.5
OTHERS = 0.58
WIDTHS = {
    **dict.fromkeys("fijltrI.,:;'’|!()[]/- ", 0.34),
    **dict.fromkeys("mwMW%@—…", 0.92),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.72),
}


@dataclass(frozen=True)
class Text:
    """A line of text: where its baseline is, and what it says."""

    y: float
    words: str


@dataclass(frozen=True)
class Box:
    """A spot as it is drawn; `x` and `y` are its top left corner."""

    spot: Spot
    x: float
    y: float
    texts: tuple[Text, ...]

    @property
    def left(self) -> float:
        """Where its text begins."""
        return self.x + PADDING

    @property
    def outcome(self) -> Outcome | None:
        node = self.spot.node
        return node if isinstance(node, Outcome) else None


@dataclass(frozen=True)
class ChoiceText:
    """A choice's words on a line, centred on `x`."""

    choice: Choice
    x: float
    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Stroke:
    """A line as it is drawn: its course above and below its label, and the label."""

    line: Line
    course: str
    choices: tuple[ChoiceText, ...]


@dataclass(frozen=True)
class Drawing:
    """Everything on the map; `boxes` stand in the order of the picture's spots."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class Sheet:
    """A part of the drawing for a sheet of paper, and how large it is printed."""

    x: float
    y: float
    size: Size
    printed: Size


@lru_cache(maxsize=64)
def drawing(wizard: Wizard) -> Drawing | None:
    """Return the drawing of `wizard`, or None where nobody could read one.

    It is the same whoever looks: the page adds what was answered.
    """
    found = picture(wizard, size_of)
    if found is None:
        return None
    width, height = found.size
    return Drawing(
        width=round(width + 2 * MARGIN),
        height=round(height + 2 * MARGIN),
        boxes=tuple(_box(spot) for spot in found.spots),
        strokes=tuple(_stroke(line) for line in found.lines),
    )


def sheets(drawn: Drawing) -> list[Sheet]:
    """Return the drawing in parts that can be read on paper, row by row."""
    return [
        _sheet(drawn, x, y)
        for y in _starts(drawn.height, SHEET[1])
        for x in _starts(drawn.width, SHEET[0])
    ]


def _starts(length: float, most: float) -> range:
    """Return where the parts of `length` begin, each `most` long."""
    return range(0, max(1, ceil(length - OVERLAP)), int(most - OVERLAP))


def _sheet(drawn: Drawing, x: float, y: float) -> Sheet:
    width, height = min(SHEET[0], drawn.width - x), min(SHEET[1], drawn.height - y)
    scale = min(1, PAPER[0] / width, PAPER[1] / height)
    printed = (round(width * scale), round(height * scale))
    return Sheet(x, y, (width, height), printed)


def size_of(what: Node | Choices) -> Size:
    """Return how large the box of a node, or the label of choices, must be."""
    if isinstance(what, Question):
        return QUESTION, 2 * PADDING + LEADING * len(_words(what))
    if isinstance(what, Outcome):
        return OUTCOME, 2 * PADDING + HEAD + LEADING * len(_words(what))
    lines = [line for words in _choice_words(what) for line in words]
    return max(map(width, lines)), LEADING * len(lines)


def _words(node: Node) -> list[str]:
    if isinstance(node, Question):
        return broken(node.text, QUESTION - 2 * PADDING)
    return broken(said_once(node.verdict, node.headline), OUTCOME - 2 * PADDING)


def _choice_words(choices: Choices) -> list[list[str]]:
    first, *others = (each.label for each in choices)
    return [broken(label, LABEL) for label in (first, *(f"or {o}" for o in others))]


def _box(spot: Spot) -> Box:
    x, y = spot.corner[0] + MARGIN, spot.corner[1] + MARGIN
    head = HEAD if isinstance(spot.node, Outcome) else 0
    return Box(spot, round(x), round(y), _texts(_words(spot.node), y + PADDING + head))


def _stroke(line: Line) -> Stroke:
    x, y = line.label.corner[0] + MARGIN, line.label.corner[1] + MARGIN
    middle = round(x + size_of(line.label.choices)[0] / 2)
    choices = []
    for choice, words in zip(
        line.label.choices, _choice_words(line.label.choices), strict=True
    ):
        choices.append(ChoiceText(choice, middle, _texts(words, y)))
        y += LEADING * len(words)
    course = _course(line.above) + _course(line.below) + "m-4-6 4 6 4-6"
    return Stroke(line, course, tuple(choices))


def _course(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x + MARGIN:.0f} {y + MARGIN:.0f}" for x, y in points)


def _texts(lines: list[str], top: float) -> tuple[Text, ...]:
    return tuple(
        Text(round(top + SIZE + number * LEADING), words)
        for number, words in enumerate(lines)
    )


def broken(text: str, room: float) -> list[str]:
    """Return `text` in lines of at most `room`; a word that is longer is broken too."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer) <= room:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if width(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def width(text: str) -> float:
    """Return about how wide `text` is."""
    return SIZE * sum(WIDTHS.get(letter, OTHERS) for letter in text)

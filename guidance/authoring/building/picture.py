"""The picture beside the outline: the reader's map, whose boxes open their nodes."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.authoring.building.tree import Tree
from guidance.content.map_drawing import Box, Drawing, drawing

FEW_LINES = 120
"""So many choices are drawn with the outline; more come in an answer of their own."""


@dataclass(frozen=True)
class DrawnBox:
    """A box, the key of the node it opens, and whether that is open."""

    box: Box
    key: str
    is_open: bool


@dataclass(frozen=True)
class Picture:
    drawing: Drawing
    boxes: list[DrawnBox]


def picture(tree: Tree, opened: str) -> Picture | None:
    """Return the picture of the wizard, or None where there is nothing to draw."""
    wizard = tree.content
    if wizard is None or wizard.start not in wizard.nodes:
        return None
    drawn = drawing(wizard)
    if drawn is None:
        return None
    keys = {node.slug: key for key, node in tree.nodes.items()}
    boxes = []
    for box in drawn.boxes:
        key = keys[box.spot.node.slug]
        boxes.append(DrawnBox(box, key, key == opened))
    return Picture(drawn, boxes)

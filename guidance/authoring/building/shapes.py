"""Shapes that a new wizard can start from: questions to be put in one's own words.

A shape is only a chain of questions. Each has its “not sure”, which leads to the one
outcome there is: ask somebody. What the other answers come to is the trainer's to say.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """Questions in a chain, each with its choices; the first of them leads on."""

    slug: str
    title: str
    summary: str
    questions: tuple[tuple[str, tuple[str, ...]], ...]


SHAPES = (
    Shape(
        "blank",
        "Blank",
        "One question, to be answered with yes or no.",
        (("What decides it first?", ("Yes", "No")),),
    ),
    Shape(
        "who-what-paper",
        "Who asks, what for, what paper",
        "Three questions, for a request that somebody makes of an officer.",
        (
            ("Who is asking?", ("Another agency", "Somebody else")),
            ("What do they want?", ("Something to be done now", "Information")),
            ("What paper do they show?", ("Signed by a judge", "Another", "None")),
        ),
    ),
    Shape(
        "conditions",
        "Conditions, one after the other",
        "Three questions, of which each must be met to go on to the next.",
        (
            ("Is the first condition met?", ("Yes", "No")),
            ("Is the second condition met?", ("Yes", "No")),
            ("Is the third condition met?", ("Yes", "No")),
        ),
    ),
)

"""What reading a file gives: its paragraphs in order, and what was left out of them."""

from __future__ import annotations

from pydantic import Field

from guidance.content.markdown import plain
from guidance.content.problems import Refused, problem
from guidance.content.values import MaybeLine, Value

MOST_CHARACTERS = 1_000_000
MOST_PARAGRAPHS = 4_000
LONGEST_PARAGRAPH = 40_000

LOOKS_LIKE_ONE = 9
"""The level of what only looks like a heading: a short line in bold or in capitals."""


class Paragraph(Value):
    """A paragraph, an item of a list, a table or a heading.

    `text` is Markdown without the `number` it is printed with, which is "-" for a
    bullet. `level` is 0 for text, 1 for the highest heading. `page` is 0 where the
    format knows no pages.
    """

    text: str = Field(max_length=LONGEST_PARAGRAPH)
    number: MaybeLine = ""
    level: int = Field(default=0, ge=0, le=LOOKS_LIKE_ONE)
    page: int = Field(default=0, ge=0)

    @property
    def words(self) -> str:
        """What a reader sees of it, on one line."""
        return " ".join(plain(self.text).split())

    @property
    def printed(self) -> str:
        """Its Markdown with its number, as it stands in the body of a section."""
        if not self.number:
            return self.text
        indent = " " * (len(self.number) + 1)
        return f"{self.number} {self.text}".replace("\n", f"\n{indent}")


class Reading(Value):
    """A file as it was read. `notes` are sentences on what was left out or guessed."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...] = ()


def unreadable(sentence: str, remedy: str) -> Refused:
    """Return the refusal of a file."""
    return Refused([problem("file", "", "", sentence, remedy)])


def read_as(paragraphs: list[Paragraph], notes: list[str]) -> Reading:
    """Return the reading. Raises Refused where it is empty or longer than any memo."""
    if not paragraphs:
        raise unreadable(
            "There is no text in the file.", "Choose a file with the memo's text."
        )
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise too_long(f"{len(paragraphs):,} paragraphs", f"{MOST_PARAGRAPHS:,}")
    characters = sum(len(each.text) for each in paragraphs)
    if characters > MOST_CHARACTERS:
        raise too_long(f"{characters:,} characters", f"{MOST_CHARACTERS:,}")
    return Reading(paragraphs=tuple(paragraphs), notes=tuple(notes))


def too_long(what: str, most: str) -> Refused:
    return unreadable(
        f"The file has {what}; {most} can be read.",
        "Take out what is no policy text, or import it in parts.",
    )

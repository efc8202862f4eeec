"""The building blocks every value of the content model is made of.

Values are frozen and take no unknown fields, so a misspelt key in a pack is a
problem that is reported and not a sentence that silently goes missing. Text is
bounded and free of control characters: what comes in from a pack or a form is
hostile until it has passed here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
)

FORMAT = 1
"""The number of the stored form. It grows when stored guidance must be upgraded."""


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


TURNS_TEXT_ROUND = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile(r"\s*[\n\u2028\u2029]\s*")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def printable(text: str) -> str:
    """Return `text`, or raise ValueError where it holds a control character.

    Postgres cannot store a NUL and a reader cannot see the others; only the line
    feed and the tab have a place in guidance. Those that turn text round could make
    “no” read as another word than the one that is stored.
    """
    found = CONTROL.search(text)
    if found:
        raise ValueError(f"holds the control character U+{ord(found[0]):04X}")
    found = TURNS_TEXT_ROUND.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise ValueError(f"holds {code}, which makes text run the other way")
    return text


def tidy(text: str) -> str:
    """Return `text` without white space round it and with plain line ends."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """Return `text` as `tidy` does, with every line break in it made a space."""
    return LINE_BREAK.sub(" ", tidy(text))


def iso_date(given: object) -> object:
    """Return the date that `given` says, where it is text, or raise ValueError.

    Left to itself the model takes a bare number for seconds since 1970.
    """
    if not isinstance(given, str):
        return given
    try:
        if ISO_DATE.fullmatch(given.strip()):
            return date.fromisoformat(given.strip())
    except ValueError:
        pass  # the thirtieth of February, which is refused like any other word
    raise ValueError("must be a date, written like 2025-01-18")


Slug = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
]
"""Words for an address: `hand-over-on-an-ice-warrant`."""

Ref = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=24)
]
"""A short name that is quoted over the radio and never used again: `h-o-no`."""

SectionPath = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", max_length=161
    ),
]
"""Where a section stands: `<memo>/<section>`, both by slug."""

Line = Annotated[
    str, AfterValidator(one_line), StringConstraints(min_length=1, max_length=500)
]
"""A sentence or a title, on one line; never empty."""

MaybeLine = Annotated[str, AfterValidator(one_line), StringConstraints(max_length=500)]

Day = Annotated[date, BeforeValidator(iso_date)]
"""A day of the calendar, written as ISO 8601 has it."""

Markdown = Annotated[str, AfterValidator(tidy), StringConstraints(max_length=50_000)]
"""Text in Markdown, possibly empty. HTML in it is shown as the characters it is."""

Words = Annotated[
    str, AfterValidator(tidy), StringConstraints(min_length=1, max_length=5_000)
]
"""Words quoted from somewhere else; never empty."""

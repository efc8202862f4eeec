"""Plain text: paragraphs between empty lines, or a line each where there are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.content.importing.numbers import take_number
from guidance.content.importing.paragraphs import (
    LOOKS_LIKE_ONE,
    Paragraph,
    Reading,
    read_as,
)
from guidance.content.importing.writing import Run, looks_like_heading, paragraph

EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def read_plain(text: str) -> Reading:
    """Return the reading of plain text, pasted or from a file."""
    return read_as(list(_paragraphs(text)), [])


def _paragraphs(text: str) -> Iterator[Paragraph]:
    blocks = [each for each in EMPTY_LINE.split(text) if each.strip()]
    for block in blocks:
        lines = [each.strip() for each in block.splitlines() if each.strip()]
        joined = lines if len(blocks) == 1 else _joined(lines)
        for line in joined:
            level = LOOKS_LIKE_ONE * is_loud(line)
            found = paragraph([Run(line)], level=level)
            if found:
                yield found


def _joined(lines: list[str]) -> list[str]:
    """Return `lines` with those that only wrap put together."""
    joined: list[str] = []
    for line in lines:
        if not joined or take_number(line)[0] or _is_titled(joined[-1], line):
            joined.append(line)
        else:
            joined[-1] += f" {line}"
    return joined


def _is_titled(heading: str, line: str) -> bool:
    """Say whether `line` begins what the line before it is the heading of."""
    number, rest = take_number(heading)
    return bool(number or rest.isupper()) and is_loud(heading) and line[0].isupper()


def is_loud(line: str) -> bool:
    """Say whether `line` looks like a heading: short, and no sentence."""
    return looks_like_heading(take_number(line)[1])

"""What the first lines of a memo state of it: its number, and dates, as far as they say.

Nothing is decided by this. It stands beside the boxes that a trainer fills in, where
the text says something else than the box does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from guidance.content.importing.paragraphs import Paragraph

FIRST_LINES = 12
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = rf"(?P<month>{'|'.join(each[:3] for each in MONTHS)})[a-z]*\.?"
DATES = [
    re.compile(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+(?P<year>\d{{4}})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
]  # fmt: skip
IN_FORCE = re.compile(r"\b(effective|in force|takes effect|effect)\b", re.IGNORECASE)
NUMBER = re.compile(
    r"\b((?:[A-Z][\w’'-]*\s+){0,3}(?:No\.|Number|#)\s*:?\s*[A-Z]?\d[\w./-]*)"
)


@dataclass(frozen=True)
class Stated:
    """What a text states of itself; a fact that it doesn't state is empty."""

    title: str = ""
    numbers: tuple[str, ...] = ()
    issued_on: tuple[date, ...] = ()
    in_force_from: tuple[date, ...] = ()


def stated_in(title: str, paragraphs: Sequence[Paragraph]) -> Stated:
    """Return what the first of `paragraphs` state; `title` is the one proposed."""
    lines = [each.words for each in paragraphs[:FIRST_LINES]]
    in_force = [line for line in lines if IN_FORCE.search(line)]
    others = [line for line in lines if line not in in_force]
    numbers = (each.strip() for line in lines for each in NUMBER.findall(line))
    return Stated(
        title,
        tuple(dict.fromkeys(numbers)),
        tuple(dict.fromkeys(_dates(others))),
        tuple(dict.fromkeys(_dates(in_force))),
    )


def differing_facts(stated: Stated, said: dict[str, str]) -> dict[str, str]:
    """Return for each fact that is `said` otherwise a sentence on what the text states.

    `said` is what stands in the boxes; dates are written as ISO 8601 has them.
    """
    found = {
        "title": [stated.title] if stated.title else [],
        "number": list(stated.numbers),
        "issued_on": [each.isoformat() for each in stated.issued_on],
        "in_force_from": [each.isoformat() for each in stated.in_force_from],
    }
    return {
        name: f"The text’s first lines say {_listed(values)}."
        for name, values in found.items()
        if name in said and values and not _is_among(said[name], values)
    }


def _dates(lines: Iterable[str]) -> Iterator[date]:
    for line in lines:
        for pattern in DATES:
            for found in pattern.finditer(line.lower()):
                year, day = int(found["year"]), int(found["day"])
                try:
                    yield date(year, _month(found["month"]), day)
                except ValueError:
                    continue  # the thirtieth of February is no date


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(written))


def _is_among(said: str, values: Sequence[str]) -> bool:
    """Say whether `said` is one of `values`, but for case and spaces."""
    plain = " ".join(said.casefold().split())
    return any(" ".join(each.casefold().split()) == plain for each in values)


def _listed(values: Sequence[str]) -> str:
    return " and ".join(f"“{_written(each)}”" for each in values[:3])


def _written(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day:%-d %B} {day.year}"

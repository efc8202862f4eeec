"""A problem: what is wrong, where, and what to do, for the person who can mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that keeps guidance from being imported or published.

    `kind` is a word for programs (`cycle`, `words-not-found`); `document` says which
    (`wizards/hold-or-hand-over`), `field` where in it (`questions › paper-shown`),
    `file` and `line` the place in a pack where there is one. `sentence` says what is
    wrong and `remedy` what to do, in words a trainer understands.
    """

    kind: str
    sentence: str
    remedy: str
    document: str = ""
    field: str = ""
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file or self.document
        where = ", ".join(each for each in (place, self.field) if each)
        return f"{where}: {self.sentence} {self.remedy}".removeprefix(": ")


def problem(
    kind: str, document: str, field: str, sentence: str, remedy: str
) -> Problem:
    """Return a problem in `field` of `document`."""
    return Problem(kind, sentence, remedy, document, field)


def unknown(
    document: str, field: str, wanted: str, names: Iterable[str], known: Container[str]
) -> Iterator[Problem]:
    """Yield a problem for each of `names` that is not among the `known`."""
    for name in names:
        if name not in known:
            yield problem(
                f"unknown-{wanted.replace(' ', '-')}",
                document,
                field,
                f"There is no {wanted} “{name}”.",
                f"Choose one that exists, or add the {wanted}.",
            )


def counted(problems: list[Problem]) -> str:
    """Return how many `problems` there are, in words: “1 problem”."""
    return f"{len(problems):,} problem{'' if len(problems) == 1 else 's'}"


def legible(text: str) -> str:
    """Return `text` with every character that can't be seen written as its escape.

    A name in a pack may hold what clears a terminal or turns a line round.
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode()
        for each in text
    )


def twice(names: Iterable[str]) -> list[str]:
    """Return those of `names` that stand there more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


def same_slug(document: str, field: str, things: str, slug: str) -> Problem:
    """Return the problem that two of the `things` have the same `slug`."""
    return problem(
        "duplicate-slug",
        document,
        field,
        f"Two of the {things} have the slug “{slug}”.",
        "Give one of them another slug.",
    )


class Refused(Exception):
    """Nothing was done, because of `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(each) for each in problems))
        self.problems = problems

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
        field = f", {self.field}" if self.field else ""
        return f"{place}{field}: {self.sentence} {self.remedy}"


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

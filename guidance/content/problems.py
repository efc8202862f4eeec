"""A problem: what is wrong, where, and what to do, for the person who can mend it."""

from __future__ import annotations

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


class Refused(Exception):
    """Nothing was done, because of `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(each) for each in problems))
        self.problems = problems

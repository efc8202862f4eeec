"""Findings: what the proofs say of guidance, how grave it is, and where to mend it.

An error blocks publishing. A warning blocks it too, until somebody waives it by name
and says why. A note only tells. A finding's `name` is taken of what it concerns, so a
waiver holds until the words or the graph it was given for change, and no longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from guidance.content.freezing import digest
from guidance.content.problems import Problem
from guidance.content.waivers import Waiver


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing a proof found; a `Problem` that has a severity and may be waived.

    `example` is a path in plain words that shows it, where it concerns a path.
    `about` is what it concerns beyond its place: the words, the choices, the answers.
    """

    kind: str
    severity: Severity
    sentence: str
    remedy: str
    document: str = ""
    field: str = ""
    example: str = ""
    about: str = ""
    file: str = ""
    line: int = 0

    @property
    def name(self) -> str:
        """The kind and a digest of what it concerns: the name a waiver gives."""
        concerns = [self.kind, self.document, self.field, self.about]
        return f"{self.kind}-{digest(concerns)[:12]}"

    @property
    def place(self) -> str:
        """Where it stands: file and line, else the document, with the field."""
        place = f"{self.file}:{self.line}" if self.line else self.file or self.document
        return ", ".join(each for each in (place, self.field) if each)

    def as_problem(self) -> Problem:
        """Return it as what keeps guidance from being published."""
        sentence = f"{self.sentence} (Warning {self.name}, not waived.)"
        return Problem(
            self.kind,
            sentence if self.severity is Severity.WARNING else self.sentence,
            self.remedy,
            self.document,
            self.field,
            self.file,
            self.line,
        )

    def __str__(self) -> str:
        shown = self.example.rstrip(".")
        example = f" For example: {shown}." if shown else ""
        place = self.place or "the guidance"
        return f"{place}: {self.sentence}{example} {self.remedy}"


def from_problem(problem: Problem, example: str = "") -> Finding:
    """Return a structural problem as the error it is."""
    return Finding(
        problem.kind,
        Severity.ERROR,
        problem.sentence,
        problem.remedy,
        problem.document,
        problem.field,
        example,
        problem.sentence,
        problem.file,
        problem.line,
    )


def open_findings(
    findings: Iterable[Finding], waivers: Iterable[Waiver]
) -> list[Finding]:
    """Return what keeps guidance from being published: errors, whatever is waived,
    and the warnings nobody has waived."""
    waived = {each.finding for each in waivers}
    return [
        each
        for each in findings
        if each.severity is Severity.ERROR
        or (each.severity is Severity.WARNING and each.name not in waived)
    ]


def is_waived(finding: Finding, waivers: Iterable[Waiver]) -> Waiver | None:
    """Return the waiver of `finding`, or None; only a warning can be waived."""
    if finding.severity is not Severity.WARNING:
        return None
    return next((each for each in waivers if each.finding == finding.name), None)

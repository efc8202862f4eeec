"""A report on examined guidance, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guidance.content.findings import Finding, Severity, is_waived, open_findings
from guidance.content.model import Guidance
from guidance.content.paths import Measures, measure, share_to_ask, together
from guidance.content.waivers import Waiver

HEADINGS = {
    Severity.ERROR: "Errors: nothing is published before they are mended",
    Severity.WARNING: "Warnings: each must be mended, or waived with a reason",
    Severity.NOTE: "Notes",
}


@dataclass(frozen=True)
class Report:
    """The findings on a guidance, beside what was waived and measured in it.

    `unlooked` are the documents, by their places, that no proof could look at.
    """

    findings: list[Finding]
    guidance: Guidance | None
    unlooked: tuple[str, ...] = ()

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        return self.guidance.waivers.waivers if self.guidance else ()

    @property
    def open(self) -> list[Finding]:
        """What keeps the guidance from being published."""
        return open_findings(self.findings, self.waivers)

    def waived(self) -> Iterator[tuple[Finding, Waiver]]:
        for finding in self.findings:
            if waiver := is_waived(finding, self.waivers):
                yield finding, waiver

    def measures(self) -> dict[str, Measures]:
        """Return the measures of every wizard by its slug, in reading order."""
        wizards = self.guidance.wizards if self.guidance else ()
        return {each.slug: measure(each) for each in wizards}


def as_text(report: Report) -> Iterator[str]:
    """Yield the lines of `report` as a person reads it."""
    waived = dict(report.waived())
    for severity, heading in HEADINGS.items():
        found = [
            each
            for each in report.findings
            if each.severity is severity and each not in waived
        ]
        if found:
            yield f"{heading} ({len(found)})"
            yield from (f"- {each} [{each.name}]" for each in found)
            yield ""
    if waived:
        yield f"Waived ({len(waived)})"
        for finding, waiver in waived.items():
            yield f"- {finding.place}: {finding.sentence} [{finding.name}]"
            yield f"  {waiver.reason} ({waiver.by}, {waiver.at})"
        yield ""
    yield from _measures(report.measures())
    yield _summary(report)


def _measures(measures: dict[str, Measures]) -> Iterator[str]:
    if measures:
        head = (
            "wizard",
            "paths",
            "longest",
            "ask first",
            "of sure ones",
            "of outcomes",
        )
        yield "{:<28}{:>12}{:>9}{:>11}{:>14}{:>13}".format(*head)
        for slug, each in (measures | {"all": together(measures.values())}).items():
            yield (
                f"{slug[:27]:<28}{each.count:>12,}{each.longest:>9}"
                f"{share_to_ask(each.paths):>11.0%}{share_to_ask(each.sure):>14.0%}"
                f"{share_to_ask(each.outcomes):>13.0%}"
            )
        yield ""


def _summary(report: Report) -> str:
    counts = {
        severity: sum(each.severity is severity for each in report.findings)
        for severity in Severity
    }
    told = ", ".join(f"{count} {severity}s" for severity, count in counts.items())
    verdict = "Nothing keeps it from being published."
    if report.open:
        verdict = f"{len(report.open)} of them keep it from being published."
    return f"{told}; {len(dict(report.waived()))} waived. {verdict}"


def as_data(report: Report) -> dict[str, Any]:
    """Return `report` as plain JSON values."""
    measures = report.measures()
    return {
        "findings": [_finding(each, report) for each in report.findings],
        "open": len(report.open),
        "wizards": {slug: _measured(each) for slug, each in measures.items()},
        "all_wizards": _measured(together(measures.values())),
    }


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    waiver = is_waived(finding, report.waivers)
    fields = ("kind", "sentence", "remedy", "document", "field", "example")
    return {
        "name": finding.name,
        "severity": finding.severity.value,
        **{name: getattr(finding, name) for name in fields},
        "file": finding.file,
        "line": finding.line,
        "waived": waiver.model_dump(mode="json") if waiver else None,
    }


def _measured(measures: Measures) -> dict[str, Any]:
    return {
        "paths": measures.count,
        "longest": measures.longest,
        "paths_by_verdict": dict(measures.paths),
        "outcomes_by_verdict": dict(measures.outcomes),
        "share_of_paths_to_ask": round(share_to_ask(measures.paths), 4),
        "share_of_sure_paths_to_ask": round(share_to_ask(measures.sure), 4),
        "share_of_outcomes_to_ask": round(share_to_ask(measures.outcomes), 4),
    }

"""Findings as SARIF 2.1.0, which code hosts show beside the lines they are about.

A waived finding is there too, with its waiver as a suppression: what was let stand is
part of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from guidance.content.findings import Finding, is_waived
from guidance.content.waivers import Waiver

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> dict[str, Any]:
    """Return the log of one run as plain JSON values."""
    kinds = sorted({each.kind for each in findings})
    rules = [{"id": kind, "name": _camel(kind)} for kind in kinds]
    driver = {"name": "check_content", "rules": rules}
    results = [
        _result(each, kinds.index(each.kind), is_waived(each, waivers))
        for each in findings
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [run | {"results": results}],
    }


def _camel(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("-"))


def _result(finding: Finding, rule: int, waiver: Waiver | None) -> dict[str, Any]:
    example = f" For example: {finding.example}" if finding.example else ""
    result: dict[str, Any] = {
        "ruleId": finding.kind,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": f"{finding.sentence}{example} {finding.remedy}"},
        "locations": [_location(finding)],
        "partialFingerprints": {"finding/v1": finding.name},
    }
    if waiver:
        reason = f"{waiver.reason} ({waiver.by}, {waiver.at})"
        suppression = {"kind": "external", "status": "accepted"}
        result["suppressions"] = [suppression | {"justification": reason}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    """Return the place in a pack's file where it is known, and always the part's name."""
    names = [each for each in (finding.document, finding.field) if each]
    name = " › ".join(names) or "the guidance"
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": name}]}
    if finding.file:
        region = {"region": {"startLine": finding.line}} if finding.line else {}
        file = {"artifactLocation": {"uri": quote(finding.file)}}
        location["physicalLocation"] = file | region
    return location

"""Examining guidance: every proof there is, as one list of findings.

What it costs grows with the size of the guidance: the NYPD's takes well under two
seconds, and half of that is reading the dictionary that counts syllables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from guidance.content.checking import check
from guidance.content.coverage import prove_coverage
from guidance.content.findings import Finding, Severity, from_problem
from guidance.content.lookup import Lookup
from guidance.content.model import Guidance
from guidance.content.proofs.abbreviations import prove_abbreviations
from guidance.content.proofs.banned_words import prove_words
from guidance.content.proofs.contradictions import prove_agreement
from guidance.content.proofs.disputes import prove_disputes
from guidance.content.proofs.examples import Examples
from guidance.content.proofs.graphs import prove_graphs
from guidance.content.proofs.links import prove_links
from guidance.content.proofs.memo_times import prove_times
from guidance.content.proofs.near_questions import prove_difference
from guidance.content.proofs.reading_grades import prove_reading

Tell = Callable[[str], None]


def quietly(_: str) -> None:
    """Tell nobody how far it is."""


def examine(guidance: Guidance, *, on: date, tell: Tell = quietly) -> list[Finding]:
    """Return every finding on `guidance` as of the day `on`, in reading order.

    `tell` is told what is looked at, for whoever waits.
    """
    lookup = Lookup(guidance)
    stages: list[tuple[str, Callable[[], Iterable[Finding]]]] = [
        ("structure and cases", lambda: _structure(guidance, lookup)),
        ("question trees", lambda: prove_graphs(guidance)),
        ("disputes", lambda: prove_disputes(guidance, lookup)),
        ("contradictions", lambda: prove_agreement(guidance, lookup)),
        ("near questions", lambda: prove_difference(guidance)),
        ("dates", lambda: prove_times(guidance, lookup, on=on)),
        ("links", lambda: prove_links(guidance, lookup)),
        ("reading grades", lambda: prove_reading(guidance)),
        ("banned words", lambda: prove_words(guidance)),
        ("abbreviations", lambda: prove_abbreviations(guidance)),
        ("coverage", lambda: prove_coverage(guidance, lookup)),
    ]
    findings: list[Finding] = []
    for number, (what, prove) in enumerate(stages, 1):
        tell(f"{number}/{len(stages)} {what}")
        findings += prove()
    return [*findings, *_unused_waivers(guidance, findings)]


def local_day(guidance: Guidance, at: datetime) -> date:
    """Return the day it is `at` that moment for the department.

    Its zone may be unknown, which is a problem of its own; then the day is UTC's.
    """
    try:
        zone: tzinfo = ZoneInfo(guidance.department.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = UTC
    return at.astimezone(zone).date()


def _structure(guidance: Guidance, lookup: Lookup) -> Iterator[Finding]:
    examples = Examples(lookup)
    for problem in check(guidance):
        yield from_problem(problem, examples.of(problem))


def _unused_waivers(guidance: Guidance, findings: list[Finding]) -> Iterator[Finding]:
    """Yield waivers that waive nothing: what they were given for is gone or changed."""
    names = {each.name for each in findings if each.severity is Severity.WARNING}
    for number, waiver in enumerate(guidance.waivers.waivers, 1):
        if waiver.finding not in names:
            yield Finding(
                "waiver-unused",
                Severity.NOTE,
                f"The waiver by {waiver.by} for {waiver.document} waives nothing: what "
                "it was given for is gone, or has changed.",
                "Take it out.",
                "waivers",
                f"waivers › {number}",
                about=waiver.finding,
            )

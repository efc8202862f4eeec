"""Cases in dispute: the sections say one thing, the wizard another, and somebody has to
decide. Until then each is a warning that is waived by name, and no longer holds when
the wizard, the path or the expectation is another.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content.cases import dispute_of, in_dispute
from guidance.content.checking import place
from guidance.content.findings import Finding, Severity
from guidance.content.lookup import Lookup
from guidance.content.model import Case, Guidance, Outcome, Wizard
from guidance.content.paths import in_words
from guidance.content.walking import follow


def prove_disputes(guidance: Guidance, lookup: Lookup) -> Iterator[Finding]:
    """Yield a warning for every case whose wizard says something else, in dispute."""
    for case_set in guidance.case_sets:
        wizard = lookup.wizards.get(case_set.wizard)
        for case in case_set.cases if wizard and wizard.start in wizard.nodes else ():
            assert wizard
            if reached := in_dispute(case, wizard):
                yield _disputed(case, wizard, reached, place(case_set))


def _disputed(case: Case, wizard: Wizard, reached: Outcome, document: str) -> Finding:
    steps, _ = follow(wizard, case.answers)
    path = [f"{asked}={said}" for asked, said in case.answers.items()]
    return Finding(
        "case-disputed",
        Severity.WARNING,
        f"{dispute_of(case, reached)} {case.disputed}",
        "Have it decided; then mend the wizard, or the case with its reason.",
        document,
        f"cases › {case.slug}",
        in_words(steps, f"{reached.verdict.label}: {reached.headline}"),
        "\n".join([case.verdict, reached.slug, reached.verdict, *path]),
    )

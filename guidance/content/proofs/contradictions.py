"""Two answers that can't both be right: the same facts, or the same words, decided
in opposite ways. (A scenario against its wizard is a structural check.)

Answers are put together by what they share, never compared each with each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from guidance.content.checking import place
from guidance.content.findings import Finding, Severity
from guidance.content.lookup import Lookup
from guidance.content.model import Guidance, Scenario
from guidance.content.paths import in_words
from guidance.content.proofs.parts import Answer, answers, quoted
from guidance.content.quoting import normalise
from guidance.content.vocabulary import Verdict
from guidance.content.walking import follow

OPPOSITE = {Verdict.YES, Verdict.NO}


def prove_agreement(guidance: Guidance, lookup: Lookup) -> Iterator[Finding]:
    """Yield every contradiction."""
    yield from _same_facts(guidance, lookup)
    yield from _same_words(guidance)


def _same_facts(guidance: Guidance, lookup: Lookup) -> Iterator[Finding]:
    decided: dict[tuple[str, ...], list[Scenario]] = defaultdict(list)
    for scenario in guidance.scenarios:
        if settled := scenario.settled_by:
            facts = (f"{asked}={said}" for asked, said in settled.answers.items())
            decided[(settled.wizard, *facts)].append(scenario)
    for first, *others in decided.values():
        for other in others:
            if other.verdict is not first.verdict:
                yield _decided_twice(first, other, lookup)


def _decided_twice(first: Scenario, other: Scenario, lookup: Lookup) -> Finding:
    settled = other.settled_by
    wizard = lookup.wizards.get(settled.wizard) if settled else None
    example = ""
    if settled and wizard and wizard.start in wizard.nodes:
        steps, _ = follow(wizard, settled.answers)
        said = f"{first.verdict.label} ({first.ref}), {other.verdict.label}"
        example = in_words(steps, f"{said} ({other.ref})")
    return Finding(
        "facts-decided-twice",
        Severity.ERROR,
        f"“{other.question}” has the facts of “{first.question}” ({first.ref}) and "
        f"says “{other.verdict.label}” where that says “{first.verdict.label}”.",
        "Correct one of them, or tell their facts apart.",
        place(other),
        "settled by",
        example,
        f"{first.slug} {first.verdict} {other.verdict}",
    )


def _same_words(guidance: Guidance) -> Iterator[Finding]:
    """Yield the words that carry a yes here and a no there, once for each words."""
    resting: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers(guidance):
        if answer.part.verdict in OPPOSITE:
            for citation in answer.part.citations:
                words = normalise(citation.words)
                resting[citation.section, words].append(answer)
    for (section, words), found in resting.items():
        if {each.part.verdict for each in found} == OPPOSITE:
            yield _for_yes_and_no(section, words, found)


def _for_yes_and_no(section: str, words: str, found: list[Answer]) -> Finding:
    yes = _refs(found, Verdict.YES)
    no = _refs(found, Verdict.NO)
    memo, _, part = section.partition("/")
    return Finding(
        "words-for-yes-and-no",
        Severity.WARNING,
        f"The words {quoted([words])} carry a “Yes” ({', '.join(yes)}) and a “No” "
        f"({', '.join(no)}).",
        "Quote the words that make the difference, or correct one of the answers.",
        f"memos/{memo}",
        f"sections › {part}",
        "",
        "\n".join([words, *yes, *no]),
    )


def _refs(found: list[Answer], verdict: Verdict) -> list[str]:
    return sorted({each.part.ref for each in found if each.part.verdict is verdict})

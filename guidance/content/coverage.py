"""The coverage ledger: every sentence of the policy, and what rests on it.

A sentence is quoted by the answers whose citation has words in it, and exercised by the
cases and settled scenarios that come out at one of those answers. What says *must*,
*shall*, *may not* or *only if* and is quoted by nothing is a gap: policy that no officer
can find by asking. Whether it ought to be found is for a person to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.checking import place
from guidance.content.findings import Finding, Severity
from guidance.content.lookup import Lookup
from guidance.content.markdown import passages
from guidance.content.memos import Memo, Section
from guidance.content.model import Guidance, Outcome
from guidance.content.proofs.parts import answers
from guidance.content.quoting import every_place, normalise
from guidance.content.sentences import sentences
from guidance.content.walking import follow

BINDING = re.compile(
    r"\b(must|shall|may not|may only|only (if|when|where|with)|required to|cannot"
    r"|not permitted|not allowed|unless|no \w+ may)\b",
    re.IGNORECASE,
)
"""Words by which a sentence binds somebody."""


@dataclass(frozen=True)
class Entry:
    """A sentence, the refs of the answers that quote it, and the names of the tests
    that come out at one of them."""

    sentence: str
    quoted_by: tuple[str, ...]
    exercised_by: tuple[str, ...]

    @property
    def is_a_gap(self) -> bool:
        return not self.quoted_by and BINDING.search(self.sentence) is not None


@dataclass(frozen=True)
class Page:
    """A section and its sentences, those of a quotation first."""

    memo: Memo
    section: Section
    entries: tuple[Entry, ...]

    @property
    def gaps(self) -> list[Entry]:
        return [each for each in self.entries if each.is_a_gap]


class Ledger:
    """The ledger of one guidance, a page for each section."""

    def __init__(self, guidance: Guidance, lookup: Lookup) -> None:
        self._lookup = lookup
        self._tests = _tests(guidance, lookup)
        self._quotes = _quotes(guidance)

    def pages(self) -> Iterator[Page]:
        """Yield a page for every section, in reading order."""
        for path, (memo, section) in self._lookup.sections.items():
            quotes = self._quotes.get(path, [])
            entries = [
                entry
                for text in _texts(section)
                for entry in self._entries(text, quotes)
            ]
            yield Page(memo, section, tuple(entries))

    def _entries(
        self, text: list[str], quotes: list[tuple[str, str]]
    ) -> Iterator[Entry]:
        """Yield the sentences of `text` with the refs whose words lie in each."""
        whole, at = " ".join(text), 0
        spans = [
            (span, ref) for words, ref in quotes for span in every_place(words, whole)
        ]
        for sentence in text:
            end = at + len(sentence)
            refs = {ref for span, ref in spans if span.start < end and at < span.end}
            tests = {test for ref in refs for test in self._tests.get(ref, ())}
            yield Entry(sentence, tuple(sorted(refs)), tuple(sorted(tests)))
            at = end + 1


def _texts(section: Section) -> Iterator[list[str]]:
    """Yield the texts of `section`, each as normalised sentences."""
    quotation = section.quotation.text.split("\n") if section.quotation else []
    for text in (quotation, passages(section.body)):
        yield [normalise(each) for passage in text for each in sentences(passage)]


def _quotes(guidance: Guidance) -> dict[str, list[tuple[str, str]]]:
    """Return for every section the words quoted from it, each with its answer's ref."""
    quotes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for answer in answers(guidance):
        for citation in answer.part.citations:
            words = normalise(citation.words)
            quotes[citation.section].append((words, answer.part.ref))
    return quotes


def _tests(guidance: Guidance, lookup: Lookup) -> dict[str, set[str]]:
    """Return for the ref of every answer the tests that come out there."""
    tests: dict[str, set[str]] = defaultdict(set)
    for scenario in guidance.scenarios:
        if settled := scenario.settled_by:
            tests[scenario.ref].add(scenario.ref)
            reached = _outcome(settled.wizard, settled.answers, lookup)
            if reached:
                tests[reached.ref].add(scenario.ref)
    for case_set in guidance.case_sets:
        for case in case_set.cases:
            reached = _outcome(case_set.wizard, case.answers, lookup)
            if reached:
                disputed = "[disputed]" if case.disputed else ""
                tests[reached.ref].add(f"{case_set.slug}/{case.slug}{disputed}")
    return tests


def _outcome(slug: str, answers: dict[str, str], lookup: Lookup) -> Outcome | None:
    wizard = lookup.wizards.get(slug)
    if wizard is None or wizard.start not in wizard.nodes:
        return None
    _, node = follow(wizard, answers)
    return node if isinstance(node, Outcome) else None


def prove_coverage(guidance: Guidance, lookup: Lookup) -> Iterator[Finding]:
    """Yield a note for every section with a gap."""
    for page in Ledger(guidance, lookup).pages():
        gaps = [each.sentence for each in page.gaps]
        if gaps:
            yield Finding(
                "not-quoted",
                Severity.NOTE,
                f"No answer quotes {_counted(len(gaps))}: “{_short(gaps[0])}”",
                "Quote it in an answer, or be sure that no officer needs it.",
                place(page.memo),
                f"sections › {page.section.slug}",
                about="\n".join(gaps),
            )


def _counted(count: int) -> str:
    if count == 1:
        return "this sentence, which binds somebody"
    return f"{count} sentences that bind somebody, first"


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 120 else f"{sentence[:119]}…"

"""What officers see now beside what they would see, answer by answer.

Answers are paired by their refs, which stay when a wording changes. Under each stand
the words it quotes, in the section they stand in, for the one question a supervisor
answers of every quotation: do these words support this answer?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from guidance.content.lookup import Lookup
from guidance.content.markdown import to_html
from guidance.content.memos import Section
from guidance.content.model import Document, Outcome, Scenario, Wizard
from guidance.content.quoting import find
from guidance.content.vocabulary import Provenance, Verdict
from guidance.review.approving import Quoted

SAYS = {
    Provenance.LAW: "Law",
    Provenance.QUOTED: "Quoted from the press",
    Provenance.REPORTED: "As reported by the press",
    Provenance.DEPARTMENT: "Entered by the department",
}


@dataclass(frozen=True)
class Shown:
    """An answer as officers read it."""

    verdict: Verdict
    headline: str
    detail: SafeString
    steps: tuple[str, ...]
    contacts: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Quoted words in their section, to be ticked under `key`.

    `memo_html` is the memo's own words where they are known, `body_html` what the
    section says; the quoted words are marked in the one they stand in. Both are empty
    where there is no such section.
    """

    key: str
    words: str
    title: str
    ref: str
    memo_html: SafeString
    body_html: SafeString
    provenance: str


@dataclass(frozen=True)
class Pair:
    """One answer now and as it would be; a side is missing where it isn't there."""

    ref: str
    question: str
    now: Shown | None
    then: Shown | None
    quoted: tuple[Words, ...]

    @property
    def is_same(self) -> bool:
        return self.now == self.then


def pairs(
    now: Document | None,
    then: Document | None,
    lookups: tuple[Lookup, Lookup],
    quoted: Iterable[Quoted],
) -> list[Pair]:
    """Return the answers of a document now and then, the changed ones first.

    `lookups` are those of the guidance now and then.
    """
    old, new = ({each.ref: each for each in answers(d)} for d in (now, then))
    refs = [*new, *(ref for ref in old if ref not in new)]
    words = list(quoted)
    made = [
        Pair(
            ref=ref,
            question=_question(new.get(ref) or old[ref]),
            now=_shown(old.get(ref), lookups[0]),
            then=_shown(new.get(ref), lookups[1]),
            quoted=tuple(
                _words(each, lookups[1]) for each in words if each.answer.ref == ref
            ),
        )
        for ref in refs
    ]
    return sorted(made, key=lambda pair: pair.is_same)


def answers(document: Document | None) -> Sequence[Scenario | Outcome]:
    """Return the answers a document gives: a scenario itself, a wizard's outcomes."""
    if isinstance(document, Scenario):
        return [document]
    return document.outcomes if isinstance(document, Wizard) else []


def _question(answer: Scenario | Outcome) -> str:
    return answer.question if isinstance(answer, Scenario) else ""


def _shown(answer: Scenario | Outcome | None, lookup: Lookup) -> Shown | None:
    if answer is None:
        return None
    contacts = [lookup.contacts.get(slug) for slug in answer.contacts]
    headline = answer.answer if isinstance(answer, Scenario) else answer.headline
    return Shown(
        verdict=answer.verdict,
        headline=headline,
        detail=_safe(to_html(answer.detail)),
        steps=answer.steps,
        contacts=tuple(each.name for each in contacts if each),
    )


def _words(quoted: Quoted, lookup: Lookup) -> Words:
    citation, section = quoted.citation, quoted.section
    if section is None:
        none = _safe("")
        gone = "There is no such section any more"
        return Words(quoted.key, citation.words, gone, citation.section, none, none, "")
    memo, _ = lookup.sections[citation.section]
    return Words(
        key=quoted.key,
        words=citation.words,
        title=f"{memo.title} · {section.number} {section.heading}",
        ref=section.ref,
        memo_html=_memo_html(section, citation.words),
        body_html=_safe(to_html(section.body, quotes=[citation.words])),
        provenance=SAYS[section.provenance],
    )


def _memo_html(section: Section, words: str) -> SafeString:
    """Return the memo's own words, with those quoted marked where they stand there."""
    if section.quotation is None:
        return _safe("")
    text = section.quotation.text
    span = find(words, text)
    if span is None:
        return escape(text)
    parts: Iterator[str] = map(
        escape, (text[: span.start], text[span.start : span.end], text[span.end :])
    )
    before, quoted, after = parts
    return _safe(f"{before}<mark>{quoted}</mark>{after}")


def _safe(html: str) -> SafeString:
    """Return `html`, which was escaped or cleaned, as the template may take it."""
    return mark_safe(html)

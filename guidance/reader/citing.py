"""Citations as a page shows them: the section once, the quoted words marked in it.

A memo's own words and our paraphrase of it never mix: they are rendered apart, and the
provenance sentence says of each which it is and who printed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from guidance.content.lookup import Lookup
from guidance.content.memos import Citation, Memo, Section
from guidance.content.quoting import find
from guidance.content.vocabulary import Provenance
from guidance.reader.sources import Source
from guidance.reader.words import Words

NUMBERING = (
    "This document's own numbering is not public; the numbers here are this site's."
)
# What has been seen of a text goes without saying where it is the ordinary case.
ORDINARY = {"", "full", "secondary", "quoted line"}


@dataclass(frozen=True)
class Cited:
    """A section with the words an answer rests on marked in it.

    `quoted_html` is the memo's own words, "" where none are known; `body_html` is
    what the section says, in somebody else's words unless it was entered as text.
    """

    memo: Memo
    section: Section
    path: str
    url: str
    quoted_html: SafeString
    body_html: SafeString
    provenance_line: str
    numbering_line: str
    rests_on_quotation: bool
    rests_on_body: bool

    @property
    def ref(self) -> str:
        return self.section.ref

    @property
    def quoted_label(self) -> str:
        """What stands over the quotation."""
        is_law = self.section.provenance is Provenance.LAW
        return "The law's own words" if is_law else "The memo's own words"

    @property
    def body_label(self) -> str:
        """What stands over the body, so that nobody takes it for the memo's words."""
        if self.section.provenance is Provenance.DEPARTMENT:
            return ""
        return "In our words" if self.quoted_html else "Our paraphrase"


def cite(citations: Iterable[Citation], source: Source, words: Words) -> list[Cited]:
    """Return each section of `citations` once, in order, with its words marked."""
    wanted: dict[str, list[str]] = {}
    for citation in citations:
        wanted.setdefault(citation.section, []).append(citation.words)
    return [
        cited(path, quotes, source, words)
        for path, quotes in wanted.items()
        if path in source.lookup.sections
    ]


def cited(path: str, quotes: Sequence[str], source: Source, words: Words) -> Cited:
    """Return the section at `path` with `quotes` marked where they stand."""
    memo, section = source.lookup.sections[path]
    own = section.quotation.text if section.quotation else ""
    in_quotation = [each for each in quotes if find(each, own)]
    in_body = [each for each in quotes if each not in in_quotation]
    return Cited(
        memo=memo,
        section=section,
        path=path,
        url=source.url("section", memo.slug, section.slug),
        quoted_html=marked(own, in_quotation),
        body_html=words.html(section.body, quotes=in_body),
        provenance_line=provenance_line(section, source.lookup),
        numbering_line=NUMBERING if memo.numbering_is_ours else "",
        rests_on_quotation=bool(in_quotation),
        rests_on_body=bool(in_body),
    )


def marked(text: str, quotes: Sequence[str]) -> SafeString:
    """Return `text`, plain, as HTML with each of `quotes` that stands in it marked."""
    spans = sorted(
        (span.start, span.end) for each in quotes if (span := find(each, text))
    )
    parts, done = [], 0
    for start, end in spans:
        if end > done:
            parts += [escape(text[done : max(start, done)]), "<mark>"]
            parts += [escape(text[max(start, done) : end]), "</mark>"]
            done = end
    parts.append(escape(text[done:]))
    return mark_safe("".join(parts).replace("</mark><mark>", ""))


def provenance_line(section: Section, lookup: Lookup) -> str:
    """Return how far the words of `section` can be trusted, as one sentence."""
    return SENTENCES[section.provenance](section, lookup)


def _law(section: Section, lookup: Lookup) -> str:
    seen = section.text_seen
    if seen == "full":
        opening = "Law, read in full"
    elif seen.startswith("not "):
        opening = f"Law; text {seen}"
    else:
        opening = f"Law; text seen: {seen}" if seen else "Law"
    if not section.quotation:
        return f"{opening}; our paraphrase."
    own = f"the quotation is from {section.quotation.attribution}"
    return f"{opening}; {own}{_rest(section)}."


def _quoted(section: Section, lookup: Lookup) -> str:
    if not section.quotation:
        return _reported(section, lookup)
    own = f"The memo's own words{_printed(section.quotation.attribution)}"
    return f"{own}{_rest(section)}{_seen(section)}."


def _reported(section: Section, lookup: Lookup) -> str:
    by = listed(source_names(section, lookup)) or "the press"
    if not section.quotation:
        return f"As reported by {by}; our paraphrase{_seen(section)}."
    own = f"the memo's own words{_printed(section.quotation.attribution)}"
    return f"As reported by {by}; {own}{_rest(section)}{_seen(section)}."


def _department(section: Section, lookup: Lookup) -> str:
    if not section.quotation:
        return "Entered by the department."
    return f"Entered by the department; quoted from {section.quotation.attribution}."


SENTENCES = {
    Provenance.LAW: _law,
    Provenance.QUOTED: _quoted,
    Provenance.REPORTED: _reported,
    Provenance.DEPARTMENT: _department,
}


def _printed(attribution: str) -> str:
    """Return who printed the words, as a clause; packs say "… as printed by …"."""
    _, printed, printers = attribution.partition("as printed by ")
    return f" as printed by {printers}" if printed else f" ({attribution})"


def _rest(section: Section) -> str:
    return "; the rest is our paraphrase" if section.body else ""


def _seen(section: Section) -> str:
    seen = section.text_seen
    return "" if seen in ORDINARY else f"; text seen: {seen}"


def source_names(section: Section, lookup: Lookup) -> list[str]:
    """Return the names of the sources of `section`, each once."""
    known = (lookup.sources.get(slug) for slug in section.sources)
    return list(dict.fromkeys(each.name for each in known if each))


def listed(names: Sequence[str]) -> str:
    """Return `names` as a person lists them: "a, b and c"."""
    *others, last = names or [""]
    return f"{', '.join(others)} and {last}" if others else last

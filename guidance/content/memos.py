"""Memos and their sections: the policy text, and how to point at words in it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from guidance.content.values import (
    Day,
    Line,
    Markdown,
    MaybeLine,
    Ref,
    SectionPath,
    Slug,
    Value,
    Words,
)
from guidance.content.vocabulary import Provenance


class Citation(Value):
    """A section and the exact words in it that carry an answer."""

    section: SectionPath
    words: Words


class Quotation(Value):
    """The memo's own words as somebody printed them, and who that was."""

    text: Words
    attribution: Line


class Section(Value):
    """A numbered part of a memo; the unit that is cited.

    `body` is what the section says, in the words of whoever wrote it down;
    `quotation` is the memo's own words where they are known. `pinpoint` is how a
    lawyer would cite it. `text_seen` says how much of the official text was read,
    and `sources` are the slugs of the department's sources for it.
    """

    slug: Slug
    ref: Ref
    number: Line
    heading: Line
    body: Markdown
    provenance: Provenance
    pinpoint: MaybeLine = ""
    quotation: Quotation | None = None
    confidence: MaybeLine = ""
    text_seen: MaybeLine = ""
    sources: tuple[Slug, ...] = ()

    def texts(self) -> Iterator[str]:
        """Yield the texts a citation of this section may quote from."""
        if self.quotation:
            yield self.quotation.text
        yield self.body


class Memo(Value):
    """A policy document: an order, a bulletin, a law, a directive.

    `numbering_is_ours` is true where the document's own numbering is not public
    and the section numbers were made for this site, which every page must say.
    """

    slug: Slug
    ref: Ref
    title: Line
    number: MaybeLine = ""
    kind: Line
    issuer: Line
    issued_on: Day | None = None
    in_force_from: Day | None = None
    in_force_until: Day | None = None
    supersedes: tuple[Slug, ...] = ()
    status: MaybeLine = ""
    source: MaybeLine = ""
    full_text_public: bool = True
    numbering_is_ours: bool = False
    note: Markdown = ""
    order: int = Field(default=0, ge=0, le=100_000)
    sections: tuple[Section, ...]

    def section(self, slug: str) -> Section | None:
        """Return the section named `slug`, or None where there is none."""
        return next((each for each in self.sections if each.slug == slug), None)

"""The department: whose guidance this is, whom to call, and its lists of words."""

from __future__ import annotations

from pydantic import Field

from guidance.content.values import (
    Line,
    Markdown,
    MaybeLine,
    Ref,
    SectionPath,
    Slug,
    Value,
)


class Contact(Value):
    """Who to call, when and how. `reach` stays empty until the department sets it."""

    slug: Slug
    name: Line
    when: MaybeLine = ""
    reach: MaybeLine = ""
    hours: MaybeLine = ""
    order: int = Field(default=0, ge=0, le=100_000)


class Topic(Value):
    """What scenarios and wizards are grouped by on the home page.

    What it holds may need the approval of two. That is left out where it says nothing,
    so that a department's digest is what it was before there was the field.
    """

    slug: Slug
    title: Line
    summary: Line
    order: int = Field(default=0, ge=0, le=100_000)
    two_approvers: bool = Field(default=False, exclude_if=lambda said: not said)


class Term(Value):
    """A glossary entry, and the section its meaning rests on where there is one."""

    slug: Slug
    term: Line
    meaning: Line
    section: SectionPath | None = None


class ReferenceList(Value):
    """A list a question refers to, such as the violent-or-serious crimes.

    `also` are entries that need a sentence rather than a number, `excluded` is what
    does not count, `notes` say how to read the list, and `added` holds what the
    department has added to the law's own `entries`.
    """

    slug: Slug
    ref: Ref
    title: Line
    law: Line
    entries: tuple[Line, ...] = ()
    added: tuple[Line, ...] = ()
    also: tuple[Line, ...] = ()
    excluded: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()


class Source(Value):
    """Where a section's words were read. `name` is short: "New York Post"."""

    slug: Slug
    kind: Line
    name: Line
    what: Line
    where: MaybeLine = ""


class Detail(Value):
    """A fact only the department knows; empty until it is filled in."""

    slug: Slug
    label: Line
    text: Markdown = ""


class PinnedResult(Value):
    """What the department has chosen to stand first for some queries.

    However one of the `queries` is written, it shows what has the `refs`, in their
    order, before anything else that is found.
    """

    queries: tuple[Line, ...] = Field(min_length=1)
    refs: tuple[Ref, ...] = Field(min_length=1)


class Department(Value):
    """Name, contacts, topics, glossary, synonyms, reference lists and sources.

    `synonyms` are sets of words that mean the same to an officer. `unanswered` are
    questions officers ask that nothing here answers: search learns from them when to
    say so; `pinned` is what it shows first, whatever it would find. `banned_words` are
    those the department won't have in questions and answers. The last two are left out
    where there are none, so that stored digests stay what they were.
    `time_zone` is the zone dates and times are shown in. `note` stands on every page's
    foot.
    """

    slug: Slug
    name: Line
    short_name: Line
    kind: Line
    time_zone: Line = "UTC"
    note: Markdown = ""
    contacts: tuple[Contact, ...] = ()
    topics: tuple[Topic, ...] = ()
    glossary: tuple[Term, ...] = ()
    synonyms: tuple[tuple[Line, ...], ...] = ()
    unanswered: tuple[Line, ...] = ()
    pinned: tuple[PinnedResult, ...] = Field(
        default=(), exclude_if=lambda said: not said
    )
    banned_words: tuple[Line, ...] = Field(default=(), exclude_if=lambda said: not said)
    reference_lists: tuple[ReferenceList, ...] = ()
    sources: tuple[Source, ...] = ()
    details: tuple[Detail, ...] = ()

    @property
    def title(self) -> str:
        return self.name

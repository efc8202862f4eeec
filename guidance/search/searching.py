"""Search: a question in any words, and what in an edition answers it.

Nothing about a question is kept or written down: it goes into one query and is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from guidance.content.model import Outcome, Wizard
from guidance.content.vocabulary import Verdict
from guidance.editions.reading import Copy
from guidance.search.asking import Asked, ask, terms
from guidance.search.from_memory import titled
from guidance.search.outage import Outage
from guidance.search.ranking import AFTER, BEFORE, Row, ranked

outage = Outage()


@dataclass(frozen=True)
class Result:
    """One thing that was found. `slug` is a section's path where it is a section, and
    `within` its memo. `excerpt` is safe HTML with the matched words in `<mark>`."""

    kind: str
    slug: str
    ref: str
    title: str
    verdict: Verdict | None
    within: str
    excerpt: SafeString


@dataclass(frozen=True)
class Results:
    """The best results and how many there are in all.

    `titles_only` says that Postgres was away and only titles and refs were searched.
    """

    asked: Asked
    found: Sequence[Result] = ()
    count: int = 0
    titles_only: bool = False


def search(text: str, copy: Copy, *, limit: int) -> Results:
    """Return what in `copy` answers `text`, the best `limit` of it.

    Any text will do; what can't be searched for finds nothing.
    """
    asked = ask(text)
    if asked.is_empty:
        return Results(asked)
    rows = _from_index(asked, copy, limit)
    titles_only = rows is None
    if rows is None:
        rows = titled(asked, copy.guidance, limit=limit)
    return Results(
        asked,
        [_result(row, asked, copy) for row in rows],
        rows[0].count if rows else 0,
        titles_only,
    )


def _from_index(asked: Asked, copy: Copy, limit: int) -> list[Row] | None:
    """Return what Postgres finds, or None where it is away."""
    if not outage.may_try():
        return None
    looked_for = list(terms(asked, copy.guidance.department.synonyms))
    try:
        rows = ranked(asked, looked_for, edition=copy.number, limit=limit)
    except (OperationalError, InterfaceError):
        outage.begin()
        return None
    outage.end()
    return rows


def _result(row: Row, asked: Asked, copy: Copy) -> Result:
    excerpt = row.excerpt
    if row.called and row.kind == "wizard" and asked.ref != row.refs[0]:
        excerpt = _inside(copy.lookup.wizards[row.slug], asked.ref)
    return Result(
        kind=row.kind,
        slug=row.slug,
        ref=row.refs[0] if row.refs else "",
        title=row.title,
        verdict=Verdict(row.verdict) if row.verdict else None,
        within=row.within,
        excerpt=_marked(excerpt),
    )


def _inside(wizard: Wizard, ref: str) -> str:
    """Return what the question or outcome of `wizard` with that `ref` says.

    The result leads to the wizard's start: an outcome holds for the answers that lead
    to it, and those are the officer's to give.
    """
    node = next(each for each in wizard.nodes.values() if each.ref == ref)
    if isinstance(node, Outcome):
        return f"{ref}: {node.verdict.label}. {node.headline}"
    return f"{ref}: {node.text}"


def _marked(excerpt: str) -> SafeString:
    """Return `excerpt` as HTML: escaped first, so that no word of it can be a tag."""
    # In I-200 Postgres takes the hyphen for a minus and would mark it with the number.
    marked = escape(excerpt).replace(f"{BEFORE}-", f"-{BEFORE}")
    return mark_safe(marked.replace(BEFORE, "<mark>").replace(AFTER, "</mark>"))

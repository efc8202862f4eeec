"""Writing the index of an edition, called inside the transaction that records it."""

from __future__ import annotations

from textwrap import shorten

from guidance.content.markdown import plain
from guidance.content.model import Guidance
from guidance.search.folding import fold
from guidance.search.models import Entry
from guidance.search.things import Thing, things

LONGEST_EXCERPT = 300
MOST_WORDS = 100_000
"""Characters of one text that are indexed: a tsvector can't be larger than 1 MB."""

# The kinds whose summary is Markdown; the others say theirs in a plain sentence.
IN_MARKDOWN = {"memo", "section"}

# Markers for the matched words are put into excerpts, so these can't stand there.
PRIVATE = {0xE000: None, 0xE001: None}


def index(edition: int, guidance: Guidance) -> None:
    """Write what `edition`, which holds `guidance`, is found by."""
    entries = (entry(edition, thing) for thing in things(guidance))
    Entry.objects.bulk_create(entries, batch_size=500)


def entry(edition: int, thing: Thing) -> Entry:
    """Return the row for `thing`, unsaved."""
    return Entry(
        edition=edition,
        kind=thing.kind,
        slug=thing.slug,
        refs=list(thing.refs),
        title=thing.title,
        verdict=thing.verdict or "",
        excerpt=excerpt(thing),
        within=thing.within,
        title_words=fold(thing.title)[:MOST_WORDS],
        asked_words=fold(thing.asked)[:MOST_WORDS],
        body_words=fold(thing.body)[:MOST_WORDS],
    )


def excerpt(thing: Thing) -> str:
    """Return what a result says under its title, as plain text.

    An answer stays whole: half of one may say the opposite.
    """
    said = plain(thing.summary) if thing.kind in IN_MARKDOWN else thing.summary
    text = " ".join(said.translate(PRIVATE).split())
    return text if thing.verdict else shorten(text, LONGEST_EXCERPT, placeholder=" …")

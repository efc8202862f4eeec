"""Entries: written where they are new, found again where an edition had them before.

A department changes a few answers at a time, so most of an edition was in the one before
it. What is written goes in by COPY: a large guidance has ten thousand entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import chain, pairwise
from typing import Any

import numpy as np
from django.conf import settings
from django.db import connection
from psycopg import Cursor

from guidance.content.folding import fold
from guidance.search.meaning import DIMENSIONS, Floats
from guidance.search.model import NAME, vectors
from guidance.search.models import Entry, Listing
from guidance.search.things import Thing

MOST_WORDS = 100_000
"""Characters of one text that are indexed: a tsvector can't be larger than 1 MB."""

KEPT = np.float16
"""As a vector is kept; the rest of its digits change no ranking."""

COLUMNS = {
    "digest": "varchar",
    "kind": "varchar",
    "slug": "varchar",
    "title_words": "text",
    "asked_words": "text",
    "body_words": "text",
    "ways": "bytea",
}

Row = tuple[Any, ...]
Known = tuple[int, Floats]
"""The key of an entry, and the vectors of its ways, one a row."""


def entered(
    every: Sequence[Thing], *, keep: bool = True, apart: str = ""
) -> list[Known]:
    """Return the entry of each of `every`, in their order.

    Those that are new are read by the model, and written where `keep` says so; without
    it they have the key 0. What is written `apart` under some name is met by nobody who
    does not give it, so that nobody has to wait for what may be rolled back.
    """
    digests = [_digest(each) for each in every]
    known = _known(digests)
    new = {
        digest: each
        for digest, each in zip(digests, every, strict=True)
        if digest not in known
    }
    ways = dict(zip(new, _read(new.values()), strict=True))
    if not keep:
        known |= {digest: (0, _vectors(ways[digest])) for digest in new}
    elif new:
        names = {digest: _apart(digest, apart) for digest in new}
        rows = (_row(names[digest], new[digest], ways[digest]) for digest in new)
        write(Entry._meta.db_table, COLUMNS, rows)
        written = _known(list(names.values()))
        known |= {digest: written[name] for digest, name in names.items()}
    return [known[each] for each in digests]


def ways_of(edition: int, slugs: Iterable[str]) -> list[tuple[str, str, Floats]]:
    """Return the kind, the slug and the vectors of the ways of the entries of `edition`
    with one of the `slugs`."""
    sql = f"""SELECT kind, slug, ways FROM {Entry._meta.db_table} AS entry
              JOIN {Listing._meta.db_table} ON entry_id = entry.id
              WHERE edition = %s AND slug = ANY(%s)"""
    rows = _rows(sql, edition, list(slugs))
    return [(kind, slug, _vectors(ways)) for kind, slug, ways in rows]


def write(table: str, columns: Mapping[str, str], rows: Iterable[Row]) -> None:
    """Write `rows` to `table` whose `columns` have those types."""
    names = ", ".join(columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        sql = f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)"
        with cursor.copy(sql) as copy:
            copy.set_types(list(columns.values()))
            for row in rows:
                copy.write_row(row)


def _known(digests: Sequence[str]) -> dict[str, Known]:
    sql = f"SELECT digest, id, ways FROM {Entry._meta.db_table} WHERE digest = ANY(%s)"
    rows = _rows(sql, list(digests))
    return {digest: (key, _vectors(ways)) for digest, key, ways in rows}


def _rows(sql: str, *parameters: Any) -> list[Row]:
    """Return what `sql` finds, with numbers as they are: what Django's own cursor reads,
    it reads as text."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(sql, parameters, binary=True).fetchall()


def _row(digest: str, thing: Thing, ways: bytes | None) -> Row:
    texts = (fold(each)[:MOST_WORDS] for each in (thing.title, thing.asked, thing.body))
    return (digest, thing.kind, thing.slug, *texts, ways)


def _read(new: Iterable[Thing]) -> list[bytes | None]:
    """Return what the model makes of the ways of each of `new`, as it is kept."""
    ways = [each.ways for each in new]
    if not settings.SEARCH_BY_MEANING:
        return [None] * len(ways)
    found = vectors(list(chain.from_iterable(ways))).astype(KEPT)
    ends = np.cumsum([0, *map(len, ways)])
    return [found[begin:end].tobytes() for begin, end in pairwise(ends)]


def _vectors(ways: bytes | None) -> Floats:
    kept = np.frombuffer(ways or b"", KEPT).reshape(-1, DIMENSIONS)
    return kept.astype(np.float32)


def _digest(thing: Thing) -> str:
    model = NAME if settings.SEARCH_BY_MEANING else ""
    texts = (thing.kind, thing.slug, thing.title, thing.asked, thing.body)
    said = "\0".join((model, *texts, *thing.ways))
    return sha256(said.encode()).hexdigest()


def _apart(digest: str, apart: str) -> str:
    return sha256(f"{apart}\0{digest}".encode()).hexdigest() if apart else digest

"""Reading an edition back, and refusing one that is not what was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from guidance.content.checking import place
from guidance.content.freezing import Stored, digest, gather, thaw
from guidance.content.lookup import Lookup
from guidance.content.model import Document, Guidance
from guidance.editions.models import Edition, Snapshot


class Unreadable(Exception):
    """An edition can't be served from what the database holds."""


class Tampered(Unreadable):
    """An edition or a snapshot is not what its digest says was published."""


class Signature(TypedDict):
    """Who approved a document of an edition: its place, its snapshot, the name, the
    moment (ISO 8601, UTC) and the fingerprint that was signed.

    Where there is no snapshot it was approved that the document is taken out.
    """

    document: str
    snapshot: str
    by: str
    at: str
    fingerprint: str


@dataclass(frozen=True)
class Copy:
    """An edition in memory, as readers use it."""

    number: int
    digest: str
    note: str
    in_force_from: datetime
    published_at: datetime
    lookup: Lookup
    snapshots: Mapping[str, str]
    """The digest of each document's snapshot, by the document's place."""
    signatures: Sequence[Signature] = ()

    @property
    def guidance(self) -> Guidance:
        return self.lookup.guidance


def read(edition: Edition) -> Copy:
    """Return the copy of `edition` that readers use, in one query.

    Every digest is recomputed. Raises Tampered where one differs: guidance that
    nobody approved must not reach an officer. Raises Unreadable where it was stored
    by a newer program than this.
    """
    if edition.true_digest() != edition.digest:
        raise Tampered(f"edition {edition.number} is not what was published")
    found = Snapshot.objects.in_bulk(edition.documents)
    documents = []
    for name in edition.documents:
        if name not in found or digest(found[name].stored) != name:
            raise Tampered(f"edition {edition.number}: snapshot {name} was changed")
        documents.append(_thawed(found[name].stored, edition.number))
    guidance = gather(documents)
    names = zip(map(place, documents), edition.documents, strict=True)
    return Copy(
        number=edition.number,
        digest=edition.digest,
        note=edition.note,
        in_force_from=edition.in_force_from,
        published_at=edition.published_at,
        lookup=Lookup(guidance),
        snapshots=dict(names),
        signatures=tuple(edition.signatures),
    )


def _thawed(stored: Stored, number: int) -> Document:
    try:
        return thaw(stored)
    except ValueError as problem:  # an unknown format, or fields this program lacks
        raise Unreadable(f"edition {number} can't be read: {problem}") from problem

"""A document through the editions: in which it was new, changed or taken out.

A document is known by its kind and its ref, which stays when its slug changes. Old
editions need not be in memory for this: three small queries find the snapshots of the
one document and the editions that hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guidance.content.checking import place
from guidance.content.freezing import digest, thaw
from guidance.content.model import Document
from guidance.editions.library import library
from guidance.editions.models import Edition, Snapshot
from guidance.editions.news import EditionLine
from guidance.editions.reading import Signature, Tampered


@dataclass(frozen=True)
class Turn:
    """What an edition did to a document: `before` is None where it was new, `after`
    where it was taken out. `signatures` are those it was published with."""

    line: EditionLine
    before: Document | None
    after: Document | None
    signatures: tuple[Signature, ...]


def ref_of(kind: str, slug: str) -> str:
    """Return the ref of the document that last had this `slug`, or ""."""
    found = Snapshot.objects.filter(kind=kind, slug=slug).order_by("-made_at")
    ref: str | None = found.values_list("stored__document__ref", flat=True).first()
    return ref or ""


def history(kind: str, ref: str, *, up_to: int) -> list[Turn]:
    """Return every turn of the document up to edition `up_to`, the latest first.

    Editions that were called off never were in force and have no turn. Raises Tampered
    where a snapshot is not what its digest says.
    """
    rows = Snapshot.objects.filter(kind=kind, stored__document__ref=ref)
    return list(_turns(_documents(rows), up_to))[::-1]


def history_at(kind: str, slug: str, *, up_to: int) -> list[Turn]:
    """Return the same of a document that has no ref, such as a wizard's cases."""
    rows = Snapshot.objects.filter(kind=kind, slug=slug)
    return list(_turns(_documents(rows), up_to))[::-1]


def _documents(rows: Iterable[Snapshot]) -> dict[str, Document]:
    """Return every form the document ever had, by the digest of its snapshot."""
    found = {}
    for row in rows:
        if digest(row.stored) != row.digest:
            raise Tampered(
                f"snapshot {row.digest} of {row.kind} {row.slug} was changed"
            )
        found[row.digest] = thaw(row.stored)
    return found


def _turns(documents: dict[str, Document], up_to: int) -> Iterator[Turn]:
    holding = Edition.objects.filter(documents__overlap=list(documents))
    held = {
        number: (next(each for each in names if each in documents), signatures)
        for number, names, signatures in holding.values_list(
            "number", "documents", "signatures"
        )
    }
    last = ""
    for line in reversed(library.editions()):
        if line.called_off or line.number > up_to:
            continue
        name, signatures = held.get(line.number, ("", []))
        if name != last:
            before, after = documents.get(last), documents.get(name)
            yield Turn(line, before, after, _signed(after or before, name, signatures))
        last = name


def _signed(
    document: Document | None, snapshot: str, signatures: list[Signature]
) -> tuple[Signature, ...]:
    named = (place(document) if document else "", snapshot)
    return tuple(s for s in signatures if (s["document"], s["snapshot"]) == named)

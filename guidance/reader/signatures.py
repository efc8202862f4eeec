"""Who approved which document of an edition, and when; and what nobody approved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from guidance.content.checking import place
from guidance.content.titles import titled
from guidance.editions.library import library
from guidance.editions.news import EditionLine
from guidance.editions.reading import Copy, Signature
from guidance.reader.sources import Source


@dataclass(frozen=True)
class Signed:
    """A document and who approved it, by name and moment on the department's clock."""

    kind: str
    title: str
    by: tuple[tuple[str, datetime], ...]
    fingerprints: tuple[str, ...]
    is_taken_out: bool = False


@dataclass(frozen=True)
class SignedParts:
    """Who approved what: of what the edition changed, and of what stood already.

    `unsigned` is how many documents were published without an approval.
    """

    new: tuple[Signed, ...]
    kept: tuple[Signed, ...]
    unsigned: int


def signed(source: Source, before: EditionLine | None) -> SignedParts:
    """Return who approved the documents of the edition read, which follows `before`."""
    old = library.numbered(before.number) if before else None
    wizards = source.lookup.wizards
    new, kept, unsigned = [], [], 0
    by_place = _by_place(source.copy.signatures)
    for document in source.copy.guidance.documents():
        where = place(document)
        found = by_place.pop(where, [])
        told = _signed(where, titled(document, wizards), found, source)
        if not found:
            unsigned += 1
        elif old and old.snapshots.get(where) == source.copy.snapshots.get(where):
            kept.append(told)
        else:
            new.append(told)
    gone = [
        _signed(where, _gone(where, old), found, source)
        for where, found in by_place.items()
    ]
    return SignedParts((*new, *gone), tuple(kept), unsigned)


def _gone(where: str, old: Copy | None) -> str:
    """Return what was called that stood in the place `where` of the edition before."""
    if old is None:
        return where
    there = {place(each): each for each in old.guidance.documents()}
    return titled(there[where], old.lookup.wizards) if where in there else where


def _by_place(signatures: Iterable[Signature]) -> dict[str, list[Signature]]:
    found: dict[str, list[Signature]] = {}
    for each in signatures:
        found.setdefault(each["document"], []).append(each)
    return found


def _signed(
    where: str, title: str, signatures: list[Signature], source: Source
) -> Signed:
    by = tuple(
        (each["by"], source.local(datetime.fromisoformat(each["at"])))
        for each in signatures
    )
    return Signed(
        kind=where.partition("/")[0],
        title=title,
        by=by,
        fingerprints=tuple(each["fingerprint"] for each in signatures),
        is_taken_out=any(not each["snapshot"] for each in signatures),
    )

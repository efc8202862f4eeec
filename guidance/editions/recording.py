"""Recording an edition: the only place that writes snapshots and editions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from guidance.accounts.models import User
from guidance.content.checking import place
from guidance.content.freezing import digest, freeze
from guidance.content.model import Document, Guidance, kind_of
from guidance.editions.evidence import not_vouched_for
from guidance.editions.indexing import build_all
from guidance.editions.models import Edition, Snapshot
from guidance.editions.reading import Signature, Unreadable, read

# One number for one lock: whoever records an edition holds it to the end of the
# transaction, so that two publishers get two numbers and one chain.
LOCK = 4117_2026


@dataclass(frozen=True)
class Publication:
    """How an edition is published: its note, its grade, by whom, and from when on.

    `kept` are the snapshots that documents have already, by their places: what was
    approved goes in as it was approved, and `signatures` say by whom.
    """

    note: str
    in_force_from: datetime | None = None
    by: User | None = None
    grade: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    signatures: Sequence[Signature] = ()


def record(
    guidance: Guidance,
    note: str,
    *,
    at: datetime,
    in_force_from: datetime | None = None,
    by: User | None = None,
) -> Edition:
    """Record `guidance` as it is as the next edition: see `record_publication`."""
    return record_publication(guidance, Publication(note, in_force_from, by), at=at)


def record_publication(
    guidance: Guidance, publication: Publication, *, at: datetime
) -> Edition:
    """Record `guidance` as the next edition, published `at`, and return it.

    It comes into force at once unless the publication says later. Everything is
    written in one transaction or nothing is. The guidance must have been checked.
    Raises ValueError for an empty note or a date in force before `at`, and Unreadable
    where what was written does not read back, as when an old snapshot was changed.
    """
    in_force_from = publication.in_force_from
    if not publication.note.strip():
        raise ValueError("An edition needs a note that says what changed.")
    if in_force_from is not None and in_force_from < at:
        raise ValueError("An edition can't come into force before it is published.")
    with transaction.atomic():
        one_at_a_time()
        latest = Edition.objects.order_by("-number").first()
        if latest:
            # Whoever waited for the lock asked the clock before the one who had it.
            at = max(at, latest.published_at)
            in_force_from = in_force_from and max(in_force_from, at)
        edition = Edition(
            number=latest.number + 1 if latest else 1,
            note=publication.note.strip(),
            grade=publication.grade,
            documents=snapshots(guidance, at=at, kept=publication.kept),
            signatures=list(publication.signatures),
            vouches_for=not_vouched_for(),
            in_force_from=in_force_from or at,
            published_at=at,
            published_by=publication.by,
            previous=latest.digest if latest else "",
        )
        edition.digest = edition.true_digest()
        edition.save(force_insert=True)
        build_all(edition.number, guidance)
        if read(edition).guidance != guidance:
            raise Unreadable("what was approved reads otherwise than what was checked")
    return edition


def one_at_a_time() -> None:
    """Wait until nobody else is publishing, and keep others waiting until the end of
    the transaction around this. It may be called again in the same one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def snapshots(
    guidance: Guidance, *, at: datetime, kept: Mapping[str, str]
) -> list[str]:
    """Keep every document of `guidance` as a snapshot; return their digests in order.

    A document that did not change since an older edition is the same snapshot.
    """
    new = {
        place(each): snapshot(each, at=at)
        for each in guidance.documents()
        if place(each) not in kept
    }
    _keep(new.values())
    names = {where: each.digest for where, each in new.items()} | dict(kept)
    return [names[place(each)] for each in guidance.documents()]


def keep(document: Document, *, at: datetime) -> Snapshot:
    """Keep one document as a snapshot and return it; the same is kept once."""
    kept = snapshot(document, at=at)
    _keep([kept])
    return kept


def snapshot(document: Document, *, at: datetime) -> Snapshot:
    """Return `document` as a snapshot that is not kept yet."""
    stored = freeze(document)
    return Snapshot(
        digest=digest(stored),
        kind=kind_of(document),
        slug=document.slug,
        stored=stored,
        made_at=at,
    )


def _keep(snapshots: Iterable[Snapshot]) -> None:
    Snapshot.objects.bulk_create(snapshots, ignore_conflicts=True, batch_size=500)

"""Recording an edition: the only place that writes snapshots and editions."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from guidance.accounts.models import User
from guidance.content.freezing import digest, freeze
from guidance.content.model import Guidance, kind_of
from guidance.editions.indexing import build_all
from guidance.editions.models import Edition, Snapshot
from guidance.editions.reading import read

# One number for one lock: whoever records an edition holds it to the end of the
# transaction, so that two publishers get two numbers and one chain.
LOCK = 4117_2026


def record(
    guidance: Guidance,
    note: str,
    *,
    at: datetime,
    in_force_from: datetime | None = None,
    by: User | None = None,
) -> Edition:
    """Record `guidance` as the next edition, published `at`, and return it.

    It comes into force at once unless `in_force_from` says later. Everything is
    written in one transaction or nothing is. The guidance must have been checked.
    Raises ValueError for an empty note or a date in force before `at`, and Unreadable
    where what was written does not read back, as when an old snapshot was changed.
    """
    if not note.strip():
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
            note=note.strip(),
            documents=snapshots(guidance, at=at),
            in_force_from=in_force_from or at,
            published_at=at,
            published_by=by,
            previous=latest.digest if latest else "",
        )
        edition.digest = edition.true_digest()
        edition.save(force_insert=True)
        build_all(edition.number, guidance)
        read(edition)
    return edition


def one_at_a_time() -> None:
    """Wait until nobody else is publishing, and keep others waiting until the end of
    the transaction around this. It may be called again in the same one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def snapshots(guidance: Guidance, *, at: datetime) -> list[str]:
    """Keep every document of `guidance` as a snapshot; return their digests in order.

    A document that did not change since an older edition is the same snapshot.
    """
    kept = []
    for document in guidance.documents():
        stored = freeze(document)
        kept.append(
            Snapshot(
                digest=digest(stored),
                kind=kind_of(document),
                slug=document.slug,
                stored=stored,
                made_at=at,
            )
        )
    Snapshot.objects.bulk_create(kept, ignore_conflicts=True, batch_size=500)
    return [each.digest for each in kept]

"""Is everything still what was published? Every digest anew, the chain, and who signed.

What is found is told in sentences. A record from which the newest rows were cut off
has no gap, though: that shows only beside a statement filed earlier (`missing_from`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guidance.content.freezing import digest
from guidance.content.signing import fingerprint
from guidance.editions.evidence import evidence
from guidance.editions.models import CallingOff, Edition, Recall, Snapshot, moment
from guidance.review.models import Approval, Submission

Said = dict[str, Any]


def problems() -> Iterator[str]:
    """Yield what is not as it was published, in a sentence each."""
    editions = list(Edition.objects.order_by("number"))
    there = set(Snapshot.objects.values_list("digest", flat=True))
    yield from _chain(editions)
    yield from _changed_snapshots()
    for edition in editions:
        for name in edition.documents:
            if name not in there:
                yield f"edition {edition.number}: snapshot {name} is missing"
    yield from _signatures(editions)
    yield from _approvals(there)
    yield from _recalls()
    yield from _callings_off()
    yield from _not_as_vouched_for(editions)


def _chain(editions: Iterable[Edition]) -> Iterator[str]:
    """Yield where the numbers have a gap, a digest is wrong or an edition follows
    another one than it says."""
    expected, last = 1, ""
    for edition in editions:
        for number in range(expected, edition.number):
            yield f"edition {number} is missing"
        if edition.true_digest() != edition.digest:
            yield f"edition {edition.number} is not what was published"
        if edition.previous != last:
            before = (
                f"edition {edition.number - 1}" if edition.number > 1 else "nothing"
            )
            yield f"edition {edition.number} does not follow {before} as it is here"
        expected, last = edition.number + 1, edition.digest


def _changed_snapshots() -> Iterator[str]:
    for row in Snapshot.objects.order_by("digest").iterator(chunk_size=500):
        if digest(row.stored) != row.digest:
            yield f"snapshot {row.digest} of {row.kind} {row.slug} was changed"
        elif (row.kind, row.slug) != _named(row.stored):
            yield f"snapshot {row.digest} stands under another name: {row.slug}"


def _named(stored: Said) -> tuple[str, str]:
    return stored["kind"], stored["document"].get("slug", stored["kind"])


def _signatures(editions: Iterable[Edition]) -> Iterator[str]:
    """Yield the signatures in editions that no approval in the record stands behind."""
    given = {
        (each.submission.snapshot_id or "", each.fingerprint, moment(each.at))
        for each in Approval.objects.select_related("submission")
    }
    for edition in editions:
        for each in edition.signatures:
            # Without a snapshot it was signed that the document is taken out.
            if each["snapshot"] and each["snapshot"] not in edition.documents:
                yield (
                    f"edition {edition.number}: what was signed for {each['document']} "
                    "is not what it holds"
                )
            elif (each["snapshot"], each["fingerprint"], each["at"]) not in given:
                yield (
                    f"edition {edition.number}: the approval of {each['document']} by "
                    f"{each['by']} is not in the record"
                )


def _approvals(snapshots: set[str]) -> Iterator[str]:
    for submission in Submission.objects.exclude(snapshot=None).order_by("at"):
        if submission.snapshot_id not in snapshots:
            yield f"{submission}: its snapshot is missing"
    for each in Approval.objects.order_by("at").select_related("submission"):
        if fingerprint(each.signed) != each.fingerprint:
            what = f"{each.submission.kind} {each.submission.slug}"
            yield f"an approval of {what} is not what was signed"


def _recalls() -> Iterator[str]:
    for recall in Recall.objects.order_by("at").prefetch_related("steps"):
        for step in recall.steps.all():
            if step.what == "confirmed" and step.by_id == recall.by_id:
                yield f"{recall}: confirmed by who proposed it"
            if step.at < recall.at:
                yield f"{recall}: {step.what} before it was proposed"


def _callings_off() -> Iterator[str]:
    for each in CallingOff.objects.select_related("edition").order_by("edition"):
        if each.at >= each.edition.in_force_from:
            yield f"{each} after it came into force"


def _not_as_vouched_for(editions: Iterable[Edition]) -> Iterator[str]:
    """Yield what an edition vouches for and is not there; then what is there and no
    edition knows, though the newest is later: one of them may be the other, changed."""
    rows = {each.name: each for each in evidence()}
    names = {name: each for each in editions for name in each.vouches_for}
    gone = [name for name in names if name not in rows]
    for name in gone:
        what, _, named = name.partition(" ")
        row = f"{what.replace('_', ' ')} {named}"
        yield (
            f"edition {names[name].number} vouches for a row that is not there: {row}"
        )
    newest = max((moment(each.published_at) for each in editions), default="")
    for each in rows.values():
        if gone and each.name not in names and each.said["at"] < newest:
            yield f"no edition vouches for this: {each.title}, {each.said['at']}"


def missing_from(filed: Said, now: Said) -> Iterator[str]:
    """Yield what stands in the statement `filed` and not so in the one of `now`.

    What came in later is no difference. Both are as `statement.statement` returns them.
    """
    editions = {each["number"]: each for each in now["editions"]}
    for each in filed["editions"]:
        if editions.get(each["number"]) != each:
            yield f"edition {each['number']} is not as it was filed"
    for name in sorted(set(filed["snapshots"]) - set(now["snapshots"])):
        yield f"snapshot {name} was filed and is not there"
    names = {each["name"] for each in now["evidence"]}
    for each in filed["evidence"]:
        if each["name"] not in names:
            yield f"{each['title']} is not as it was filed"

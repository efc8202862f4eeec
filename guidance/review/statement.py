"""The statement of the whole record: what a lawyer files, and compares years later.

It says what the rows say and nothing else, so that the same record gives the same
statement on any day and any server: no clock, no place of a row in its table. People
stand in it by the keys of their accounts, as in what is digested; their names, which
can change, are told beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from guidance.accounts.models import User
from guidance.content.freezing import digest
from guidance.editions.evidence import evidence
from guidance.editions.models import Edition, Snapshot

FORMAT = 1

Said = dict[str, Any]

UNSIGNED = "no document approved: published from a pack or as the draft was"
AS_PUBLISHED = "Everything is as it was published"


def statement() -> Said:
    """Return the record as plain data, with one digest of it all."""
    editions = Edition.objects.order_by("number")
    record: Said = {
        "format": FORMAT,
        "editions": [_edition(each) for each in editions],
        "snapshots": sorted(Snapshot.objects.values_list("digest", flat=True)),
        "evidence": [
            {"name": each.name, "title": each.title, **each.said} for each in evidence()
        ],
    }
    return record | {"digest": digest(record)}


def _edition(edition: Edition) -> Said:
    unsaid = {"grade": "", "signatures": [], "vouches_for": []}
    return unsaid | edition.statement() | {"digest": edition.digest}


def people() -> dict[int, str]:
    """Return what each account is called now, by its key."""
    return {user.pk: str(user) for user in User.objects.order_by("pk")}


def as_text(said: Said, names: Mapping[int, str], found: list[str]) -> Iterator[str]:
    """Yield the lines of the statement `said`, what is wrong, and the line to file."""
    for edition in said["editions"]:
        yield from _edition_lines(edition, names)
    for row in said["evidence"]:
        if not row["name"].startswith("reviewed "):
            yield f"{row['at']}  {row['title']}, {_who(row['by'], names)}"
            yield from (
                f"  “{row[each]}”" for each in ("reason", "comment") if row.get(each)
            )
    yield ""
    yield from (f"WRONG: {each}" for each in found)
    yield in_one_line(said, found)


def _edition_lines(edition: Said, names: Mapping[int, str]) -> Iterator[str]:
    grade = f", {edition['grade']}" if edition["grade"] else ""
    yield f"Edition {edition['number']}{grade}: {edition['note']}"
    yield f"  digest     {edition['digest']}"
    yield f"  previous   {edition['previous'] or '(none)'}"
    yield f"  published  {edition['published_at']}, {_who(edition['published_by'], names)}"
    yield f"  in force   {edition['in_force_from']}"
    yield f"  documents  {len(edition['documents'])}, {_signed(edition['signatures'])}"
    yield ""


def _signed(signatures: Iterable[Said]) -> str:
    signed = Counter(each["by"] for each in signatures)
    told = ", ".join(f"{count} by {name}" for name, count in sorted(signed.items()))
    return f"approved: {told}" if told else UNSIGNED


def _who(key: int | None, names: Mapping[int, str]) -> str:
    return (
        "by a command" if key is None else f"by account {key} ({names.get(key, '?')})"
    )


def in_one_line(said: Said, found: list[str]) -> str:
    """Return the line a lawyer files."""
    whats = Counter(each["name"].partition(" ")[0] for each in said["evidence"])
    counts = ", ".join(
        f"{number} {word if number == 1 else word + 's'}"
        for number, word in (
            (len(said["editions"]), "edition"),
            (len(said["snapshots"]), "snapshot"),
            (whats["approval"], "approval"),
            (whats["recall"], "recall"),
        )
    )
    verdict = (
        AS_PUBLISHED if not found else f"NOT as it was published: {len(found)} wrong"
    )
    return f"{verdict}. Record of {counts}; SHA-256 {said['digest']}"

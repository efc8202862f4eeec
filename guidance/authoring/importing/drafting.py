"""Making a draft memo of an import, once nothing stands in the way of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max

from guidance.authoring.edit_log import log_edit
from guidance.authoring.importing.correcting import Proposed, proposed
from guidance.authoring.importing.fact_forms import facts_form
from guidance.authoring.models import Edited, ImportedMemo, Memo, Section
from guidance.authoring.standing import about_to_save


@dataclass(frozen=True)
class Obstacle:
    """What must be mended first, and in which part: None is the memo as a whole."""

    start: int | None
    sentence: str


class NotYet(Exception):
    """Nothing was saved, because of `obstacles`."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__(" ".join(each.sentence for each in obstacles))
        self.obstacles = obstacles


@transaction.atomic
def save_as_memo(key: int, *, by: Any, at: datetime) -> Memo:
    """Make a draft memo of the import `key`. Raises NotYet, with nothing saved."""
    about_to_save()
    row = locked(key)
    if row.saved_at:
        raise NotYet([Obstacle(None, "It was saved as a memo already.")])
    memo = checked(row)
    memo.order = (Memo.objects.aggregate(last=Max("order"))["last"] or 0) + 10
    memo.edited_at, memo.edited_by = at, by
    memo.save()
    kept = kept_parts(row, memo.ref)
    for place, each in enumerate(kept, 1):
        section = section_of(each, row.facts, memo, place)
        section.edited_at, section.edited_by = at, by
        section.save()
    log_edit(memo, by=by, at=at)
    finish(row, memo, by=by, at=at)
    connection.check_constraints()
    return memo


def locked(key: int) -> ImportedMemo:
    """Return the import `key`, locked until the transaction ends, without its file."""
    return ImportedMemo.objects.defer("source").select_for_update().get(pk=key)


def finish(row: ImportedMemo, memo: Memo, *, by: Any, at: datetime) -> None:
    row.memo, row.saved_at = memo, at
    row.save(update_fields=["memo", "saved_at", "before"])
    row.advance(by=by, at=at)


def checked(row: ImportedMemo) -> Memo:
    """Return the memo, not saved yet, that the facts of an import make. Raises NotYet
    for all that is wrong with them and with its parts."""
    form = facts_form(row, sent=True)
    obstacles = [
        Obstacle(None, f"{_label(form, name)}{sentence}")
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
    memo: Memo = form.instance
    if "ref" in form.errors:  # nor are any sections' refs made of it
        memo.ref = ""
    obstacles += _wrong_parts(row, memo)
    if obstacles:
        raise NotYet(obstacles)
    return memo


def kept_parts(row: ImportedMemo, memo_ref: str) -> list[Proposed]:
    return [each for each in proposed(row, memo_ref) if not each.part.dropped]


def section_of(
    each: Proposed, facts: dict[str, str], memo: Memo, place: int
) -> Section:
    """Return the section that a part becomes, not saved yet."""
    return Section(
        memo=memo,
        number=each.part.number,
        heading=each.part.heading,
        slug=each.slug,
        ref=each.ref,
        provenance=each.part.provenance or facts.get("provenance", ""),
        body=each.body,
        order=place * 10,
    )


def _wrong_parts(row: ImportedMemo, memo: Memo) -> Iterator[Obstacle]:
    kept = kept_parts(row, memo.ref or "")
    if not kept:
        yield Obstacle(None, "No section is left: keep one at least.")
    yield from _same(kept, "slug") if not row.is_revision else ()
    yield from _same(kept, "ref") if not row.is_revision else ()
    for place, each in enumerate(kept, 1):
        section = section_of(each, row.facts, memo, place)
        yield from wrong(section, each.part.start, new=not row.is_revision)


def wrong(section: Section, start: int, *, new: bool) -> Iterator[Obstacle]:
    """Yield what the rules of its table have against a section of the part `start`.

    The slug and the ref of one that is not `new` are those it has already.
    """
    left_out = {"memo", *(each.name for each in Edited._meta.fields)}
    if not new or not section.ref:  # said once, of the memo
        left_out |= {"slug", "ref"}
    if not section.provenance:  # nor has the memo any, for which it is said
        left_out.add("provenance")
    try:
        section.full_clean(exclude=left_out)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            for sentence in sentences:
                yield Obstacle(start, _said(section, name, sentence))


def _label(form: Any, name: str) -> str:
    return f"{form.fields[name].label}: " if name in form.fields else ""


def _said(section: Section, name: str, sentence: str) -> str:
    which = f"Section {section.number} {section.heading}".strip()
    label = "" if name == "__all__" else f"{name}: "
    return f"{which}: {label}{sentence}"


def _same(kept: Iterable[Proposed], name: str) -> Iterator[Obstacle]:
    """Yield the parts that were given the same slug or ref."""
    counts = Counter(getattr(each, name) for each in kept)
    for each in kept:
        own = getattr(each, name)
        if own and counts[own] > 1:
            yield Obstacle(each.part.start, f"Two sections have the {name} “{own}”.")

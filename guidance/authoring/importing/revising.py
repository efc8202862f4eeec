"""A revised memo: which section is which, what differs, and taking it into the draft.

A section that stays keeps its ref and its address. One that is gone is deleted, unless
something rests on it: then it stays in the draft, marked, until the work list is done.
Nothing that quotes a section is touched here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from guidance.authoring.edit_log import log_edit
from guidance.authoring.importing.correcting import Proposed, unlike
from guidance.authoring.importing.drafting import (
    NotYet,
    Obstacle,
    checked,
    finish,
    kept_parts,
    locked,
    section_of,
    wrong,
)
from guidance.authoring.importing.resting import rests_on
from guidance.authoring.models import ImportedMemo, Memo, Section, TakenOut
from guidance.authoring.standing import about_to_save
from guidance.content.importing.matching import Known, matched
from guidance.content.markdown import plain
from guidance.content.quoting import find
from guidance.content.word_differences import Piece, differences, shortened

TEXT = ["number", "heading", "body", "provenance", "quotation", "attribution", "order"]
LAST = 90_000
"""Sections that are gone stand behind all others."""


@dataclass(frozen=True)
class Pair:
    """A section of the revised memo, and what it was before, if it was there."""

    new: Proposed
    old: Section | None

    @property
    def pieces(self) -> list[Piece]:
        """What differs, word by word; nothing where it says the same."""
        before, after = full_text(self.old), text_of(self.new)
        return shortened(differences(before, after)) if before != after else []

    @property
    def loses_quotation(self) -> bool:
        return bool(self.old and self.old.quotation and not kept_words(self))


@dataclass(frozen=True)
class Comparison:
    """A revised memo beside the memo as it is."""

    pairs: list[Pair]
    gone: list[Section]
    sections: list[Section]


def full_text(section: Section | None) -> str:
    if section is None:
        return ""
    return f"{section.number} {section.heading}\n\n{section.body}".strip()


def text_of(part: Proposed) -> str:
    return f"{part.part.number} {part.part.heading}\n\n{part.body}".strip()


def compare(row: ImportedMemo) -> Comparison:
    """Return the import beside its memo, matched as a trainer said or as it seems."""
    sections = sections_of(row)
    kept = kept_parts(row, row.memo.ref if row.memo else "")
    known = {str(each.pk): each for each in sections}
    seeming = _seeming(sections, kept)
    chosen = [row.matches.get(str(each.part.start)) for each in kept]
    olds = [
        seeming[place] if choice is None else known.get(choice)
        for place, choice in enumerate(chosen)
    ]
    pairs = [Pair(new, old) for new, old in zip(kept, olds, strict=True)]
    there = {each.pk for each in olds if each}
    return Comparison(pairs, [s for s in sections if s.pk not in there], sections)


def sections_of(row: ImportedMemo) -> list[Section]:
    rows = Section.objects.filter(memo=row.memo_id).select_related("memo", "taken_out")
    return list(rows.order_by("order", "pk"))


def _seeming(sections: list[Section], kept: list[Proposed]) -> list[Section | None]:
    old = [Known(each.number, each.heading, plain(each.body)) for each in sections]
    new = [
        Known(each.part.number, each.part.heading, plain(each.body)) for each in kept
    ]
    places = matched(old, new)
    return [None if place is None else sections[place] for place in places]


def chosen_matches(row: ImportedMemo, sent: Mapping[str, str]) -> dict[str, str]:
    """Return what a form says of which section each part was; "" is a new one."""
    known = {"", *(str(each.pk) for each in sections_of(row))}
    return {
        str(part["start"]): sent[name]
        for part in row.parts
        if sent.get(name := f"was-{part['start']}") in known
    }


@transaction.atomic
def accept(key: int, *, opened: str, by: Any, at: datetime) -> Memo:
    """Take the revised text of the import `key` into its memo in the draft.

    `opened` is the version of the memo that was compared with. Raises NotYet, with
    nothing changed.
    """
    about_to_save()
    row = locked(key)
    memo = Memo.objects.select_for_update().get(imports=row)
    if row.saved_at or str(memo.version) != opened:
        raise NotYet([Obstacle(None, OVERTAKEN)])
    list(Section.objects.select_for_update().filter(memo=memo))
    changed = checked(row)
    comparison = compare(row)
    _refuse_twice(comparison)
    row.before = [_kept(each) for each in comparison.sections]
    sections = _as_they_become(comparison, row, memo)
    _save(sections, comparison, by=by, at=at)
    _take_out(comparison.gone, row)
    changed.save(update_fields=[*_facts(changed)])
    memo.advance(by=by, at=at)
    log_edit(memo, by=by, at=at)
    finish(row, memo, by=by, at=at)
    connection.check_constraints()
    return memo


OVERTAKEN = (
    "The memo was changed since this page was opened, so nothing was taken over. "
    "Look at the differences again."
)


def _facts(memo: Memo) -> list[str]:
    names = ["title", "number", "kind", "issuer", "issued_on", "in_force_from"]
    return [*names, "source", "numbering_is_ours"]


def _kept(section: Section) -> dict[str, str | int]:
    """Return what the work list shows of a section as it was."""
    words = ("ref", "slug", "number", "heading", "body", "quotation")
    return {"pk": section.pk, **{name: getattr(section, name) for name in words}}


def _refuse_twice(comparison: Comparison) -> None:
    olds = [each.old for each in comparison.pairs if each.old]
    twice = [each for each in olds if olds.count(each) > 1]
    if twice:
        sentence = f"Two sections can't both be what {twice[0]} was: choose one."
        raise NotYet([Obstacle(None, sentence)])


def _as_they_become(
    comparison: Comparison, row: ImportedMemo, memo: Memo
) -> list[Section]:
    """Return the sections with their new text, not saved yet. Raises NotYet."""
    taken = {each.slug for each in comparison.sections}
    sections: list[Section] = []
    obstacles: list[Obstacle] = []
    for place, pair in enumerate(comparison.pairs, 1):
        section = section_of(pair.new, row.facts, memo, place)
        if pair.old:
            _stay(section, pair)
        else:
            section.slug = unlike(section.slug, taken)
            taken.add(section.slug)
        obstacles += wrong(section, pair.new.part.start, new=pair.old is None)
        sections.append(section)
    if obstacles:
        raise NotYet(obstacles)
    return sections


def _stay(section: Section, pair: Pair) -> None:
    """Make `section` the row it was, under the name it had."""
    old = pair.old
    assert old
    section.pk, section.slug, section.ref = old.pk, old.slug, old.ref
    section.version, section._state.adding = old.version, False
    if kept_words(pair):
        section.quotation, section.attribution = old.quotation, old.attribution


def kept_words(pair: Pair) -> bool:
    """Say whether what somebody printed of a section still stands in its new text."""
    words = pair.old.quotation if pair.old else ""
    return bool(words and find(words, plain(pair.new.body)))


def _save(
    sections: list[Section], comparison: Comparison, *, by: Any, at: datetime
) -> None:
    for section, pair in zip(sections, comparison.pairs, strict=True):
        if pair.old is None:
            section.edited_at, section.edited_by = at, by
            section.save()
        else:
            section.save(update_fields=TEXT)
            section.advance(by=by, at=at)
            TakenOut.objects.filter(section=section).delete()


def _take_out(gone: list[Section], row: ImportedMemo) -> None:
    """Delete what is gone, and mark what something rests on."""
    for place, section in enumerate(gone):
        if rests_on(section):
            section.order = LAST + place
            section.save(update_fields=["order"])
            TakenOut.objects.get_or_create(section=section, defaults={"imported": row})
        else:
            section.delete()

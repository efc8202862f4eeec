"""The work list of a memo: what rested on words that stand there no more.

It is derived from the rows each time it is shown, so that it can't be out of step with
them. Each entry has a suggestion where the words stand now, or what is nearest to them;
a person accepts it, changes it, or opens the form. Nothing is pointed elsewhere unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from guidance.authoring.edit_log import log_edit
from guidance.authoring.forms import quotable
from guidance.authoring.importing.resting import KINDS, Rest, rests, rests_on
from guidance.authoring.models import ImportedMemo, Memo, Section, TakenOut
from guidance.authoring.standing import about_to_save
from guidance.content.answer_checking import says
from guidance.content.importing.matching import Known, matched
from guidance.content.importing.writing import seen
from guidance.content.markdown import plain
from guidance.content.nearest_words import nearest
from guidance.content.word_differences import Piece, differences, shortened

LONGEST_WORDS = 5_000
NEARER_BY = 5.0
"""Another section must have words so much nearer than a section's own."""


class Became(StrEnum):
    """What became of quoted words, or of a section that is named."""

    MOVED = "moved"
    CHANGED = "changed"
    VANISHED = "vanished"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Became.MOVED: "The words stand in another section now.",
    Became.CHANGED: "The words changed.",
    Became.VANISHED: "The words are gone, and nothing there is near to them.",
    Became.REMOVED: "The section is not in the memo any more.",
}


@dataclass(frozen=True)
class Task:
    """A row that no longer rests on what stands there, with what to do about it."""

    rest: Rest
    became: Became
    section: Section | None
    words: str

    @property
    def pieces(self) -> list[Piece]:
        """How the suggested words differ from those quoted now."""
        return shortened(differences(self.rest.words, self.words))

    @property
    def quotes(self) -> bool:
        return bool(self.rest.words)


@dataclass(frozen=True)
class Around:
    """A section that changed round words that still stand in it."""

    section: Section
    pieces: list[Piece]
    rests: list[Rest]


@dataclass(frozen=True)
class WorkList:
    """All that is to be done after a memo was revised."""

    tasks: list[Task]
    idle: list[Section]
    around: list[Around]
    sections: list[Section]


class NotAccepted(Exception):
    """Nothing was saved; the text is a sentence for whoever pressed the button."""


def work_list(memo: Memo) -> WorkList:
    rows = Section.objects.filter(memo=memo).select_related("memo", "taken_out")
    every = list(rows.order_by("order", "pk"))
    gone = [each for each in every if is_gone(each)]
    there = [each for each in every if not is_gone(each)]
    resting = rests(every)
    tasks = [task for each in resting if (task := _task(each, gone, there))]
    idle = [each for each in gone if not any(_on(rest, each) for rest in resting)]
    undone = {each.rest.name for each in tasks}
    still = [each for each in resting if each.name not in undone]
    return WorkList(tasks, idle, _around(memo, there, still), there)


def is_gone(section: Section) -> bool:
    return hasattr(section, "taken_out")


def _on(rest: Rest, section: Section) -> bool:
    return bool(rest.row.section_id == section.pk)


def _task(rest: Rest, gone: list[Section], there: list[Section]) -> Task | None:
    """Return what is to be done about `rest`, or None where it rests well."""
    own = next((each for each in there if _on(rest, each)), None)
    if not rest.words:
        return None if own else _named(rest, gone, there)
    if own and says(quotable(own), rest.words):
        return None
    moved = next((s for s in there if says(quotable(s), rest.words)), None)
    if moved:
        return Task(rest, Became.MOVED, moved, rest.words)
    return _nearest(rest, own, there)


def _nearest(rest: Rest, own: Section | None, there: list[Section]) -> Task:
    """Return the words nearest to those quoted, in their own section if as near."""
    best, words, most = own, "", 0.0
    ordered = sorted(there, key=lambda each: each is not own)
    for section in ordered:
        found = nearest(rest.words, plain(section.body))
        if found and found.nearness > most + (NEARER_BY if most else 0):
            best, words, most = section, found.words, found.nearness
    if words:
        return Task(rest, Became.CHANGED, best, words)
    became = Became.VANISHED if own else Became.REMOVED
    return Task(rest, became, own, "")


def _named(rest: Rest, gone: list[Section], there: list[Section]) -> Task:
    """Return what is to be done about a row that names a section without words."""
    old = next(each for each in gone if _on(rest, each))
    known = [_known(each) for each in there]
    place = matched([_known(old)], known)
    like = next((s for s, was in zip(there, place, strict=True) if was == 0), None)
    return Task(rest, Became.REMOVED, like, "")


def _known(section: Section) -> Known:
    return Known(section.number, section.heading, plain(section.body))


def _around(memo: Memo, there: list[Section], still: list[Rest]) -> list[Around]:
    """Return the sections that the last revision changed, with what still rests on
    them well: a word beside a quotation may turn it round."""
    imports = ImportedMemo.objects.filter(memo=memo, saved_at__isnull=False)
    last = imports.exclude(before=[]).order_by("-saved_at").first()
    was = {each["pk"]: each["body"] for each in last.before} if last else {}
    found = []
    for section in there:
        resting = [each for each in still if _on(each, section)]
        before = was.get(section.pk, section.body)
        if resting and before != section.body:
            pieces = shortened(differences(before, section.body))
            found.append(Around(section, pieces, resting))
    return found


@transaction.atomic
def point(
    memo: Memo, name: str, *, sent: dict[str, str], by: Any, at: datetime
) -> Rest:
    """Point the row `name` at the section and words that were `sent`, and return it.

    `sent` says as well what the row said when the page was opened. Raises NotAccepted.
    """
    about_to_save()
    rest = _found(memo, name)
    locked = type(rest.whole).objects.select_for_update().get(pk=rest.whole.pk)
    rest = _found(memo, name)
    if sent["was"] != was(rest):
        raise NotAccepted("Somebody changed it meanwhile; look at it as it is now.")
    section = Section.objects.filter(pk=_key(sent["section"]), memo=memo).first()
    if section is None or is_gone(section):
        raise NotAccepted("Choose a section that is in the memo.")
    _point(rest, section, seen(sent["words"]).strip())
    locked.advance(by=by, at=at)
    log_edit(locked, by=by, at=at)
    return rest


def was(rest: Rest) -> str:
    """Return what a form carries to say which text it was opened at."""
    return f"{rest.row.section_id} {rest.words}"


def _point(rest: Rest, section: Section, words: str) -> None:
    row = rest.row
    if rest.words:
        if (
            not words
            or len(words) > LONGEST_WORDS
            or not says(quotable(section), words)
        ):
            raise NotAccepted(
                f"These words don't stand in section {section.ref}. Copy them from its "
                "text, letter for letter."
            )
        row.section, row.words = section, words
        row.save(update_fields=["section", "words"])
        return
    if _names_it_already(rest, section):
        row.delete()
        return
    row.section = section
    row.save(update_fields=["section"])


def _names_it_already(rest: Rest, section: Section) -> bool:
    kind = KINDS[rest.kind]
    if not kind.whole:
        return False
    same = kind.model.objects.filter(**{kind.whole: rest.whole}, section=section)
    return bool(same.exists())


def _found(memo: Memo, name: str) -> Rest:
    kind, _, key = name.rpartition("-")
    if kind not in KINDS:
        raise NotAccepted("There is no such entry on the list.")
    rows = KINDS[kind].model.objects.filter(pk=_key(key), section__memo=memo)
    row = rows.select_related("section").first()
    if row is None:
        raise NotAccepted("It is not there any more, or rests on another memo now.")
    return Rest(kind, row)


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


@transaction.atomic
def delete_idle(memo: Memo, key: str, *, by: Any, at: datetime) -> None:
    """Delete a section that is gone from the memo and that nothing rests on."""
    about_to_save()
    memo = Memo.objects.select_for_update().get(pk=memo.pk)
    taken = TakenOut.objects.filter(section=_key(key), section__memo=memo).first()
    if taken is None:
        raise NotAccepted("The section is not there any more.")
    if rests_on(taken.section):
        raise NotAccepted("Something rests on the section; see to that first.")
    taken.section.delete()
    memo.advance(by=by, at=at)
    log_edit(memo, by=by, at=at)

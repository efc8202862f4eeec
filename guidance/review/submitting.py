"""Putting a document up for review, taking it back, and renewing what is in force.

Submitting freezes the document from the draft, which is held still for that moment.
What is edited afterwards is the next submission's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from django.db import transaction
from django.db.models import Exists, OuterRef

from guidance.accounts.models import User
from guidance.authoring.freezing import frozen_document
from guidance.authoring.models import Edit, Wizard
from guidance.authoring.standing import hold_still
from guidance.content.checking import place_of
from guidance.content.freezing import digest, freeze
from guidance.content.model import CaseSet, Document
from guidance.content.problems import Refused, problem
from guidance.content.titles import cases_of, titled
from guidance.editions.library import NoEdition
from guidance.editions.models import Reviewed, Snapshot
from guidance.editions.recording import keep
from guidance.review import mailing
from guidance.review.candidate import ENDS, Candidate, desk_candidate, live, topic_of
from guidance.review.holding import TooLate, hold, lock
from guidance.review.mailing import telling_what_is_voided
from guidance.review.models import Step, Submission
from guidance.review.names import is_same, new_address, old_address
from guidance.review.standing import Standing, standings


@dataclass(frozen=True)
class _Wanted:
    """What is to be put up; without a document it is to be taken out."""

    kind: str
    slug: str
    document: Document | None
    replaces: str
    candidate: Candidate

    @property
    def place(self) -> str:
        return place_of(self.kind, self.slug)

    @property
    def in_force(self) -> str | None:
        return self.candidate.base.snapshots.get(self.place)

    @property
    def under_review(self) -> Submission | None:
        return self.candidate.submissions.get(self.place)

    def refuse(self, kind: str, sentence: str, remedy: str) -> NoReturn:
        raise Refused([problem(kind, self.place, "", sentence, remedy)])


@transaction.atomic
@telling_what_is_voided()
def submit(kind: str, slug: str, *, note: str, by: User, at: datetime) -> Submission:
    """Put a document of the draft up for review as it is now, and return that.

    A document that was deleted is put up to be taken out. Raises Refused where it can't
    be frozen yet, and where there is nothing new in it.
    """
    hold_still()
    # Whoever publishes or decides holds these; what is read below is what they left.
    lock(live().filter(kind=kind))
    wanted = _wanted(kind, slug)
    _refuse_if_nothing_new(wanted)
    for each in _set_aside(wanted):
        words = f"It was submitted anew as {slug}."
        Step.objects.create(
            submission=each, what=Step.What.WITHDRAWN, comment=words, at=at, by=by
        )
    made = _put_up(wanted, note=note, by=by, at=at)
    mailing.submitted(made)
    return made


def _wanted(kind: str, slug: str) -> _Wanted:
    candidate = _candidate(place_of(kind, slug))
    document = frozen_document(kind, slug)
    replaces = old_address(document, candidate.base) if document else ""
    return _Wanted(kind, slug, document, replaces, candidate)


def _candidate(place: str) -> Candidate:
    try:
        return desk_candidate()
    except NoEdition as nothing:
        remedy = "Publish the first edition before anything is reviewed."
        found = problem("no-edition", place, "", str(nothing), remedy)
        raise Refused([found]) from None


def _refuse_if_nothing_new(wanted: _Wanted) -> None:
    mine = wanted.under_review
    now = digest(freeze(wanted.document)) if wanted.document else None
    if mine and not mine.is_renewal and mine.snapshot_id == now:
        wanted.refuse(
            "under-review",
            f"{mine.by} submitted just this; it is under review already.",
            "Change it first, or wait for what the supervisors say.",
        )
    if now == wanted.in_force:
        _refuse_the_same(wanted, mine)
    if now is None:
        _refuse_to_take_out(wanted)


def _refuse_the_same(wanted: _Wanted, mine: Submission | None) -> None:
    if mine and not mine.is_renewal:
        remedy = "Withdraw what is under review, if that is no longer meant."
    else:
        remedy = "Change it first."
    if wanted.document is None:
        wanted.refuse("nothing-there", "There is no such document.", remedy)
    number = wanted.candidate.base.number
    wanted.refuse("nothing-changed", f"It is just what edition {number} says.", remedy)


def _refuse_to_take_out(wanted: _Wanted) -> None:
    if wanted.kind == "department":
        remedy = "Write it again: its name stands on every page."
        wanted.refuse("no-department", "A department can't be taken out.", remedy)
    old = wanted.candidate.in_force[wanted.place]
    moved = new_address(old, wanted.candidate.base)
    if moved:
        sentence = f"It has another address now: {moved}."
        wanted.refuse("moved", sentence, "Submit it there; the old one goes with it.")


def _set_aside(wanted: _Wanted) -> Iterator[Submission]:
    """Yield what is under review of the same document at another address."""
    for each in wanted.candidate.submissions.values():
        if each.kind != wanted.kind or each.slug == wanted.slug:
            continue
        if wanted.document is None:
            goes = each.replaces == wanted.slug
        elif each.snapshot is None or each.kind == "case_set":
            goes = each.slug == wanted.replaces
        else:
            other = wanted.candidate.documents[place_of(each.kind, each.slug)]
            goes = is_same(wanted.document, other)
        if goes:
            yield each


def _put_up(wanted: _Wanted, *, note: str, by: User, at: datetime) -> Submission:
    shown, lookup = wanted.document, wanted.candidate.lookup
    if shown is None:
        shown, lookup = (
            wanted.candidate.in_force[wanted.place],
            wanted.candidate.base.lookup,
        )
    drafted = _drafted_wizard(shown)
    return Submission.objects.create(
        kind=wanted.kind,
        slug=wanted.slug,
        title=cases_of(drafted.title) if drafted else titled(shown, lookup.wizards),
        topic=drafted.topic.slug if drafted else topic_of(shown, lookup),
        snapshot=keep(wanted.document, at=at) if wanted.document else None,
        replaces=wanted.replaces,
        note=note.strip(),
        editors=_editors(wanted.kind, wanted.slug, wanted.replaces),
        at=at,
        by=by,
    )


def _drafted_wizard(document: Document) -> Wizard | None:
    """Return the wizard that a case set has in the draft: it may not be under review
    yet. None for anything else."""
    if not isinstance(document, CaseSet):
        return None
    drafted = Wizard.objects.select_related("topic").filter(slug=document.wizard)
    return drafted.first()


def _editors(
    kind: str, slug: str, replaces: str = "", *, until: datetime | None = None
) -> list[int]:
    """Return who edited a document since what was last approved of it was frozen.

    A renewal looked at what was in force, and not at what was edited by then.
    """
    slugs = {slug, replaces} - {""}
    found = Reviewed.objects.filter(
        snapshot=OuterRef("snapshot"), at__gte=OuterRef("at")
    )
    ended = Step.objects.filter(submission=OuterRef("pk"), what__in=ENDS)
    approved = Submission.objects.filter(Exists(found), ~Exists(ended), kind=kind)
    last = approved.filter(slug__in=slugs, is_renewal=False).order_by("pk").last()
    after = last.at if last else None
    return Edit.objects.of(kind, *slugs).editors(after=after, until=until)


@transaction.atomic
@telling_what_is_voided()
def withdraw(
    submission: Submission, *, by: User, at: datetime, words: str = ""
) -> Step:
    """Take a submission back. Raises TooLate where it is not under review any more."""
    hold(submission)
    return Step.objects.create(
        submission=submission,
        what=Step.What.WITHDRAWN,
        comment=words.strip(),
        at=at,
        by=by,
    )


@transaction.atomic
def renew(
    kind: str, slug: str, *, by: User, at: datetime, note: str = ""
) -> Submission:
    """Put up what is in force once more, to be found still right, and return that.

    Raises Refused where nothing of that name is in force, TooLate where a submission of
    it is under review already.
    """
    hold_still()
    lock(live().filter(kind=kind))
    place = place_of(kind, slug)
    candidate = _candidate(place)
    if place not in candidate.in_force:
        sentence = "Nothing of that name is in force."
        raise Refused([problem("nothing-there", place, "", sentence, "")])
    _refuse_if_open(_about(place, candidate), candidate)
    document = candidate.in_force[place]
    kept = Snapshot.objects.get(digest=candidate.base.snapshots[place])
    made = Submission.objects.create(
        kind=kind,
        slug=document.slug,
        title=titled(document, candidate.base.lookup.wizards),
        topic=topic_of(document, candidate.base.lookup),
        snapshot=kept,
        is_renewal=True,
        note=note.strip(),
        editors=_editors(kind, document.slug, until=kept.made_at),
        at=at,
        by=by,
    )
    mailing.submitted(made)
    return made


def _about(place: str, candidate: Candidate) -> Submission | None:
    """Return what is under review of the document in force at `place`, if anything."""
    for each in candidate.submissions.values():
        if place in {place_of(each.kind, slug) for slug in (each.slug, each.replaces)}:
            return each
    return None


def _refuse_if_open(mine: Submission | None, candidate: Candidate) -> None:
    if mine is None:
        return
    standing = standings([mine], candidate)[mine.pk].standing
    if not (mine.is_renewal and standing is Standing.APPROVED):
        raise TooLate(f"{mine.by} has put it up already; it is under review.")

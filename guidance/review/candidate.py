"""The desk's candidate: what officers would read if all that is under review came true.

The base is the edition that will be in force last, of those that weren't called off.
Over it stands what is live: the newest submission of each document, unless it was
withdrawn, returned or published. The draft has no part in it, so that editing voids no
approval and submitting does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)

from guidance.content.checking import place, place_of
from guidance.content.freezing import gather, thaw
from guidance.content.lookup import Lookup
from guidance.content.model import CaseSet, Document, Scenario, Wizard
from guidance.content.signing import Signed, broken, sign
from guidance.editions.library import NoEdition, library
from guidance.editions.models import Edition, Snapshot
from guidance.editions.reading import Copy, read
from guidance.review.models import Step, Submission

ENDS = [Step.What.RETURNED, Step.What.WITHDRAWN]
"""The steps after which a submission is not under review any more."""

NOTHING_SIGNED: Signed = {"document": "", "sections": {}, "cases": {}}
"""What is signed where a document is to be taken out."""


@dataclass(frozen=True)
class Candidate:
    """A guidance that an edition could hold, and what it is made of, by places.

    `without` are the numbers of editions that are taken for called off.
    """

    base: Copy
    lookup: Lookup
    snapshots: Mapping[str, str]
    documents: Mapping[str, Document]
    submissions: Mapping[str, Submission]
    without: Collection[int] = ()

    @cached_property
    def in_force(self) -> dict[str, Document]:
        """The documents of the base."""
        return in_places(self.base)

    def signed(self, where: str) -> Signed:
        """Return what would be signed with the document in the place `where` here."""
        if where not in self.documents:
            return NOTHING_SIGNED
        return sign(self.documents[where], self.snapshots[where], self.lookup)

    def broken_since_base(self, where: str) -> list[str]:
        """Return why what is in force in that place is here no longer what it was
        signed as there."""
        digest = self.base.snapshots[where]
        signed = sign(self.in_force[where], digest, self.base.lookup)
        return broken(signed, self.signed(where))

    def topics(self, submission: Submission) -> set[str]:
        """Return the topics whose rules a submission has to follow: the one it is to
        stand in, and the one it stands in now."""
        found = {submission.topic}
        for slug in (submission.slug, submission.replaces):
            if slug:
                document = self.in_force.get(place_of(submission.kind, slug))
                found.add(topic_of(document, self.base.lookup) if document else "")
        return found

    def needed(self, submission: Submission) -> int:
        """Return how many must approve: two where a topic has it so, in force or here.

        A submission that takes the rule away can't be the one to do without it.
        """
        for lookup in (self.base.lookup, self.lookup):
            for slug in self.topics(submission):
                topic = lookup.topics.get(slug)
                if topic and topic.two_approvers:
                    return 2
        return 1


def place_under_review(submission: Submission) -> str:
    """Return where a submission's document stands."""
    return place_of(submission.kind, submission.slug)


def topic_of(document: Document, lookup: Lookup) -> str:
    """Return the topic of a document, "" for what has none; cases have their wizard's."""
    if isinstance(document, CaseSet):
        wizard = lookup.wizards.get(document.wizard)
        return wizard.topic if wizard else ""
    return document.topic if isinstance(document, Scenario | Wizard) else ""


def in_places(copy: Copy) -> dict[str, Document]:
    """Return the documents of an edition by their places."""
    return {place(each): each for each in copy.guidance.documents()}


def standing_editions(without: Collection[int] = ()) -> QuerySet[Edition]:
    """Return the editions that weren't called off, nor are to be, by their numbers."""
    return Edition.objects.filter(calling_off=None).exclude(number__in=without)


def base_edition(
    *, at: datetime | None = None, without: Collection[int] = ()
) -> Edition | None:
    """Return the edition in force `at`, or else the one that will be in force last."""
    editions = standing_editions(without).order_by("-in_force_from", "-number")
    if at:
        editions = editions.filter(in_force_from__lte=at)
    return editions.first()


def copy_of(edition: Edition) -> Copy:
    """Return an edition to read, from memory where it is there."""
    try:
        copy = library.numbered(edition.number)
    except NoEdition:  # younger than the library's last look
        return read(edition)
    return copy if copy.digest == edition.digest else read(edition)


def marked(without: Collection[int] = ()) -> QuerySet[Any]:
    """Return submissions with what ended them: `newer`, the number of the submission
    that took its place, and `published_in`, the number of an edition."""
    newer = Submission.objects.filter(
        kind=OuterRef("kind"), slug=OuterRef("slug"), pk__gt=OuterRef("pk")
    )
    return Submission.objects.annotate(
        newer=Subquery(newer.order_by("pk").values("pk")[:1]),
        published_in=_published_in(without),
    )


def _published_in(without: Collection[int]) -> Case:
    """Return the number of the first edition after a submission that has done what it
    asked for. A renewal asks for nothing that an edition could do."""
    after = standing_editions(without).filter(published_at__gte=OuterRef("at"))
    own = Snapshot.objects.filter(digest=OuterRef(OuterRef("snapshot")))
    every = Snapshot.objects.filter(
        kind=OuterRef(OuterRef("kind")), slug=OuterRef(OuterRef("slug"))
    )
    put_in = after.filter(documents__overlap=ArraySubquery(own.values("digest")))
    gone = after.exclude(documents__overlap=ArraySubquery(every.values("digest")))
    return Case(
        When(is_renewal=True, then=Value(None)),
        When(snapshot=None, then=_first(gone)),
        default=_first(put_in),
        output_field=IntegerField(),
    )


def _first(editions: QuerySet[Edition]) -> Subquery:
    return Subquery(editions.order_by("number").values("number")[:1])


def live(without: Collection[int] = ()) -> QuerySet[Submission]:
    """Return the submissions that are under review, or approved and not published."""
    ended = Step.objects.filter(submission=OuterRef("pk"), what__in=ENDS)
    rows = marked(without).filter(~Exists(ended), newer=None, published_in=None)
    return rows.select_related("snapshot", "by").order_by("pk")


def desk_candidate(without: Collection[int] = ()) -> Candidate:
    """Return the desk's candidate, as if the editions `without` were called off.

    Raises NoEdition where nothing was published yet. The number of queries is the same
    however much is under review.
    """
    edition = base_edition(without=without)
    if edition is None:
        raise NoEdition("Nothing was published yet.")
    return overlay(copy_of(edition), live(without), without)


def overlay(
    base: Copy, submissions: Iterable[Submission], without: Collection[int] = ()
) -> Candidate:
    """Return `base` with what the `submissions` put up, take out and put elsewhere.

    A renewal of what is no longer in force is left aside.
    """
    kept = [each for each in submissions if not _is_stale(each, base)]
    snapshots, documents = dict(base.snapshots), in_places(base)
    for each in kept:
        for slug in {each.slug, each.replaces} - {""}:
            snapshots.pop(place_of(each.kind, slug), None)
            documents.pop(place_of(each.kind, slug), None)
    for each in kept:
        if each.snapshot:
            where = place_under_review(each)
            snapshots[where] = each.snapshot.digest
            documents[where] = thaw(each.snapshot.stored)
    return Candidate(
        base=base,
        lookup=Lookup(gather(list(documents.values()))),
        snapshots=snapshots,
        documents=documents,
        submissions={place_under_review(each): each for each in kept},
        without=without,
    )


def _is_stale(submission: Submission, base: Copy) -> bool:
    now = base.snapshots.get(place_under_review(submission))
    return submission.is_renewal and submission.snapshot_id != now

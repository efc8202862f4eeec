"""What the desk writes to its people when something happened that concerns them.

A mail says what happened to which document, and where to look: no text of an answer,
no comment, no case, and nothing about officers. It is sent when what it tells of is in
the database for good. Who has no address, or doesn't want it, gets none.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django.db import Error, transaction
from django.db.models import Q, QuerySet

from guidance.accounts.models import User
from guidance.authoring.models import Scenario
from guidance.content.checking import place_of
from guidance.content.titles import in_quotes
from guidance.editions.library import NoEdition
from guidance.review.models import Submission
from guidance.review.sending import Letter, in_one_line, link, send_soon
from guidance.review.standing import Standing, queue, standings

log = logging.getLogger(__name__)

KINDS = {
    "department": "department's data",
    "memo": "memo",
    "scenario": "question",
    "wizard": "wizard",
    "case_set": "cases",
    "waivers": "waived warnings",
}
"""What a mail calls each kind of document."""


def submitted(submission: Submission) -> None:
    """Tell everybody who may approve it that it is there."""
    _when_done(partial(_letters_submitted, submission))


def returned(submission: Submission, *, by: User) -> None:
    """Tell its authors that `by` returned it."""
    _when_done(partial(_letters_ended, submission, by, "returned", RETURNED))


def approved(submission: Submission, *, by: User) -> None:
    """Tell its authors that it is approved, `by` having been the last it needed."""
    _when_done(partial(_letters_ended, submission, by, "approved", APPROVED))


@contextmanager
def telling_what_is_voided() -> Iterator[None]:
    """Tell the authors of what counted before and doesn't count after what is done.

    To be used inside the transaction that does it, around all of it.
    """
    before = _voids()
    yield
    new = [each for place, each in _voids().items() if place not in before]
    if new:
        _when_done(partial(_letters_voided, new))


def _when_done(letters: Callable[[], list[Letter]]) -> None:
    """Write and send letters when the transaction is committed, if it ever is."""

    def tell() -> None:
        try:
            written = letters()
        except Error as problem:  # the database went away right after it had committed
            log.error("mail not written: %s", type(problem).__name__)
            return
        send_soon(written)

    # Robust, so that a mistake in here is in the log and not on the page of whoever
    # has just approved something. It must be a function: Django logs its name.
    transaction.on_commit(tell, robust=True)


def readers(permission: str, wanting: str) -> QuerySet[User]:
    """Return whoever may do what `permission` says, has an address and wants to hear
    of that, which is everybody who never chose."""
    choice = Q(mail_choice=None) | Q(**{f"mail_choice__{wanting}": True})
    people: QuerySet[User] = User.objects.with_perm(permission)
    return people.filter(choice).exclude(email="").order_by("pk")


def letter(to: User, subject: str, *paragraphs: str, why: str) -> Letter:
    """Return a letter to somebody, which ends by saying where to have no more of it."""
    foot = f"{why} Choose what you hear of: {link('mail')}"
    return Letter(to.email, subject, "\n\n".join([*paragraphs, f"-- \n{foot}\n"]))


def named(kind: str, title: str) -> str:
    return f"{KINDS[kind]} {in_quotes(in_one_line(title))}"


def _letters_submitted(submission: Submission) -> list[Letter]:
    if standings([submission])[submission.pk].standing is Standing.APPROVED:
        return []  # whoever renewed it with one press has approved it too
    people = readers("review.add_approval", "submitted")
    not_theirs = {*submission.editors, submission.by_id}
    what = named(submission.kind, submission.title)
    asked = "to be found still right" if submission.is_renewal else "for review"
    if submission.snapshot_id is None:
        asked = "to be taken out"
    said = f"{_name(submission.by)} submitted the {what} {asked}."
    return [
        letter(
            each,
            f"Submitted: {what}",
            said,
            link("submission", submission.pk),
            why="You get this because you may approve it.",
        )
        for each in people.exclude(pk__in=not_theirs)
    ]


RETURNED = "{by} returned the {what}, and says why in a comment."
APPROVED = "The {what} is approved, by {by} at last. It can be published now."
AUTHOR = "You get this because you worked on it."


def _letters_ended(
    submission: Submission, by: User, event: str, sentence: str
) -> list[Letter]:
    what = named(submission.kind, submission.title)
    said = sentence.format(by=_name(by), what=what)
    address = link("submission", submission.pk)
    authors = readers("review.view_submission", event).filter(
        pk__in=_authors(submission)
    )
    return [
        letter(each, f"{event.capitalize()}: {what}", said, address, why=AUTHOR)
        for each in authors.exclude(pk=by.pk)
    ]


def _authors(submission: Submission) -> set[int]:
    return {submission.by_id, *submission.editors}


def _name(user: User) -> str:
    return in_one_line(str(user))


@dataclass(frozen=True)
class Void:
    """A document whose approval no longer counts, as its authors hear of it."""

    kind: str
    slug: str
    title: str
    reasons: tuple[str, ...]
    submission: Submission | None = None

    @property
    def told(self) -> str:
        """The document and why; what a case is about stays at the desk."""
        sections = [each for each in self.reasons if not each.startswith("case ")]
        cases = len(self.reasons) - len(sections)
        counted = f"{cases} case{'s'[: cases != 1]} of it came out otherwise"
        why = [*sections, *([counted] if cases else [])]
        return f"The {named(self.kind, self.title)}: {', '.join(why)}.\n{self.address}"

    @property
    def address(self) -> str:
        if self.submission:
            return link("submission", self.submission.pk)
        return link("document", self.kind, self.slug)


def _voids() -> dict[str, Void]:
    """Return what is void now, by places."""
    try:
        found = queue()
    except NoEdition:
        return {}
    voids = {
        place_of(each.submission.kind, each.submission.slug): Void(
            each.submission.kind,
            each.submission.slug,
            each.submission.title,
            each.reasons,
            each.submission,
        )
        for each in found.positions
        if each.standing is Standing.VOIDED
    }
    return voids | {
        each.place: Void(each.kind, each.slug, each.title, each.reasons)
        for each in found.voided
    }


def _letters_voided(voids: Iterable[Void]) -> list[Letter]:
    """Return one letter to each author, however much of theirs is void."""
    theirs: dict[int, list[Void]] = defaultdict(list)
    for each in voids:
        for key in _people_of(each):
            theirs[key].append(each)
    people = readers("review.view_submission", "voided").filter(pk__in=theirs)
    return [_letter_voided(each, theirs[each.pk]) for each in people]


def _letter_voided(to: User, voids: list[Void]) -> Letter:
    only = voids[0]
    what = (
        named(only.kind, only.title) if len(voids) == 1 else f"{len(voids)} documents"
    )
    return letter(
        to,
        f"Voided: {what}",
        "What was approved no longer counts, because what it rests on changed. "
        "A supervisor has to look at it again before it is published anew.",
        *(each.told for each in voids),
        why=AUTHOR,
    )


def _people_of(void: Void) -> set[int]:
    """Return the keys of whoever worked on what is void, or sees to it."""
    last = void.submission or (
        Submission.objects.filter(kind=void.kind, slug=void.slug).order_by("pk").last()
    )
    found = _authors(last) if last else set()
    if void.kind == "scenario":
        owners = Scenario.objects.filter(slug=void.slug, owner__isnull=False)
        found |= set(owners.values_list("owner", flat=True))
    return found

"""The digest: once a day, to each who works here, what there is for them to do.

Who has nothing to do gets none. The day for which somebody got theirs is kept, so that
a second run sends to those alone who couldn't be reached before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from guidance.accounts.models import User
from guidance.content.upkeep import Upkeep
from guidance.review.approving import OPEN, may_approve
from guidance.review.candidate import marked
from guidance.review.mailing import letter, named, readers
from guidance.review.models import LastDigest, Step, Submission
from guidance.review.sending import Letter, in_one_line, link, send
from guidance.review.standing import Position, Queue, queue
from guidance.review.upkeep import Kept, kept

FORGOTTEN = timedelta(days=30)
"""After this nobody is reminded of what was returned to them."""

MOST = 20
"""How many documents a mail names of one sort; the page has them all."""


@dataclass(frozen=True)
class Work:
    """All there is to do on a day, whoever is to do it."""

    today: date
    queue: Queue
    due: tuple[Kept, ...]
    returned: tuple[Submission, ...]


@dataclass(frozen=True)
class Sent:
    """To how many a digest was sent, and to how many it could not be."""

    sent: int
    failed: int


def send_digests(at: datetime) -> Sent:
    """Send each their digest for the day, unless they got it already.

    Raises NoEdition where nothing was published yet.
    """
    work = work_to_do(at)
    results = [
        _send_once(user, written, work.today)
        for user in readers("review.view_submission", "digest")
        if (written := digest(user, work))
    ]
    return Sent(results.count(True), results.count(False))


def work_to_do(at: datetime) -> Work:
    """Return what there is to do `at` a moment."""
    found = queue()
    zone = ZoneInfo(found.candidate.base.guidance.department.time_zone)
    since = at - FORGOTTEN
    returned = marked().filter(
        steps__what=Step.What.RETURNED, steps__at__gte=since, newer=None
    )
    return Work(
        today=at.astimezone(zone).date(),
        queue=found,
        due=tuple(
            each for each in kept(at, found.candidate) if each.state is not Upkeep.FRESH
        ),
        returned=tuple(returned.order_by("pk")),
    )


def digest(user: User, work: Work) -> Letter | None:
    """Return what there is for `user` to do, None where there is nothing."""
    sections = [each for each in _sections(user, work) if each]
    if not sections:
        return None
    return letter(
        user,
        f"To do at the review desk on {work.today:%-d %b} {work.today.year}",
        *sections,
        why="You get this once a day while there is something to do.",
    )


def _sections(user: User, work: Work) -> Iterator[str]:
    decides = user.has_perm("review.add_approval")
    yield _own(user, work)
    if decides:
        yield _waiting(user, work)
    mine = [each for each in work.returned if each.by_id == user.pk]
    yield listed(
        "Returned to you:",
        [
            f"{named(each.kind, each.title)}\n  {link('submission', each.pk)}"
            for each in mine
        ],
    )
    if decides:
        yield _others(user, work)


def _own(user: User, work: Work) -> str:
    mine = [each for each in work.due if each.owner == user]
    lines = [
        f"{'overdue since' if each.state is Upkeep.OVERDUE else 'due by'} "
        f"{each.due:%-d %b} {each.due.year}: {in_one_line(each.scenario.question)}"
        for each in mine
    ]
    return listed("Yours to look at again:", lines, f"{link('upkeep')}?show=mine")


def _waiting(user: User, work: Work) -> str:
    lines = [
        f"{named(each.submission.kind, each.submission.title)}\n"
        f"  {link('submission', each.submission.pk)}"
        for each in work.queue.positions
        if _is_for(user, each)
    ]
    lines += [
        f"voided: {named(each.kind, each.title)}\n"
        f"  {link('document', each.kind, each.slug)}"
        for each in work.queue.voided
    ]
    return listed("Waiting for a supervisor:", lines, link("queue"))


def _is_for(user: User, position: Position) -> bool:
    """Say whether `user` can do anything about what waits."""
    has_signed = any(each.by_id == user.pk for each in position.counting)
    is_open = position.standing in OPEN and not has_signed
    return is_open and not may_approve(position.submission, user)


def _others(user: User, work: Work) -> str:
    """Return how much is overdue that is not the reader's own."""
    late = [
        each for each in work.due if each.state is Upkeep.OVERDUE and each.owner != user
    ]
    if not late:
        return ""
    unowned = sum(each.owner is None for each in late)
    whose = f", {unowned} of them nobody's" if unowned else ""
    said = f"Overdue beside yours: {len(late)}{whose}."
    return f"{said}\n{link('upkeep')}?show=overdue"


def listed(heading: str, lines: Iterable[str], page: str = "") -> str:
    """Return lines under a heading, "" where there are none."""
    every = list(lines)
    if not every:
        return ""
    more = [f"and {len(every) - MOST} more"] if len(every) > MOST else []
    shown = [f"- {each}" for each in [*every[:MOST], *more]]
    return "\n".join([heading, *shown, *([page] if page else [])])


@transaction.atomic
def _send_once(user: User, written: Letter, today: date) -> bool | None:
    """Send a letter and keep for which day; return whether it could be sent, None
    where the day's was sent before. Of two runs at once the second waits."""
    LastDigest.objects.get_or_create(user=user, defaults={"day": date.min})
    last = LastDigest.objects.select_for_update().get(user=user)
    if last.day >= today:
        return None
    if send([written]):
        return False
    last.day = today
    last.save(update_fields=["day"])
    return True

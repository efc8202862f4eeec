"""The queue: what waits for somebody, the oldest first, narrowed as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from guidance.accounts.models import User
from guidance.review.candidate import place_under_review
from guidance.review.desk.acting import DESK, page, person
from guidance.review.models import Submission
from guidance.review.standing import Position, Standing, Voided, queue, standings
from guidance.review.unsubmitted import Work, work
from guidance.web.pages import render_page

KINDS = {
    "memo": "memo",
    "scenario": "question",
    "wizard": "wizard",
    "case_set": "cases",
    "department": "department",
    "waivers": "waived warnings",
}
"""What a supervisor calls each kind of document."""

MOST_ENDED = 50


@dataclass(frozen=True)
class Line:
    """One row of the queue. `since` is when it began to wait; without a submission it
    is a document in force that was voided."""

    title: str
    kind: str
    topic: str
    standing: str
    sentence: str
    url: str
    place: str
    since: datetime | None = None
    position: Position | None = None
    voided: Voided | None = None

    @property
    def kind_word(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Choice:
    """One way to narrow the queue."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@page(*DESK)
def queue_page(request: HttpRequest) -> HttpResponse:
    """Show what waits, with the filters that stand in the address."""
    who, asked = person(request), request.GET
    found = queue()
    shown = SHOWN.get(asked.get("show", ""), SHOWN[""])
    lines = [
        *(line(each) for each in found.positions),
        *(voided_line(each) for each in found.voided),
    ]
    if shown.ended:
        lines = ended_lines(shown.ended, who)
    kept = [
        each
        for each in lines
        if shown.keeps(each, who)
        and asked.get("kind", "") in {"", each.kind}
        and asked.get("topic", "") in {"", each.topic}
    ]
    lookup = found.candidate.base.lookup
    topics = {slug: topic.title for slug, topic in lookup.topics.items()}
    context = {
        "lines": marked_edited(kept, work(found.candidate)),
        "shows": [
            Choice(each.label, address(asked, show=name), each is shown)
            for name, each in SHOWN.items()
        ],
        "kinds": choices(asked, "kind", KINDS),
        "topics": choices(asked, "topic", topics),
        "total": len(lines),
        "now": timezone.now(),
        "back": request.get_full_path(),
    }
    return render_page(request, "review/queue.html", context, fragment="queue")


@dataclass(frozen=True)
class Show:
    """A way to look at the queue; `ended` asks for those no longer in it."""

    label: str
    keeps: Callable[[Line, User], bool]
    ended: str = ""


def _is_open(line: Line, who: User) -> bool:
    return line.standing != Standing.APPROVED


def _is_mine(line: Line, who: User) -> bool:
    position = line.position
    if position is None:
        return False
    return who.pk in {position.submission.by_id, getattr(position.claimed_by, "pk", 0)}


SHOWN = {
    "": Show("To do", _is_open),
    "unclaimed": Show(
        "Nobody is on it",
        lambda line, who: (
            line.standing in {Standing.WAITING, Standing.VOIDED}
            and not (line.position and line.position.claimed)
        ),
    ),
    "mine": Show("Mine", _is_mine),
    "voided": Show("Voided", lambda line, who: line.standing == Standing.VOIDED),
    "approved": Show(
        "Approved, to be published",
        lambda line, who: line.standing == Standing.APPROVED,
    ),
    "returned": Show("Returned", lambda line, who: True, ended="returned"),
    "submitted": Show("All I submitted", lambda line, who: True, ended="mine"),
}
"""The ways to look at the queue, by the word in the address."""


def line(position: Position) -> Line:
    """Return a submission as a row of the queue."""
    submission = position.submission
    return Line(
        title=submission.title,
        kind=submission.kind,
        topic=submission.topic,
        standing=position.standing,
        sentence=position.sentence,
        url=reverse("review:submission", args=[submission.pk]),
        place=place_under_review(submission),
        since=submission.at,
        position=position,
    )


def voided_line(voided: Voided) -> Line:
    """Return a document in force that was voided as a row of the queue."""
    return Line(
        title=voided.title,
        kind=voided.kind,
        topic=voided.topic,
        standing=Standing.VOIDED,
        sentence=f"In force, and its approval is void: {', '.join(voided.reasons)}.",
        url=reverse("review:document", args=[voided.kind, voided.slug]),
        place=voided.place,
        voided=voided,
    )


def ended_lines(which: str, who: User) -> list[Line]:
    """Return the last submissions that were returned, or that `who` made."""
    rows = Submission.objects.order_by("-pk")
    if which == "mine":
        rows = rows.filter(by=who)
    else:
        rows = rows.filter(steps__what="returned")
    return [line(each) for each in standings(rows[:MOST_ENDED]).values()]


def marked_edited(lines: Iterable[Line], work: Work) -> list[tuple[Line, bool]]:
    """Return each row with whether its document is being edited meanwhile."""
    return [(each, work.says_otherwise(each.place)) for each in lines]


def choices(asked: object, name: str, labels: dict[str, str]) -> list[Choice]:
    """Return the values to narrow the queue by, and the one that narrows nothing."""
    current = asked.get(name, "")  # type: ignore[attr-defined]
    every = {"": "All", **labels}
    return [
        Choice(label.capitalize(), address(asked, **{name: value}), value == current)
        for value, label in every.items()
    ]


def address(asked: object, **changed: str) -> str:
    """Return the queue's address with some of its filters changed."""
    kept = {name: asked.get(name, "") for name in ("show", "kind", "topic")}  # type: ignore[attr-defined]
    wanted = {name: value for name, value in (kept | changed).items() if value}
    base = reverse("review:queue")
    return f"{base}?{urlencode(wanted)}" if wanted else base

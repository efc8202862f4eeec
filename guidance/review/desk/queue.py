"""The queue: what waits for somebody, the oldest first, narrowed as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from guidance.accounts.models import User
from guidance.review.candidate import Candidate, marked, place_under_review
from guidance.review.desk.acting import DESK, page, person
from guidance.review.standing import Position, Standing, Voided, queue, standings
from guidance.review.unsubmitted import work
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
    is_edited: bool = False
    edited_sections: tuple[str, ...] = ()

    @property
    def kind_word(self) -> str:
        return KINDS[self.kind]

    @property
    def anchor(self) -> str:
        """What the row is called in an address, to come back to after a press."""
        return f"row-{self.place.replace('/', '-')}"


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
    live = [
        *(line(each) for each in found.positions),
        *(voided_line(each) for each in found.voided),
    ]
    lines = ended_lines(shown.ended, who) if shown.ended else live
    narrowed = [
        each
        for each in lines
        if asked.get("kind", "") in {"", each.kind}
        and asked.get("topic", "") in {"", each.topic}
    ]
    kept = [each for each in narrowed if shown.keeps(each, who)]
    lookup = found.candidate.base.lookup
    topics = {slug: topic.title for slug, topic in lookup.topics.items()}
    context = {
        "lines": edited(kept, found.candidate),
        "shown": shown,
        "shows": [
            Choice(
                each.label,
                address(asked, show=name),
                each is shown,
                None if each.ended else sum(each.keeps(line, who) for line in live),
            )
            for name, each in SHOWN.items()
        ]
        + due_lists(),
        "kinds": choices(asked, "kind", KINDS),
        "topics": choices(asked, "topic", topics),
        "is_narrowed": len(narrowed) < len(lines),
        "widest": address(asked, kind="", topic=""),
        "now": timezone.now(),
        "back": request.get_full_path(),
    }
    return render_page(request, "review/queue.html", context, fragment="queue")


@dataclass(frozen=True)
class Show:
    """A way to look at the queue, and what to say where that shows `nothing`.

    `ended` asks for submissions that are no longer in it.
    """

    label: str
    keeps: Callable[[Line, User], bool]
    nothing: str
    ended: str = ""


def _is_mine(line: Line, who: User) -> bool:
    position = line.position
    if position is None:
        return False
    return who.pk in {position.submission.by_id, getattr(position.claimed_by, "pk", 0)}


SHOWN = {
    "": Show(
        "To do",
        lambda line, who: line.standing != Standing.APPROVED,
        "Nothing waits. What trainers submit comes here, and what a change voids.",
    ),
    "unclaimed": Show(
        "Nobody is on it",
        lambda line, who: (
            line.standing in {Standing.WAITING, Standing.VOIDED}
            and not (line.position and line.position.claimed)
        ),
        "Somebody is on everything that waits.",
    ),
    "mine": Show(
        "Mine",
        _is_mine,
        "You are on nothing. Press “I’m on it” beside what you take up.",
    ),
    "voided": Show(
        "Voided",
        lambda line, who: line.standing == Standing.VOIDED,
        "Every approval counts: nothing was changed under one.",
    ),
    "approved": Show(
        "Approved, to be published",
        lambda line, who: line.standing == Standing.APPROVED,
        "Nothing is approved that isn't published.",
    ),
    "returned": Show(
        "Returned", lambda line, who: True, "Nothing was returned yet.", "returned"
    ),
    "submitted": Show(
        "All I submitted", lambda line, who: True, "You submitted nothing yet.", "mine"
    ),
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
    """Return the last submissions that were returned and not submitted again, or all
    that `who` made."""
    rows = marked().order_by("-pk")
    if which == "mine":
        rows = rows.filter(by=who)
    else:
        rows = rows.filter(steps__what="returned", newer=None)
    return [line(each) for each in standings(rows[:MOST_ENDED]).values()]


def edited(lines: Iterable[Line], candidate: Candidate) -> list[Line]:
    """Return each row with what is being edited meanwhile: its document, or sections
    that it quotes. What has ended can't be edited under."""
    found = work(candidate)

    def told(line: Line) -> Line:
        is_live = line.voided or (line.position and line.position.standing.is_live)
        document = candidate.documents.get(line.place)
        if not is_live or document is None:
            return line
        return replace(
            line,
            is_edited=found.says_otherwise(line.place),
            edited_sections=tuple(found.edited_under(document)),
        )

    return [told(each) for each in lines]


def due_lists() -> list[Choice]:
    """Return the ways to the questions that are due; those have a list of their own."""
    base = reverse("review:upkeep")
    words = {"due": "Due", "overdue": "Overdue"}
    return [
        Choice(label, f"{base}?show={name}", is_current=False)
        for name, label in words.items()
    ]


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

"""The editions: the list of them, and what changed in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from guidance.content.answer_report import WizardReport, wizard_report
from guidance.content.comparing import Changed
from guidance.content.radius import ScenarioChange, radius
from guidance.content.readdressing import NewAddress
from guidance.content.wizard_changes import Difference
from guidance.editions.library import library
from guidance.reader.sources import Source
from guidance.web.pages import render_page

WITH_A_PAGE = {"memo", "scenario", "wizard"}


@dataclass(frozen=True)
class Entry:
    """An edition as a list shows it, in the department's days."""

    number: int
    note: str
    since: date
    is_shown: bool
    is_to_come: bool


@dataclass(frozen=True)
class Change:
    """What happened to a document, and where it can be read now."""

    what: str
    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Answers:
    """The answers an edition changed: of wizards, and verdicts of scenarios."""

    wizards: list[WizardReport]
    scenarios: list[ScenarioChange]


def entries(source: Source, *, at: datetime) -> list[Entry]:
    """Return every edition, the newest first."""
    return [
        Entry(
            line.number,
            line.note,
            source.local_day(line.in_force_from),
            is_shown=line.number == source.copy.number,
            is_to_come=line.in_force_from > at,
        )
        for line in library.editions()
    ]


def published(source: Source) -> list[Entry]:
    """Return the edition read and those before it, the newest first."""
    every = entries(source, at=source.copy.in_force_from)
    return [each for each in every if each.number <= source.copy.number]


def editions(request: HttpRequest, source: Source) -> HttpResponse:
    context = {
        "source": source,
        "entries": entries(source, at=timezone.now()),
        "example": reverse("reader:as_of:home", args=[source.since.isoformat()]),
    }
    return render_page(request, "reader/editions.html", context)


def edition(request: HttpRequest, source: Source) -> HttpResponse:
    """Show what changed in the edition, and the way into it."""
    number = source.copy.number
    numbers = {line.number for line in library.editions()}
    context = {
        "source": source,
        "changes": changes(source),
        "waivers": source.copy.guidance.waivers.waivers,
        "answers": answers(source) if number - 1 in numbers else None,
        "before": number - 1 if number - 1 in numbers else None,
        "after": number + 1 if number + 1 in numbers else None,
    }
    return render_page(request, "reader/edition.html", context)


def changes(source: Source) -> list[Change]:
    """Return what the edition changed against the one before it."""
    found = library.changes(source.copy.number)
    return [
        *(_change("Changed", each, source) for each in found.changed),
        *(_change("New", each, source) for each in found.added),
        *(_change("Taken out", each, None) for each in found.removed),
        *(_moved(each) for each in found.readdressed),
    ]


def answers(source: Source) -> Answers:
    """Return the answers that the edition changed against the one before it."""
    before = library.numbered(source.copy.number - 1).guidance
    found = radius(before, source.copy.guidance)
    return Answers(
        wizards=[wizard_report(each, None) for each in found.wizards if each.after],
        scenarios=[
            each for each in found.scenarios if each.difference is Difference.VERDICT
        ],
    )


def _moved(thing: NewAddress) -> Change:
    title = f"{thing.before} → {thing.after}"
    return Change("Another address", thing.kind, title, "")


def _change(what: str, changed: Changed, source: Source | None) -> Change:
    # A department has no page of its own: its words stand on every page. And what
    # only trainers need, such as cases, has none for readers.
    has_page = source is not None and changed.kind in WITH_A_PAGE
    url = source.url(changed.kind, changed.slug) if source and has_page else ""
    return Change(what, changed.kind.replace("_", " "), changed.title, url)

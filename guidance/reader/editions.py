"""The editions: the list of them, what each changed and who approved it, any two beside
each other, and the way to a moment by either clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from guidance.content.change_report import ChangeReport, DocumentReport, change_report
from guidance.content.comparing import compare as compared
from guidance.content.model import Guidance
from guidance.content.radius import Radius, radius
from guidance.content.recalls import Pulled
from guidance.editions.library import library
from guidance.editions.news import EditionLine
from guidance.reader.signatures import signed
from guidance.reader.sources import NotHere, Source, a_day, end_of
from guidance.web.pages import render_page

CLOCKS = {"as_of": "In force then", "shown_on": "Shown by this site then"}
WITH_A_PAGE = {"memos": "memo", "scenarios": "scenario", "wizards": "wizard"}


@dataclass(frozen=True)
class Entry:
    """An edition as a list shows it, on the department's clock."""

    line: EditionLine
    published: datetime
    since: datetime
    called_off: datetime | None
    is_shown: bool
    is_to_come: bool

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def note(self) -> str:
        return self.line.note


def entry(line: EditionLine, source: Source, *, at: datetime) -> Entry:
    """Return `line` as a list shows it `at`."""
    return Entry(
        line,
        source.local(line.published_at),
        source.local(line.in_force_from),
        line.called_off and source.local(line.called_off),
        is_shown=line.number == source.copy.number,
        is_to_come=line.in_force_from > at and line.called_off is None,
    )


def published(source: Source) -> list[Entry]:
    """Return the edition read and those before it, the newest first; what was called
    off never was in force."""
    at = source.copy.in_force_from
    return [
        entry(each, source, at=at)
        for each in library.editions()
        if each.number <= source.copy.number and each.called_off is None
    ]


def editions(request: HttpRequest, source: Source) -> HttpResponse:
    """List every edition, or go to the moment that the form asks for."""
    asked = {each: request.GET.get(each, "").strip() for each in ("date", "time")}
    clock = request.GET.get("clock", "")
    problem = ""
    if asked["date"]:
        try:
            return HttpResponseRedirect(moment_url(asked, clock))
        except NotHere as not_here:
            problem = str(not_here)
    now = timezone.now()
    context = {
        "source": source,
        "entries": [entry(each, source, at=now) for each in library.editions()],
        "before": library.before(source.copy.number),
        "after": source.copy,
        "asked": asked,
        "clock": clock if clock in CLOCKS else "as_of",
        "clocks": CLOCKS.items(),
        "problem": problem,
    }
    return render_page(request, "reader/editions.html", context)


def moment_url(asked: dict[str, str], clock: str) -> str:
    """Return the address of the first page of the moment `asked` for.

    Raises NotHere where there is no such moment.
    """
    # A browser without a field for times may send seconds along, or what was typed.
    minute = asked["time"][:5]
    written = f"{asked['date']}T{minute}" if minute else asked["date"]
    end_of(written)
    name = clock if clock in CLOCKS else "as_of"
    return reverse(f"reader:{name}:home", args=[written])


def edition(request: HttpRequest, source: Source) -> HttpResponse:
    """Show what changed in the edition, who approved it, and the way into it."""
    line = library.line(source.copy.number)
    before = library.before(line.number)
    after = [each.number for each in library.editions() if each.number > line.number]
    report = changes(before, line) if before else None
    context = {
        "source": source,
        "entry": entry(line, source, at=timezone.now()),
        "before": before,
        "after": min(after, default=None),
        "report": report,
        "documents": with_pages(report, source) if report else [],
        "everything": source.copy.guidance.documents() if before is None else [],
        "signed": signed(source, before),
        "waivers": source.copy.guidance.waivers.waivers,
    }
    return render_page(request, "reader/edition.html", context)


def changes(before: EditionLine, after: EditionLine) -> ChangeReport:
    """Return what one edition changed in another."""
    return told(
        library.numbered(before.number).guidance,
        library.numbered(after.number).guidance,
    )


def told(before: Guidance | None, after: Guidance) -> ChangeReport:
    reach = radius(before, after) if before else Radius()
    return change_report(compared(before, after), reach)


def with_pages(
    report: ChangeReport, source: Source
) -> list[tuple[DocumentReport, str]]:
    """Return the documents of `report`, each with its address in what is read."""
    return [(each, page_of(each.place, each.what, source)) for each in report.documents]


def page_of(place: str, what: str, source: Source) -> str:
    # A department has no page of its own: its words stand on every page. And what only
    # trainers need, such as cases, has none for readers.
    folder, _, slug = place.partition("/")
    if what == "Taken out" or folder not in WITH_A_PAGE:
        return ""
    return source.url(WITH_A_PAGE[folder], slug)


def compare(request: HttpRequest, source: Source) -> HttpResponse:
    """Show what one edition changed in another, whichever of them came first."""
    every = library.editions()
    newest = every[0]
    before = _asked_for(request, "before") or library.before(newest.number) or newest
    after = _asked_for(request, "after") or newest
    of_after = Source(
        library.numbered(after.number), prefix=f"/editions/{after.number}"
    )
    report = changes(before, after)
    context = {
        "source": source,
        "before": before,
        "after": after,
        "entries": [entry(each, source, at=timezone.now()) for each in every],
        "report": report,
        "documents": with_pages(report, of_after),
    }
    return render_page(request, "reader/compare.html", context)


def _asked_for(request: HttpRequest, side: str) -> EditionLine | None:
    """Return the edition of one side; None where the address names none.

    Raises NotHere where it names one that isn't there.
    """
    asked = request.GET.get(side, "").strip()
    if not asked:
        return None
    for each in library.editions():
        if str(each.number) == asked:
            return each
    raise NotHere(f"There is no edition {asked[:20]}.")


def since(request: HttpRequest, source: Source) -> HttpResponse:
    """Show what changed since the day in the address: nothing of who asks is kept."""
    asked = request.GET.get("since", "").strip()
    context: dict[str, object] = {"source": source, "asked": asked}
    if asked:
        try:
            context |= _since(a_day(asked), source)
        except NotHere as not_here:
            context["problem"] = str(not_here)
    return render_page(request, "reader/since.html", context)


def _since(day: date, source: Source) -> dict[str, object]:
    """Return what came into force on `day` or after it: at what time of that day
    somebody looked, nobody knows. Raises NotHere for a day to come."""
    if source.now and day > source.now.date():
        raise NotHere(f"{day:%-d %B} {day.year} is still to come.")
    began = library.start_of(day)
    now = source.copy.in_force_from
    lines = [
        each
        for each in library.known().by_force()
        if began <= each.in_force_from <= now
    ]
    before = library.in_force_before(began)
    report = told(before.guidance if before else None, source.copy.guidance)
    return {
        "day": day,
        "before": before,
        "entries": [entry(each, source, at=now) for each in lines],
        "recalled": recalled_since(began, source),
        "report": report if before and lines else None,
        "documents": with_pages(report, source),
    }


def recalled_since(
    began: datetime, source: Source
) -> list[tuple[Pulled, datetime, datetime | None]]:
    """Return what was recalled or given back since `began`, with when, on the
    department's clock."""
    pulled = (each.pulled() for each in source.recalls.recorded)
    return [
        (each, source.local(each.since), each.until and source.local(each.until))
        for each in pulled
        if each and max(each.since, each.until or each.since) >= began
    ]

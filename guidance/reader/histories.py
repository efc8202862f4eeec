"""A document's own history: every edition that changed it, with the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from guidance.content.change_report import DocumentReport, document_report
from guidance.content.comparing import changed_from
from guidance.content.model import Document
from guidance.editions.histories import Turn, history, ref_of
from guidance.editions.library import library
from guidance.reader.editions import Entry, entry
from guidance.reader.memos import section
from guidance.reader.sources import NotHere, Source
from guidance.web.pages import render_page

HISTORY = "history"


@dataclass(frozen=True)
class Told:
    """One turn of a document, as the page tells it."""

    entry: Entry
    report: DocumentReport
    by: tuple[tuple[str, datetime], ...]


def scenario_history(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    return _page(request, source, "scenario", slug)


def wizard_history(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    return _page(request, source, "wizard", slug)


def memo_history(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    memo = source.lookup.memos.get(slug)
    # A section of that name was there first, and answers rest on it.
    if memo and memo.section(HISTORY):
        return section(request, source, slug, HISTORY)
    return _page(request, source, "memo", slug)


def _page(request: HttpRequest, source: Source, kind: str, slug: str) -> HttpResponse:
    """Show the history of the document that has this `slug` in what is read, or had it
    last; also of one that was taken out."""
    found = _now(source, kind, slug)
    ref = getattr(found, "ref", "") or ref_of(kind, slug)
    # A draft has no number, and every edition came before it.
    up_to = source.copy.number or library.editions()[0].number
    turns = history(kind, ref, up_to=up_to) if ref else []
    if not turns:
        raise NotHere("No edition had anything at this address.")
    newest = found or turns[0].after or turns[0].before
    assert newest is not None
    context = {
        "source": source,
        "title": newest.title,
        "ref": ref,
        "url": source.url(kind, slug) if found else "",
        "turns": [_told(each, source) for each in turns],
    }
    return render_page(request, "reader/history.html", context)


def _now(source: Source, kind: str, slug: str) -> Document | None:
    lookup = source.lookup
    known: dict[str, dict[str, Document]] = {
        "memo": {**lookup.memos},
        "scenario": {**lookup.scenarios},
        "wizard": {**lookup.wizards},
    }
    return known[kind].get(slug)


def _told(turn: Turn, source: Source) -> Told:
    what = "Changed"
    if turn.before is None or turn.after is None:
        what = "New" if turn.after else "Taken out"
    changed = changed_from(turn.before, turn.after)
    return Told(
        entry=entry(turn.line, source, at=timezone.now()),
        report=document_report(what, changed),
        by=tuple(
            (each["by"], source.local(datetime.fromisoformat(each["at"])))
            for each in turn.signatures
        ),
    )

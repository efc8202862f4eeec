"""The lists that questions refer to, such as the violent-or-serious crimes."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from guidance.content.department import ReferenceList
from guidance.reader.sources import NotHere, Source
from guidance.web.pages import render_page

LONGEST_FILTER = 100


@dataclass(frozen=True)
class Entry:
    """A line of a list, and whether it holds what was typed."""

    line: str
    is_added: bool
    is_shown: bool


def reference_list(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    found = source.lookup.reference_lists.get(slug)
    if found is None:
        raise NotHere("There is no such list in this edition.")
    typed = request.GET.get("filter", "")[:LONGEST_FILTER].strip()
    entries = narrowed(found, typed)
    context = {
        "source": source,
        "list": found,
        "filter": typed,
        "entries": entries,
        "count": sum(each.is_shown for each in entries),
        "address": request.build_absolute_uri(request.path),
    }
    return render_page(request, "reader/reference_list.html", context)


def narrowed(listed: ReferenceList, typed: str) -> list[Entry]:
    """Return every entry of `listed`; those shown hold `typed`, in any case."""
    wanted = typed.casefold()
    lines = [*listed.entries, *listed.added, *listed.also]
    return [
        Entry(line, line in listed.added, wanted in line.casefold()) for line in lines
    ]

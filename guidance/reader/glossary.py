"""The words the guidance uses, each with its meaning and what the meaning rests on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from guidance.reader.sources import Source
from guidance.web.pages import render_page


def glossary(request: HttpRequest, source: Source) -> HttpResponse:
    terms = sorted(source.department.glossary, key=lambda each: each.term.casefold())
    sections = source.lookup.sections
    context = {
        "source": source,
        "entries": [(term, sections.get(term.section or "")) for term in terms],
    }
    return render_page(request, "reader/glossary.html", context)

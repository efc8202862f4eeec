"""Search: one box, results as you type and as a plain page at the same address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from guidance.content.model import Wizard
from guidance.reader.answers import written
from guidance.reader.recalled import NOTHING, Standing, standing
from guidance.reader.sources import Source
from guidance.search import searching
from guidance.search.asking import ask
from guidance.search.searching import Results
from guidance.search.showing import Result
from guidance.web.pages import asks_for_part, render_page

AT_FIRST = 10
WITH_MORE = 50


def search(request: HttpRequest, source: Source) -> HttpResponse:
    """Show what answers the question in the address; a ref that is sent goes straight there.

    Nobody may keep the page: terminals are shared, and what an officer looked up is
    not for the next one to see.
    """
    limit = WITH_MORE if request.GET.get("more") else AT_FIRST
    # A part is asked for at every letter, and `whole` once no more of them come.
    typing = asks_for_part(request) and not request.GET.get("whole")
    context = answered(request.GET.get("q", ""), source, limit, typing=typing)
    # Not where somebody came back to the results, who would be sent away again.
    there = straight(context["results"], source) if request.GET.get("go") else ""
    response: HttpResponse
    if there:
        response = redirect(there)
    else:
        page = "reader/search.html"
        response = render_page(request, page, context, fragment="results")
    response.headers["Cache-Control"] = "no-store"
    return response


def answered(
    text: str, source: Source, limit: int = AT_FIRST, *, typing: bool = False
) -> dict[str, Any]:
    """Return what a page needs to show the best results for `text`."""
    asked = ask(text, typing=typing)
    results = searching.answered(
        asked, source.copy, limit=limit, recalls=source.recalls
    )
    return {
        "source": source,
        "results": results,
        "groups": [
            (title, listed(found, results, source)) for title, found in results.groups
        ],
        "said": said(results),
        "more": more(results, source, limit),
        "whole": whole(results, source),
    }


def listed(
    found: Iterable[Result], results: Results, source: Source
) -> list[tuple[Result, str, Standing]]:
    """Return each of `found` with its address and what is to be said beside it."""
    ref = results.asked.ref
    return [(each, address(each, source), recall(each, ref, source)) for each in found]


def address(result: Result, source: Source) -> str:
    """Return where `result` stands in the edition that is read."""
    if result.kind == "term":
        return f"{source.url('glossary')}#{result.slug}"
    return source.url(result.kind, *result.slug.split("/"))


def straight(results: Results, source: Source) -> str:
    """Return where that stands which was asked for by its ref, or "" where a question is
    no ref or finds something else too, as a ref that is also a word does."""
    only = results.found[0] if results.count == 1 else None
    is_called = only is not None and only.ref == results.asked.ref != ""
    return address(only, source) if only and is_called else ""


def recall(result: Result, ref: str, source: Source) -> Standing:
    """Return what is to be said beside `result`, which stands there because of what it
    holds or because an officer asked for the `ref` of an outcome in it."""
    lookup = source.lookup
    if result.kind == "scenario":
        return standing(lookup.scenarios[result.slug], source)
    if result.kind in {"memo", "section"}:
        return standing(lookup.memos[result.slug.split("/")[0]], source)
    if result.kind == "wizard":
        return _recall_of_wizard(lookup.wizards[result.slug], ref, source)
    return NOTHING


def _recall_of_wizard(wizard: Wizard, ref: str, source: Source) -> Standing:
    """Return what is to be said beside `wizard`, found by the `ref` of an outcome or
    not: it may stand while that one answer of it was pulled."""
    whole = standing(wizard, source)
    called = next((each for each in wizard.outcomes if ref and each.ref == ref), None)
    inside = standing(called, source, wizard) if called else NOTHING
    if whole.notice or not inside.notice:
        return whole
    because = f"Its answer {ref} is recalled, and that alone."
    return Standing(replace(inside.notice, because=because))


def said(results: Results) -> str:
    """Return how many were found, as it is shown and read out; nothing unasked, and
    while somebody types, not that there is nothing."""
    if (results.asked.is_empty or results.too_early) and not results.count:
        return ""
    shown, count = len(results.found), results.count
    if shown < count:
        return f"The best {shown} of {count} found."
    return f"{count} found." if count else "Nothing found."


def more(results: Results, source: Source, limit: int) -> str:
    """Return the address that shows more of `results`, or "" where there is none."""
    if limit >= WITH_MORE or len(results.found) == results.count:
        return ""
    return written(source.url("search"), {"q": results.asked.text, "more": "1"})


def whole(results: Results, source: Source) -> str:
    """Return the address that says what is found if nobody types on, or "" where that
    is no other."""
    if not results.too_early:
        return ""
    return written(source.url("search"), {"q": results.asked.text, "whole": "1"})

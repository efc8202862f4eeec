"""The policy text: memos, their sections, and which answers rest on each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from guidance.content.lookup import Resting
from guidance.content.markdown import to_html
from guidance.content.memos import Memo, Section
from guidance.content.model import Outcome, Scenario, Wizard
from guidance.content.vocabulary import Verdict
from guidance.reader.answers import shortest, written
from guidance.reader.citing import NUMBERING, cited
from guidance.reader.recalled import standing
from guidance.reader.sources import NotHere, Source
from guidance.reader.words import Words
from guidance.web.pages import render_page


@dataclass(frozen=True)
class Rested:
    """An answer that rests on a section, and where it can be read."""

    ref: str
    verdict: Verdict
    title: str
    url: str
    wizard: Wizard | None
    answer: Scenario | Outcome


def memos(request: HttpRequest, source: Source) -> HttpResponse:
    context = {"source": source, "memos": source.copy.guidance.memos}
    return render_page(request, "reader/memos.html", context)


def memo(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    """Show a memo's dates, standing and contents."""
    found = found_memo(source, slug)
    every = source.lookup.memos
    context = {
        "source": source,
        "memo": found,
        "recall": standing(found, source),
        "note": to_html(found.note),
        "supersedes": [every[each] for each in found.supersedes if each in every],
        "superseded_by": [each for each in every.values() if slug in each.supersedes],
        "numbering": NUMBERING if found.numbering_is_ours else "",
        "provenances": provenances(found),
    }
    return render_page(request, "reader/memo.html", context)


def found_memo(source: Source, slug: str) -> Memo:
    found = source.lookup.memos.get(slug)
    if found is None:
        raise NotHere("There is no such memo in this edition.")
    return found


def provenances(memo: Memo) -> list[str]:
    """Return how far the memo's sections can be trusted, each way once."""
    return list(dict.fromkeys(each.provenance.label for each in memo.sections))


def section(request: HttpRequest, source: Source, slug: str, part: str) -> HttpResponse:
    """Show a section, its provenance and the answers that rest on it."""
    memo = found_memo(source, slug)
    found = memo.section(part)
    if found is None:
        raise NotHere("There is no such section in this memo.")
    words = Words(source.department.glossary)
    place = memo.sections.index(found)
    known = source.lookup.sources
    context = {
        "source": source,
        "memo": memo,
        "recall": standing(memo, source),
        "section": found,
        "shown": cited(f"{slug}/{part}", [], source, words),
        "sources": [known[each] for each in found.sources if each in known],
        "before": memo.sections[place - 1] if place else None,
        "after": next(iter(memo.sections[place + 1 :]), None),
        "scenarios": rested(source, memo, found, of=Scenario),
        "outcomes": rested(source, memo, found, of=Outcome),
        "words": words,
        "address": request.build_absolute_uri(request.path),
    }
    return render_page(request, "reader/section.html", context)


def rested(
    source: Source, memo: Memo, section: Section, *, of: type[Scenario | Outcome]
) -> list[Rested]:
    """Return the answers of one kind that quote `section`, in reading order."""
    every = source.lookup.rests_on(f"{memo.slug}/{section.slug}")
    return [_rested(each, source) for each in every if isinstance(each.answer, of)]


def _rested(resting: Resting, source: Source) -> Rested:
    found = resting.answer
    if isinstance(found, Scenario):
        url = source.url("scenario", found.slug)
        return Rested(found.ref, found.verdict, found.question, url, None, found)
    url = ""
    if resting.wizard:
        answers = shortest(resting.wizard).get(found.slug, {})
        url = written(source.url("wizard", resting.wizard.slug), answers)
    named = (found.ref, found.verdict, found.headline)
    return Rested(*named, url, resting.wizard, found)

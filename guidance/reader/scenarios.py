"""The scenarios: the list by topic and verdict, and each with its answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from guidance.content.model import Scenario
from guidance.content.vocabulary import Verdict
from guidance.content.walking import walk
from guidance.reader.answering import answer
from guidance.reader.answers import written
from guidance.reader.beside import scenario_beside
from guidance.reader.home import groups
from guidance.reader.recalled import standing
from guidance.reader.reviewed import last_review
from guidance.reader.sources import NotHere, Source
from guidance.reader.words import Words
from guidance.web.pages import render_page


@dataclass(frozen=True)
class Filter:
    """A verdict to see the questions of, or None for all of them."""

    verdict: Verdict | None
    count: int
    url: str
    is_current: bool


def scenarios(request: HttpRequest, source: Source) -> HttpResponse:
    """List the questions by topic, all or those with one verdict."""
    asked = request.GET.get("verdict", "")
    verdict = next((each for each in Verdict if each.value == asked), None)
    kept = [
        (group.topic, shown)
        for group in groups(source)
        if (
            shown := [
                each
                for each in group.scenarios
                if verdict in {None, held(each, source)}
            ]
        )
    ]
    context = {
        "source": source,
        "topics": kept,
        "filters": filters(source, verdict),
        "verdict": verdict,
        "is_unknown": bool(asked) and verdict is None,
    }
    return render_page(request, "reader/scenarios.html", context)


def filters(source: Source, current: Verdict | None) -> list[Filter]:
    """Return the ways to narrow the list, each with how many questions it leaves."""
    base = source.url("scenarios")
    counted = Counter(held(each, source) for each in source.copy.guidance.scenarios)
    every = Filter(None, counted.total(), base, is_current=current is None)
    return [every] + [
        Filter(
            each,
            counted[each],
            written(base, {"verdict": each.value}),
            is_current=each is current,
        )
        for each in Verdict
    ]


def held(scenario: Scenario, source: Source) -> Verdict | None:
    """Return the verdict that officers may rely on: none while it is recalled."""
    return None if standing(scenario, source).notice else scenario.verdict


def scenario(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    """Show one question with its answer and the wizard that settles the case."""
    found = source.lookup.scenarios.get(slug)
    if found is None:
        raise NotHere("There is no such question in this edition.")
    words = Words(source.department.glossary)
    every = source.lookup.scenarios
    context = {
        "source": source,
        "scenario": found,
        "topic": source.lookup.topics.get(found.topic),
        "answer": answer(found, source, words),
        "recall": standing(found, source),
        "beside": scenario_beside(source, slug),
        "wizard": source.lookup.wizards.get(wizard_of(found)),
        "walked": walked(found, source),
        "see_also": [every[each] for each in found.see_also if each in every],
        "review": last_review(found, source),
        "words": words,
        "address": request.build_absolute_uri(request.path),
    }
    return render_page(request, "reader/scenario.html", context)


def wizard_of(scenario: Scenario) -> str:
    """Return the slug of the wizard that settles `scenario`, or is nearest to it."""
    settled = scenario.settled_by.wizard if scenario.settled_by else None
    return settled or scenario.wizard or ""


def walked(scenario: Scenario, source: Source) -> str:
    """Return the address of the walk that leads to the same case, or "".

    The answers stand in the order they are asked for, as they would have been given.
    """
    settled = scenario.settled_by
    wizard = source.lookup.wizards.get(settled.wizard) if settled else None
    if settled is None or wizard is None:
        return ""
    answers = walk(wizard, settled.answers).answers
    return written(source.url("wizard", wizard.slug), answers)

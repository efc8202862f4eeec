"""The first page, and the topics everything is grouped by."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from guidance.content.department import Topic
from guidance.content.model import Scenario, Wizard
from guidance.reader.editions import published
from guidance.reader.sources import NotHere, Source
from guidance.web.pages import render_page

NEWEST = 3


@dataclass(frozen=True)
class Group:
    """A topic with what belongs to it."""

    topic: Topic
    wizards: list[Wizard]
    scenarios: list[Scenario]


def groups(source: Source) -> list[Group]:
    """Return the topics that have anything in them, in the department's order."""
    every = [
        Group(topic, *source.lookup.in_topic(topic.slug))
        for topic in source.lookup.topics.values()
    ]
    return [each for each in every if each.wizards or each.scenarios]


def home(request: HttpRequest, source: Source) -> HttpResponse:
    context = {
        "source": source,
        "groups": groups(source),
        "newest": published(source)[:NEWEST],
    }
    return render_page(request, "reader/home.html", context)


def topics(request: HttpRequest, source: Source) -> HttpResponse:
    context = {"source": source, "groups": groups(source)}
    return render_page(request, "reader/topics.html", context)


def topic(request: HttpRequest, source: Source, slug: str) -> HttpResponse:
    found = source.lookup.topics.get(slug)
    if found is None:
        raise NotHere("There is no such topic in this edition.")
    context = {
        "source": source,
        "group": Group(found, *source.lookup.in_topic(slug)),
    }
    return render_page(request, "reader/topic.html", context)

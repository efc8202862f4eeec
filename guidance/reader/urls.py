"""The addresses of what officers see.

The same pages four times: from the edition in force, from edition n, as of a moment,
and as shown at one. `reader_patterns` wires them to any other source as well.
"""

from __future__ import annotations

from collections.abc import Callable

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import IntConverter, StringConverter

from guidance.reader import maps
from guidance.reader.counting import counts, what_is_counted
from guidance.reader.data import edition_json
from guidance.reader.editions import compare, edition, editions, since
from guidance.reader.feed import feed
from guidance.reader.glossary import glossary
from guidance.reader.histories import memo_history, scenario_history, wizard_history
from guidance.reader.home import home, topic, topics
from guidance.reader.lists import reference_list
from guidance.reader.memos import memo, memos, section
from guidance.reader.reading import View, reading
from guidance.reader.scenarios import scenario, scenarios
from guidance.reader.searching import search
from guidance.reader.sources import Chooser, as_of, in_force, numbered, shown_on
from guidance.reader.wizards import wizard, wizards

PAGES: dict[str, View] = {
    "": home,
    "search/": search,
    "topics/": topics,
    "topics/<slug:slug>/": topic,
    "can-i/": wizards,
    "can-i/<slug:slug>/": wizard,
    "can-i/<slug:slug>/map/": maps.map,
    "questions/": scenarios,
    "questions/<slug:slug>/": scenario,
    "memos/": memos,
    "memos/<slug:slug>/": memo,
    "can-i/<slug:slug>/history/": wizard_history,
    "questions/<slug:slug>/history/": scenario_history,
    "memos/<slug:slug>/history/": memo_history,
    "memos/<slug:slug>/<slug:part>/": section,
    "lists/<slug:slug>/": reference_list,
    "glossary/": glossary,
}


class Number(IntConverter):
    """The number of an edition, as the database can hold it."""

    regex = "[1-9][0-9]{0,8}"


class Moment(StringConverter):
    """A day as it is written, or a minute; whether there is one, the source says."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?"


register_converter(Number, "number")
register_converter(Moment, "moment")


def reader_patterns(
    choose: Chooser, opened: Callable[[View, Chooser], View] = reading
) -> list[URLPattern | URLResolver]:
    """Return the addresses of every reader page, made from what `choose` returns.

    `opened` makes a view of each page and the chooser, and says who may open it.
    """
    return [
        path(route, opened(view, choose), name=view.__name__)
        for route, view in PAGES.items()
    ]


app_name = "reader"
urlpatterns = [
    *reader_patterns(in_force),
    path("editions/", reading(editions, in_force), name="editions"),
    path("editions/compare/", reading(compare, in_force), name="compare"),
    path("editions/feed.atom", reading(feed, in_force), name="feed"),
    path("changes/", reading(since, in_force), name="since"),
    path("counts/", counts, name="counts"),
    path(
        "what-is-counted/",
        reading(what_is_counted, in_force),
        name="what_is_counted",
    ),
    path("editions/current.json", reading(edition_json, in_force), name="current_json"),
    path(
        "editions/<number:number>.json",
        reading(edition_json, numbered),
        name="edition_json",
    ),
    # What changed in the edition, in the place of its first page.
    path("editions/<number:number>/", reading(edition, numbered), name="edition"),
    path("editions/<number:number>/", include((reader_patterns(numbered), "numbered"))),
    path("as-of/<moment:moment>/", include((reader_patterns(as_of), "as_of"))),
    path("shown-on/<moment:moment>/", include((reader_patterns(shown_on), "shown_on"))),
]

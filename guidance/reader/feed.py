"""The editions as an Atom feed, for whoever wants to hear of a change.

It says what the list says, the same to everybody. An entry is known by the digest of its
edition, so that it stays the same one wherever the site moves to.
"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from guidance.editions.library import library
from guidance.editions.news import EditionLine
from guidance.reader.sources import Source


class Editions(Feed):  # type: ignore[type-arg]
    """Every edition, the newest first, those called off too."""

    feed_type = Atom1Feed

    def __init__(self, source: Source) -> None:
        self.source = source

    def get_object(self, request: HttpRequest) -> Source:
        return self.source

    def title(self, source: Source) -> str:
        return f"Officer Guidance: editions, {source.department.name}"

    def link(self, source: Source) -> str:
        return reverse("reader:editions")

    def feed_guid(self, source: Source) -> str:
        return _name(library.editions()[-1].digest, "feed")

    def items(self, source: Source) -> list[EditionLine]:
        return list(library.editions())

    def item_title(self, item: EditionLine) -> str:
        called_off = " (called off)" if item.called_off else ""
        return f"Edition {item.number}{called_off}"

    def item_description(self, item: EditionLine) -> str:
        local = self.source.local(item.in_force_from)
        from_ = f"{local:%-d %B} {local.year}, {local:%H:%M}"
        if item.called_off:
            return f"{item.note} It was to come into force on {from_}, and never did."
        return f"{item.note} In force from {from_}."

    def item_link(self, item: EditionLine) -> str:
        return reverse("reader:edition", args=[item.number])

    def item_guid(self, item: EditionLine) -> str:
        return _name(item.digest, "edition")

    def item_pubdate(self, item: EditionLine) -> datetime:
        return item.published_at

    def item_updateddate(self, item: EditionLine) -> datetime:
        return item.called_off or item.published_at

    def item_categories(self, item: EditionLine) -> list[str]:
        return [item.grade] if item.grade else []


def _name(digest: str, what: str) -> str:
    return uuid5(NAMESPACE_OID, f"{what}:{digest}").urn


def feed(request: HttpRequest, source: Source) -> HttpResponse:
    return Editions(source)(request)

"""Every address says who may open it; what says nothing stays closed."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# The admin closes every page of its own and asks for a permission on each.
CLOSED_BY_THE_ADMIN = "admin"


def every_view(resolver: URLResolver) -> Iterator[URLPattern]:
    """Yield every address below `resolver` but the admin's."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.app_name != CLOSED_BY_THE_ADMIN:
                yield from every_view(entry)
        else:
            yield entry


def test_every_view_says_who_may_open_it():
    views = list(every_view(get_resolver()))

    silent = [str(e.pattern) for e in views if not hasattr(e.callback, "access")]

    assert len(views) > 20
    assert silent == []


def test_what_says_nothing_is_closed(settings):
    assert "guidance.web.access.ClosedUnlessOpened" in settings.MIDDLEWARE

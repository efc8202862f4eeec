"""The builder's addresses, among those of the wizards' pages in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from guidance.authoring.building.starting import start
from guidance.authoring.building.views import (
    build,
    only_picture,
    say_here,
    undo_last,
)

BUILDING: list[tuple[str, Any, str]] = [
    ("start/", start, "start-wizard"),
    ("<int:wizard>/build/", build, "build"),
    ("<int:wizard>/build/undo/", undo_last, "undo"),
    ("<int:wizard>/build/here/", say_here, "say-here"),
    ("<int:wizard>/build/picture/", only_picture, "picture"),
]


def building_urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses, closed as every page of the `site` is."""
    return [
        path(where, site.admin_view(view), name=name) for where, view, name in BUILDING
    ]

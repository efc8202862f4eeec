"""The admin site as the trainers' desk, in the order in which they work."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, reverse

from guidance.authoring.bad_input import refusing
from guidance.authoring.clocks import on_the_clock
from guidance.authoring.importing import pages as importing
from guidance.authoring.importing import revised_pages as revising
from guidance.authoring.jumping import jump
from guidance.authoring.problem_pages import check

READING_ORDER = [
    "Wizard",
    "Question",
    "Outcome",
    "Case",
    "Scenario",
    "Memo",
    "Section",
    "Department",
    "Topic",
    "Contact",
    "Term",
    "SynonymSet",
    "PinnedResult",
    "ReferenceList",
    "Source",
    "Detail",
    "Waiver",
]


class Desk(admin.AdminSite):
    site_header = "Trainers’ desk"
    site_title = "Trainers' desk"
    index_title = "What would you like to work on?"
    index_template = "authoring/index.html"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return on_the_clock(refusing(super().admin_view(view, cacheable)))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path("check/", self.admin_view(check), name="check"),
            path("jump/", self.admin_view(jump), name="jump"),
            *self._importing(),
        ]
        return [*own, *super().get_urls()]

    def _importing(self) -> list[URLPattern]:
        views = {
            "import/": (importing.imports, "imports"),
            "import/<int:key>/": (importing.correct, "import"),
            "import/<int:key>/source": (importing.source, "import-source"),
            "import/<int:key>/compare/": (revising.compared, "import-compare"),
            "work/<int:key>/": (revising.work, "work"),
        }
        return [
            path(address, self.admin_view(view), name=name)
            for address, (view, name) in views.items()
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Put the guidance first, and its pages in reading order."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "authoring":
                app["models"].sort(key=_place)
                _start_wizards(app["models"])
        return sorted(apps, key=lambda app: app["app_label"] != "authoring")


def _start_wizards(models: list[dict[str, Any]]) -> None:
    """Let “Add” begin a wizard with its shapes and not with an empty form."""
    for each in models:
        if each["object_name"] == "Wizard" and each["add_url"]:
            each["add_url"] = reverse("admin:start-wizard")


def _place(model: dict[str, Any]) -> int:
    name = model["object_name"]
    return READING_ORDER.index(name) if name in READING_ORDER else len(READING_ORDER)

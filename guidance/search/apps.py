"""The app that finds things in an edition."""

from __future__ import annotations

from django.apps import AppConfig

from guidance.editions import indexing


class SearchConfig(AppConfig):
    name = "guidance.search"

    def ready(self) -> None:
        # Models can't be imported before every app is there.
        from guidance.search.indexing import index

        indexing.register(index)

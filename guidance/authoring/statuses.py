"""Where each document's review stands, for the lists of the desk.

Review knows, and this package may not import it; so review leaves its reader here when
the program starts, and a list asks it once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from guidance.authoring.edit_log import PARTS, document_named
from guidance.authoring.freezing import document_of
from guidance.content.checking import FOLDERS

Read = Callable[[], Mapping[str, str]]
"""Returns the status of every document, in a word or two, by its place."""

_readers: list[Read] = []

STATUSES = (
    "not submitted",
    "unfinished",
    "under review",
    "approved",
    "voided",
    "in force",
)
"""Every status there is, in the order in which a document goes through them."""


def register(read: Read) -> None:
    """Have `read` asked where documents stand."""
    if read not in _readers:
        _readers.append(read)


def statuses() -> dict[str, str]:
    """Return the status of every document by its place, derived from the rows."""
    found: dict[str, str] = {}
    for read in _readers:
        found |= read()
    return found


class StatusFilter(admin.SimpleListFilter):
    """Narrows a list to the documents whose review stands somewhere, or their parts."""

    title = "review"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, page: Any) -> list[tuple[str, str]]:
        return [(each, each.capitalize()) for each in STATUSES]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.value()
        if wanted is None:
            return rows
        model = rows.model
        kind, whole = PARTS.get(model, (model.__name__.lower(), ""))
        slugs = [
            place.partition("/")[2]
            for place, said in statuses().items()
            if said == wanted and place.startswith(f"{FOLDERS[kind]}/")
        ]
        return rows.filter(**{f"{whole}__slug__in" if whole else "slug__in": slugs})


def status_column(request: HttpRequest) -> Any:
    """Return a column of one list that says where each document's review stands, and
    leads whoever may submit to do so where it isn't, else to what was submitted."""
    submits = request.user.has_perm("review.add_submission")

    @lru_cache(maxsize=1)
    def read_once() -> dict[str, str]:
        return statuses()

    @admin.display(description="review")
    def status(row: Any) -> str:
        said = read_once().get(document_of(row))
        if said is None:
            return "–"
        is_drafted = said in STATUSES[:2]
        if is_drafted and not submits:
            return said
        kind, slug, _ = document_named(row)
        name = "review:submit" if is_drafted else "review:document"
        where = reverse(name, args=[kind, slug])
        return format_html('<a href="{}">{}</a>', where, said)

    return status

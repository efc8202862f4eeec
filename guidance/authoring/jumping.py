"""Jump to: one box that leads to any page of the desk, by ref, slug or words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from guidance.authoring.models import (
    Case,
    Contact,
    Memo,
    Outcome,
    Question,
    ReferenceList,
    Scenario,
    Section,
    Source,
    Term,
    Topic,
    Wizard,
)

LONGEST = 200
MOST_OF_A_KIND = 20

# What can be jumped to: the names that are meant exactly, and the texts words are
# looked for in. In the order in which trainers look for things.
NAMES_AND_TEXTS: dict[Any, tuple[list[str], list[str]]] = {
    Scenario: (["ref", "slug"], ["question", "answer", "asked_as"]),
    Wizard: (["ref", "slug"], ["title", "summary"]),
    Question: (["ref", "slug"], ["text"]),
    Outcome: (["ref", "slug"], ["headline"]),
    Section: (["ref", "slug"], ["heading", "body", "quotation"]),
    Memo: (["ref", "slug"], ["title", "number"]),
    Case: (["slug"], ["title"]),
    Term: (["slug"], ["term"]),
    Topic: (["slug"], ["title"]),
    Contact: (["slug"], ["name"]),
    ReferenceList: (["ref", "slug"], ["title"]),
    Source: (["slug"], ["name"]),
}


@dataclass(frozen=True)
class Found:
    """The rows of one kind that were meant, and how many more there are."""

    kind: str
    rows: list[tuple[str, str]]
    more: int


def jump(request: HttpRequest) -> HttpResponse:
    """Go where the words lead, or show the choice where they lead to several."""
    if not request.user.has_perm("authoring.view_scenario"):
        raise PermissionDenied
    asked = " ".join(request.GET.get("to", "").split())[:LONGEST]
    named = list(_named(asked)) if asked else []
    if len(named) == 1:
        return redirect(address(named[0]))
    found = list(_found(asked)) if asked else []
    context = admin.site.each_context(request) | {
        "title": "Jump to",
        "asked": asked,
        "named": [(str(each), address(each)) for each in named],
        "found": found,
    }
    return TemplateResponse(request, "authoring/jump.html", context)


def address(row: Any) -> str:
    """Return where the page of `row` at the desk stands."""
    return reverse(f"admin:authoring_{row._meta.model_name}_change", args=[row.pk])


def _named(asked: str) -> Iterator[Any]:
    """Yield the rows that have what was asked for as their ref, and only if there is
    none, as their slug."""
    for name in ("ref", "slug"):
        rows = [
            row
            for model, (names, _) in NAMES_AND_TEXTS.items()
            if name in names
            for row in model.objects.filter(**{f"{name}__iexact": asked})[:2]
        ]
        if rows:
            yield from rows
            return


def _found(asked: str) -> Iterator[Found]:
    for model, (names, texts) in NAMES_AND_TEXTS.items():
        rows = model.objects.filter(having(asked, [*names, *texts])).order_by("pk")
        shown = [(str(each), address(each)) for each in rows[:MOST_OF_A_KIND]]
        if shown:
            kind = str(model._meta.verbose_name_plural).capitalize()
            yield Found(kind, shown, rows.count() - len(shown))


def having(words: str, fields: list[str]) -> Q:
    """Return the condition that each of `words` stands in one of the `fields`."""
    wanted = Q()
    for word in words.split():
        wanted &= _anywhere(word, fields)
    return wanted


def _anywhere(word: str, fields: list[str]) -> Q:
    there = Q()
    for field in fields:
        there |= Q(**{f"{field}__icontains": word})
    return there

"""What trainers are in the middle of: documents that can't be submitted yet."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from guidance.accounts.models import User
from guidance.authoring.models import Edit, Scenario, Wizard
from guidance.content.checking import place_of
from guidance.review.names import ROWS


@dataclass(frozen=True)
class Unfinished:
    """A document of the draft that can't be frozen, and `address`, where somebody goes
    on with it."""

    kind: str
    slug: str
    title: str
    place: str
    address: str


def unfinished_in(places: Set[str], *, by: User | None = None) -> Iterator[Unfinished]:
    """Yield the memos, scenarios and wizards in `places` of the draft; where `by` is
    given, those that `by` worked on."""
    slugs = {each.rpartition("/")[2] for each in places}
    for kind, model in ROWS.items():
        rows = model.objects.filter(slug__in=slugs).order_by("ref")
        if by is not None:
            edited = Edit.objects.filter(by=by, kind=kind, row__isnull=False)
            rows = rows.filter(pk__in=edited.values("row"))
        for row in rows:
            if (where := place_of(kind, row.slug)) in places:
                yield Unfinished(kind, row.slug, title_of(row), where, _address(row))


def title_of(row: Any) -> str:
    """Return what the document of `row` is called in lists."""
    return str(row.question if isinstance(row, Scenario) else row.title)


def _address(row: Any) -> str:
    if isinstance(row, Wizard):
        return reverse("admin:build", args=[row.pk])
    return reverse(f"admin:authoring_{row._meta.model_name}_change", args=[row.pk])

"""The names that documents and the parts of a wizard had in any edition, in force or not.

Officers have addresses and refs written down. A name that an edition gave is never
taken from what has it, and never given to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from guidance.editions.models import Edition, Snapshot


@dataclass(frozen=True)
class NamesGiven:
    """Refs and slugs of questions and outcomes; `choices` are the choices' slugs, each
    after the ref and after the slug of its question."""

    refs: frozenset[str]
    slugs: frozenset[str]
    choices: frozenset[tuple[str, str]]


def slugs_given(kind: str) -> set[str]:
    """Return the slugs of all documents of a `kind` that were published or submitted."""
    return set(Snapshot.objects.filter(kind=kind).values_list("slug", flat=True))


def refs_given(stem: str) -> set[str]:
    """Return the refs of such documents, of any kind, that begin with `stem`."""
    rows = Snapshot.objects.filter(stored__document__ref__startswith=stem)
    return set(rows.values_list("stored__document__ref", flat=True))


def names_given(ref: str, slug: str) -> NamesGiven:
    """Return the names in every edition of the wizard with this `ref` or `slug`."""
    rows = Snapshot.objects.filter(Q(slug=slug) | Q(stored__document__ref=ref))
    forms = list(_in_an_edition(dict(_documents(rows.filter(kind="wizard")))))
    questions = [each for form in forms for each in form["questions"]]
    nodes = [*questions, *(each for form in forms for each in form["outcomes"])]
    return NamesGiven(
        frozenset(each["ref"] for each in nodes),
        frozenset(each["slug"] for each in nodes),
        frozenset(_choices(questions)),
    )


def _documents(rows: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from rows.values_list("digest", "stored__document")


def _in_an_edition(documents: dict[str, dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Return those of `documents`, by the digests of their snapshots, that were
    published: what was only submitted no officer has seen."""
    if not documents:
        return []
    held = Edition.objects.filter(documents__overlap=list(documents))
    published = {
        each for names in held.values_list("documents", flat=True) for each in names
    }
    return [each for name, each in documents.items() if name in published]


def _choices(questions: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for question in questions:
        for choice in question["choices"]:
            yield question["ref"], choice["slug"]
            yield question["slug"], choice["slug"]

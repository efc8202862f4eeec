"""Where officers see what a row says, if the edition in force has it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from guidance.content.lookup import Lookup
from guidance.editions.library import NoEdition, library


def address(row: Any) -> str | None:
    """Return where the reader's page for `row` stands, or None while there is none."""
    try:
        lookup = library.current(timezone.now()).lookup
    except NoEdition:
        return None
    return ADDRESSES[type(row).__name__](row, lookup)


def _if(known: bool, path: str) -> str | None:
    return path if known else None


def _node(row: Any, lookup: Lookup) -> str | None:
    wizard = lookup.wizards.get(row.wizard.slug)
    return _if(bool(wizard and row.slug in wizard.nodes), f"/can-i/{row.wizard.slug}/")


def _wizard(row: Any, lookup: Lookup) -> str | None:
    return _if(row.slug in lookup.wizards, f"/can-i/{row.slug}/")


def _section(row: Any, lookup: Lookup) -> str | None:
    path = f"{row.memo.slug}/{row.slug}"
    return _if(path in lookup.sections, f"/memos/{path}/")


ADDRESSES = {
    "Memo": lambda row, lookup: _if(row.slug in lookup.memos, f"/memos/{row.slug}/"),
    "Outcome": _node,
    "Question": _node,
    "Scenario": lambda row, lookup: _if(
        row.slug in lookup.scenarios, f"/questions/{row.slug}/"
    ),
    "Section": _section,
    "Term": lambda row, lookup: _if(row.slug in lookup.terms, "/glossary/"),
    "Topic": lambda row, lookup: _if(row.slug in lookup.topics, f"/topics/{row.slug}/"),
    "Wizard": _wizard,
}

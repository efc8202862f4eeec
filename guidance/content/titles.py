"""What a document is called where people read of it.

A wizard's cases know it by its slug alone. What they are called is no part of what is
stored and signed: it is looked up where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from guidance.content.model import CaseSet, Document, Wizard


def titled(document: Document, *known: Mapping[str, Wizard]) -> str:
    """Return what `document` is called: cases by the title of their wizard, which is
    looked for by its slug in what is `known`, the first before the rest."""
    if isinstance(document, CaseSet):
        for wizards in known:
            if document.wizard in wizards:
                return cases_of(wizards[document.wizard].title)
    return document.title


def cases_of(title: str) -> str:
    """Return what the cases are called of the wizard with this `title`."""
    return f"Cases of “{title}”"


def in_quotes(title: str) -> str:
    """Return `title` in quotation marks; those within it become single ones."""
    return f"“{title.translate(SINGLE)}”"


SINGLE = str.maketrans("“”", "‘’")

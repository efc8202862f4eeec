"""Documents as stored data, and the digest that names them.

What is stored carries the number of its format. A stored document is never
rewritten; an old format is brought up to date by a pure function when it is read,
so an edition of ten years ago can still be shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from guidance.content.model import (
    KINDS,
    Department,
    Document,
    Guidance,
    Waivers,
    kind_of,
)
from guidance.content.values import FORMAT

Stored = dict[str, Any]
"""`{"format": 1, "kind": "scenario", "document": {…}}`, plain JSON values."""


class UnknownFormat(ValueError):
    """Stored data says it has a format this program has never written."""


def canonical(data: object) -> bytes:
    """Return `data`, plain JSON values, as the only bytes that stand for it."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def digest(data: object) -> str:
    """Return the SHA-256 of `data` in its canonical form, as 64 hex digits."""
    return hashlib.sha256(canonical(data)).hexdigest()


def freeze(document: Document) -> Stored:
    """Return `document` as the plain data that is stored and digested."""
    return {
        "format": FORMAT,
        "kind": kind_of(document),
        "document": document.model_dump(mode="json"),
    }


def thaw(stored: Stored) -> Document:
    """Return the document that `stored` holds, of whatever format it is.

    Raises UnknownFormat for a format newer than this program, and pydantic's
    ValidationError where the data is not what its format promises.
    """
    if stored["format"] not in UPGRADES:
        raise UnknownFormat(f"format {stored['format']!r} is not known here")
    upgraded = UPGRADES[stored["format"]](stored)
    return KINDS[upgraded["kind"]].model_validate(upgraded["document"])


def _unchanged(stored: Stored) -> Stored:
    return stored


UPGRADES = {1: _unchanged}
"""For each format ever stored, the function that brings it up to this one."""


def gather(documents: Sequence[Document]) -> Guidance:
    """Return the guidance made of `documents`. Raises ValueError without exactly
    one department among them."""
    departments = [each for each in documents if isinstance(each, Department)]
    if len(departments) != 1:
        raise ValueError(f"guidance has one department, not {len(departments)}")
    by_kind: dict[str, list[Document]] = {kind: [] for kind in KINDS}
    for document in documents:
        by_kind[kind_of(document)].append(document)
    return Guidance.model_validate(
        {
            "department": departments[0],
            "memos": by_kind["memo"],
            "scenarios": by_kind["scenario"],
            "wizards": by_kind["wizard"],
            "case_sets": by_kind["case_set"],
            "waivers": next(iter(by_kind["waivers"]), Waivers()),
        }
    )

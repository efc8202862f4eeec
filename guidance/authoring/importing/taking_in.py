"""Taking a file or pasted text in: it is read apart, split, and kept with its bytes."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.utils.text import slugify

from guidance.authoring.importing.correcting import LONGEST_SLUG
from guidance.authoring.models import ImportedMemo, Memo
from guidance.authoring.naming import new_ref
from guidance.content.importing.apart import read_apart
from guidance.content.importing.splitting import LONGEST_LINE, Split, split
from guidance.content.importing.writing import seen

PASTED = "Pasted text.txt"


def take_in(
    data: bytes, name: str, *, by: Any, at: datetime, memo: Memo | None = None
) -> ImportedMemo:
    """Return the import of a file, for a new memo or as the revised text of `memo`.

    Raises Refused with a sentence for whoever chose the file.
    """
    reading = read_apart(data, name)
    found = split(reading.paragraphs)
    return ImportedMemo.objects.create(
        name=seen(PurePath(name).name)[-LONGEST_LINE:] or PASTED,
        source=data,
        sha256=sha256(data).hexdigest(),
        reading=reading.model_dump(mode="json"),
        parts=[each.model_dump(mode="json") for each in found.parts],
        facts={} if memo else _facts(found, name, at=at),
        is_revision=memo is not None,
        memo=memo,
        imported_at=at,
        imported_by=by,
    )


def _facts(found: Split, name: str, *, at: datetime) -> dict[str, str]:
    """Return what can be known of a memo from its file, as a form would send it, and
    names for it to be bettered."""
    facts = {"title": found.title, "source": seen(name)[:LONGEST_LINE]}
    facts["slug"] = slugify(found.title)[:LONGEST_SLUG].strip("-")
    facts["ref"] = new_ref(found.title, at=at)
    return facts if found.is_numbered else facts | {"numbering_is_ours": "on"}

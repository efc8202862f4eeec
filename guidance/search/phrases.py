"""What the embedding model makes of each text, kept so that it reads each only once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

import numpy as np

from guidance.search.meaning import Floats
from guidance.search.model import NAME, vectors
from guidance.search.models import Phrase

BYTES = np.float16
"""As a vector is kept; the rest of its digits change no ranking."""


def read_once(texts: Iterable[str], *, keep: bool) -> Mapping[str, Floats]:
    """Return the vector of each of `texts`, which are read where they are new.

    What was read is kept for the next time where `keep` says so.
    """
    names = {each: _digest(each) for each in texts}
    rows = Phrase.objects.in_bulk(list(names.values()))
    new = [each for each, name in names.items() if name not in rows]
    read = dict(zip(new, vectors(new).astype(BYTES), strict=True))
    if keep:
        Phrase.objects.bulk_create(
            (Phrase(digest=names[each], vector=read[each].tobytes()) for each in new),
            ignore_conflicts=True,
            batch_size=1000,
        )
    known = {
        each: np.frombuffer(rows[name].vector, BYTES)
        for each, name in names.items()
        if name in rows
    }
    return {each: vector.astype(np.float32) for each, vector in (known | read).items()}


def _digest(text: str) -> str:
    return sha256(f"{NAME}\n{text}".encode()).hexdigest()

"""What the search keeps in memory of an edition: its words, refs and directions.

It is made when the edition is first searched, and goes when the library forgets it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
from django.conf import settings

from guidance.content.folding import fold, words
from guidance.content.lookup import Lookup
from guidance.editions.reading import Copy
from guidance.search.answerable import Border, compared, remembered
from guidance.search.entering import entered, ways_of
from guidance.search.indexing import digest, pointed
from guidance.search.meaning import DIMENSIONS, Floats
from guidance.search.models import Directions
from guidance.search.things import ELSEWHERE, Thing, elsewhere, things
from guidance.search.vocabulary import Vocabulary
from guidance.search.wordpieces import whole_words

Name = tuple[str, str]
"""What a thing is called by here: its kind and its slug."""


@dataclass(frozen=True)
class Catalogue:
    """Everything in an edition that can be found, by place in reading order.

    `directions` has a row for each; it is None where the search goes by words alone, and
    `border` where too little is known of what is not answered here. `known_as` has for a word that the
    model has hardly met the first of those that mean the same.
    """

    names: Sequence[Name]
    refs: dict[str, Sequence[Name]]
    synonyms: tuple[tuple[str, ...], ...]
    known_as: dict[str, str]
    vocabulary: Vocabulary
    directions: Floats | None
    border: Border | None

    @cached_property
    def places(self) -> dict[Name, int]:
        return {name: place for place, name in enumerate(self.names)}


_lock = Lock()
_kept: WeakKeyDictionary[Lookup, Catalogue] = WeakKeyDictionary()


def catalogue(copy: Copy) -> Catalogue:
    """Return the catalogue of `copy`.

    The first call for a copy asks the database where it goes by meaning, and may raise
    what that raises.
    """
    with _lock:
        found = _kept.get(copy.lookup)
        if found is None:
            found = _kept[copy.lookup] = _catalogued(copy)
        return found


def _catalogued(copy: Copy) -> Catalogue:
    every = list(things(copy.guidance))
    by_meaning = settings.SEARCH_BY_MEANING
    english = whole_words() if by_meaning else frozenset()
    synonyms = copy.guidance.department.synonyms
    texts = [f"{each.title}\n{each.asked}\n{each.body}" for each in every]
    said = ["\n".join(each) for each in synonyms]
    found, border = _directions(copy, every) if by_meaning else (None, None)
    return Catalogue(
        names=[(each.kind, each.slug) for each in every],
        refs=_refs(every),
        synonyms=synonyms,
        known_as=_known_as(synonyms, english),
        vocabulary=Vocabulary([*texts, *said], english),
        directions=found,
        border=border,
    )


def _known_as(
    synonyms: Sequence[Sequence[str]], english: frozenset[str]
) -> dict[str, str]:
    return {
        fold(word): fold(known)
        for known, *others in synonyms
        for word in others
        if len(words(word)) == 1 and fold(word) not in english
    }


def _refs(every: Sequence[Thing]) -> dict[str, Sequence[Name]]:
    found: dict[str, list[Name]] = {}
    for thing in every:
        for ref in thing.refs:
            found.setdefault(ref, []).append((thing.kind, thing.slug))
    return dict(found)


def _directions(copy: Copy, every: Sequence[Thing]) -> tuple[Floats, Border | None]:
    """Return what was kept with the edition, or work it out where nothing was."""
    row = Directions.objects.filter(edition=copy.number, digest=digest(every)).first()
    if row is None:
        all_of_it = [*every, *elsewhere(copy.guidance)]
        return pointed(all_of_it, [ways for _, ways in entered(all_of_it, keep=False)])
    found = np.frombuffer(row.rows, np.float32).reshape(-1, DIMENSIONS + 1)
    return found, _border(row, copy.number, every) if row.border else None


def _border(row: Directions, edition: int, every: Sequence[Thing]) -> Border:
    pairs = compared([len(each.ways) for each in every])
    slugs = {every[thing].slug for thing, _ in pairs}
    entries = ways_of(edition, [*slugs, ""])
    found = {(kind, slug): ways for kind, slug, ways in entries}
    there = [ways for kind, _, ways in entries if kind == ELSEWHERE]
    here = [found[every[at].kind, every[at].slug][way] for at, way in pairs]
    numbers = np.frombuffer(row.border, np.float32)
    return remembered(numbers, np.array(here), np.vstack(there))

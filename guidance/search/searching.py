"""Search: a question in any words, and what in an edition answers it.

Nothing about a question is kept or written down: it goes into one query and is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import InterfaceError, OperationalError

from guidance.content.recalls import NONE, Recalls
from guidance.editions.reading import Copy
from guidance.search.asking import (
    Asked,
    Phrase,
    alike,
    ask,
    is_open,
    meant,
    retold,
    terms,
    worth,
)
from guidance.search.catalogue import Catalogue, Name, catalogue
from guidance.search.from_memory import titled
from guidance.search.fusing import NUMBERS, Numbers, best_first, scored
from guidance.search.meaning import Floats
from guidance.search.model import vectors
from guidance.search.ordering import facts_first, grouped
from guidance.search.outage import Outage
from guidance.search.pins import pinned
from guidance.search.ranking import ranked
from guidance.search.showing import Result, shown
from guidance.search.unpublished import indexed, is_too_large

outage = Outage()


@dataclass(frozen=True)
class Found:
    """What a question finds, the best first. `marks` are the words it is found by, those
    of the question last. `settled` says that it is found too if nobody types on."""

    marks: Phrase
    names: Sequence[Name]
    settled: bool


@dataclass(frozen=True)
class Results:
    """The best results, in groups with a title, and how many there are in all.

    The first `pinned` of them the department has chosen. `titles_only` says that
    there was no index to ask and only titles and refs were searched. `too_early` says that this
    is not to be taken for the answer: somebody was typing, and the question as it stands
    would find nothing.
    """

    asked: Asked
    groups: Sequence[tuple[str, Sequence[Result]]] = ()
    count: int = 0
    pinned: int = 0
    titles_only: bool = False
    too_early: bool = False

    @property
    def found(self) -> list[Result]:
        """The results in the order in which they are shown."""
        return [each for _, results in self.groups for each in results]


def search(text: str, copy: Copy, *, limit: int) -> Results:
    """Return what in `copy` answers `text`, the best `limit` of it.

    Any text will do; what can't be searched for finds nothing.
    """
    return answered(ask(text), copy, limit=limit)


def answered(
    asked: Asked,
    copy: Copy,
    *,
    limit: int,
    recalls: Recalls = NONE,
    numbers: Numbers = NUMBERS,
) -> Results:
    """Return what in `copy` answers the question, the best `limit` of it.

    Of the `recalls` it only knows that what is recalled is not put first.
    """
    chosen = pinned(asked, copy.lookup, recalls)
    if asked.is_empty and not chosen:
        return Results(asked)
    # A large draft is in no index: it is searched as if Postgres were away.
    found = None if is_too_large(copy) else _from_index(asked, copy, numbers)
    titles_only = found is None
    if found is None:
        by_title = titled(asked.words, asked.ref, copy.guidance)
        found = Found(asked.words, by_title, settled=bool(by_title))
    names = [*chosen, *(each for each in found.names if each not in chosen)]
    return Results(
        asked,
        [
            (
                group.title,
                [shown(each, asked, found.marks, copy.lookup) for each in group.names],
            )
            for group in grouped(names[:limit], chosen=len(chosen))
        ],
        len(names),
        len(chosen),
        titles_only,
        too_early=asked.typing and not found.settled and not chosen,
    )


def _from_index(asked: Asked, copy: Copy, numbers: Numbers) -> Found | None:
    """Return what the question finds; None where Postgres is away, or has no index of a
    draft and won't have one written."""
    if not outage.may_try():
        return None
    try:
        numbered = copy if copy.number else indexed(copy)
        if numbered is None:
            return None
        entries = catalogue(numbered)
        said = meant(asked, entries.vocabulary)
        found = ranked(list(terms(asked, said, entries)), edition=numbered.number)
    except (OperationalError, InterfaceError):
        outage.begin()
        return None
    outage.end()
    most = worth(asked, said, entries.vocabulary) or 1.0
    shares = {name: score / most for name, score in found.items()}
    scores = scored(shares, _vector(asked, said, entries), entries, numbers)
    called = entries.refs.get(asked.ref, ())
    so_far, as_it_stands = (
        not scores.nothing_matches(still_typing=is_open(each, entries.vocabulary))
        for each in (asked, replace(asked, typing=False))
    )
    good = facts_first(best_first(scores, entries), copy.lookup) if so_far else ()
    names = [*called, *(each for each in good if each not in called)]
    marks = (*alike(said, entries), *said)
    return Found(marks, names, settled=as_it_stands or bool(called))


def _vector(asked: Asked, said: Phrase, entries: Catalogue) -> Floats | None:
    if entries.directions is None:
        return None
    vector: Floats = vectors([retold(asked, said, entries)])[0]
    return vector

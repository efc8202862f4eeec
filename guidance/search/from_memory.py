"""Search without Postgres: titles and refs of the edition in memory.

It stands in while the database is away. An officer still finds what has the words in
its title, and the page says that no more was searched.
"""

from __future__ import annotations

from math import log

from guidance.content.model import Guidance
from guidance.search.asking import Asked, may_go_on
from guidance.search.folding import words
from guidance.search.indexing import excerpt
from guidance.search.ranking import LEAST, Row
from guidance.search.things import Thing, things

Scored = tuple[bool, float, Thing]


def titled(asked: Asked, guidance: Guidance, *, limit: int) -> list[Row]:
    """Return what has the words asked for in its title, the best first."""
    every = list(things(guidance))
    titles = [set(words(each.title)) for each in every]
    rarity = {word: _rarity(word, titles) for word in set(asked.words)}
    best = _best(
        [
            (
                asked.ref in thing.refs,
                sum(value for word, value in rarity.items() if _stands(word, title)),
                thing,
            )
            for thing, title in zip(every, titles, strict=True)
        ]
    )
    return [_row(thing, called, len(best)) for called, _, thing in best[:limit]]


def _rarity(word: str, titles: list[set[str]]) -> float:
    return log(1 + len(titles) / (0.5 + sum(_stands(word, each) for each in titles)))


def _stands(word: str, title: set[str]) -> bool:
    return word in title or (
        may_go_on(word) and any(each.startswith(word) for each in title)
    )


def _best(scored: list[Scored]) -> list[Scored]:
    least = LEAST * max((score for _, score, _ in scored), default=0)
    kept = [each for each in scored if each[0] or (each[1] and each[1] >= least)]
    return sorted(kept, key=lambda each: (not each[0], -each[1]))


def _row(thing: Thing, called: bool, count: int) -> Row:
    return Row(
        kind=thing.kind,
        slug=thing.slug,
        refs=list(thing.refs),
        title=thing.title,
        verdict=thing.verdict or "",
        within=thing.within,
        excerpt=excerpt(thing),
        called=called,
        count=count,
    )

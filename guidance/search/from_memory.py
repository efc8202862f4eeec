"""Search without Postgres: titles and refs of the edition in memory.

It stands in while the database is away. An officer still finds what has the words in
its title, and the page says that no more was searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from guidance.content.folding import words
from guidance.content.model import Guidance
from guidance.search.asking import Phrase, may_go_on
from guidance.search.catalogue import Name
from guidance.search.things import things

LEAST = 0.25
"""The part of the best score that a result must reach to be shown."""


def titled(said: Phrase, ref: str, guidance: Guidance) -> list[Name]:
    """Return what has the ref or the words asked for in its title, the best first."""
    every = list(things(guidance))
    titles = [set(words(each.title)) for each in every]
    rarity = {word: _rarity(word, titles) for word in set(said)}
    scores = [
        sum(value for word, value in rarity.items() if _stands(word, title))
        for title in titles
    ]
    least = LEAST * max(scores, default=0)
    kept = [
        (ref not in thing.refs, -score, (thing.kind, thing.slug))
        for thing, score in zip(every, scores, strict=True)
        if ref in thing.refs or (score and score >= least)
    ]
    return [name for *_, name in sorted(kept, key=lambda each: each[:2])]


def _rarity(word: str, titles: Sequence[set[str]]) -> float:
    return log(1 + len(titles) / (0.5 + sum(_stands(word, each) for each in titles)))


def _stands(word: str, title: set[str]) -> bool:
    return word in title or (
        may_go_on(word) and any(each.startswith(word) for each in title)
    )

"""What an officer typed, made into terms to look for.

Any text at all is a question: it is cut to a length, folded to bare words, and can mean
nothing to Postgres but words. An officer writes a sentence, so no word must be found;
each word is a term of its own, and the ranking adds up what is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guidance.content.values import CONTROL
from guidance.search.folding import words

MOST_CHARACTERS = 200
MOST_WORDS = 20
LONGEST_SYNONYM = 5
"""In words; a set of synonyms is looked up for as many words in a row."""

# A question that is still only its opening asks nothing yet; while an officer types it,
# "nothing found" would be untrue.
OPENINGS = {"can", "could", "do", "does", "i", "is", "may", "must", "should", "we"}

# How much of a match counts where the word itself was not found.
UNFINISHED = 0.7
SYNONYM = 0.7

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A question as it was understood. `shortened` says that not all of it was."""

    text: str
    words: Phrase
    shortened: bool
    unfinished: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for yet: an opening, or one letter."""
        telling = (each for each in self.words if each not in OPENINGS)
        return not any(map(may_go_on, telling))

    @property
    def ref(self) -> str:
        """The ref that was asked for, if it is one."""
        return "-".join(self.words)


@dataclass(frozen=True)
class Term:
    """Something to look for: a tsquery of bare words in a text search configuration.

    Of the terms with the same `place` in the question only the best match counts.
    """

    place: int
    weight: float
    configuration: str
    query: str


def ask(text: str) -> Asked:
    """Return the question in `text`, which may be anything of any length."""
    # Enough to know whether there is more, and nothing that depends on the rest.
    beginning = CONTROL.sub(" ", text[: 2 * MOST_CHARACTERS]).lstrip()
    kept = beginning[:MOST_CHARACTERS]
    every = words(kept)
    shortened = len(beginning.rstrip()) > MOST_CHARACTERS or len(every) > MOST_WORDS
    return Asked(
        text=kept.rstrip(),
        words=tuple(every[:MOST_WORDS]),
        shortened=shortened,
        unfinished=not shortened and not kept[-1:].isspace(),
    )


def terms(asked: Asked, synonyms: tuple[tuple[str, ...], ...]) -> Iterator[Term]:
    """Yield what to look for: each word, its synonyms, what the last may become."""
    for place, word in enumerate(asked.words):
        yield Term(place, 1.0, "english", word)
    last = len(asked.words) - 1
    if asked.unfinished and (last == 0 or may_go_on(asked.words[last])):
        yield Term(last, UNFINISHED, "simple", f"{asked.words[last]}:*")
    yield from _synonymous(asked.words, _others(synonyms))


def may_go_on(word: str) -> bool:
    """Say whether the beginning `word` tells enough to look for what it may become."""
    return len(word) > 1 or word.isdigit()


def _synonymous(said: Phrase, others: dict[Phrase, str]) -> Iterator[Term]:
    for start in range(len(said)):
        for length in range(1, min(LONGEST_SYNONYM, len(said) - start) + 1):
            query = others.get(_singular(said[start : start + length]))
            if query:
                # A phrase has a place of its own: its words count for themselves too.
                place = start if length == 1 else start + length * MOST_WORDS
                yield Term(place, SYNONYM, "english", query)


@lru_cache(maxsize=16)
def _others(synonyms: tuple[tuple[str, ...], ...]) -> dict[Phrase, str]:
    """Return for every phrase the tsquery of those that mean the same."""
    meanings: dict[Phrase, set[Phrase]] = defaultdict(set)
    for alike in synonyms:
        phrases = {tuple(words(each)) for each in alike} - {()}
        for phrase in phrases:
            meanings[_singular(phrase)] |= phrases - {phrase}
    return {phrase: _any_of(others) for phrase, others in meanings.items() if others}


def _singular(phrase: Phrase) -> Phrase:
    """Return `phrase` without the endings of plurals, so that "feds" is "fed"."""
    return tuple(
        each[:-1] if len(each) > 3 and each.endswith("s") else each for each in phrase
    )


def _any_of(phrases: set[Phrase]) -> str:
    return " | ".join(f"({' <-> '.join(each)})" for each in sorted(phrases))

"""What an officer typed, made into terms to look for.

Any text at all is a question: it is cut to a length, folded to bare words, and can mean
nothing to Postgres but words. An officer writes a sentence, so no word must be found;
each word is a term of its own, and the ranking adds up what is found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from guidance.content.folding import as_ref, plain, words
from guidance.content.pins import MOST_CHARACTERS, MOST_WORDS
from guidance.content.values import CONTROL
from guidance.search.catalogue import Catalogue
from guidance.search.vocabulary import Vocabulary

LONGEST_SYNONYM = 5
"""In words; a set of synonyms is looked up for as many words in a row."""

# A question that is still only its opening asks nothing yet; while an officer types it,
# "nothing found" would be untrue.
OPENINGS = {"can", "could", "do", "does", "i", "is", "may", "must", "should", "we"}

# Words that tell no question from another, as Postgres leaves them out too.
SAYS_NOTHING = OPENINGS.union(
    """
    a about after again all am an and any are as at be been before being both but by did
    doing down each few for from further had has have having he her here him his how if
    in into it its just m me more most my no nor not now of off on once only or other
    our out over own s same she so some such than that the their them then there these
    they this those through to too under until up very was were what when where which
    while who whom why will with you your
    """.split()  # noqa: SIM905  (a hundred quoted words would fill a page)
)

# How much of a match counts where the word itself was not found.
UNFINISHED = 0.7
SYNONYM = 0.7

WORD = re.compile(r"[^\W_]+")

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A question as it was understood. `shortened` says that not all of it was,
    `unfinished` that its last word may go on, and `typing` that somebody is at it."""

    text: str
    words: Phrase
    shortened: bool
    unfinished: bool
    typing: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for yet: an opening, or one letter."""
        telling = (each for each in self.words if each not in OPENINGS)
        return not any(map(may_go_on, telling))

    @property
    def ref(self) -> str:
        """The ref that was asked for, if it is one."""
        return as_ref(self.text)


@dataclass(frozen=True)
class Term:
    """Something to look for: a tsquery of bare words in a text search configuration.

    Of the terms with the same `place` in the question only the best match counts.
    `count` is about how many things have it; the fewer, the more it weighs.
    """

    place: int
    weight: float
    configuration: str
    query: str
    count: int


def ask(text: str, *, typing: bool = False) -> Asked:
    """Return the question in `text`, which may be anything of any length, and which
    somebody may be `typing`."""
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
        typing=typing,
    )


def meant(asked: Asked, vocabulary: Vocabulary) -> Phrase:
    """Return the words of the question as they were meant to be written."""
    said = [vocabulary.corrected(each) for each in asked.words]
    if asked.unfinished and any(vocabulary.begun(asked.words[-1])):
        said[-1] = asked.words[-1]
    return tuple(said)


def is_open(asked: Asked, vocabulary: Vocabulary) -> bool:
    """Say whether the last word is only the beginning of one that is used here. While
    somebody is typing, two letters are, though they may be a word, save those that tell
    nothing."""
    last = asked.words[-1]
    is_whole = vocabulary.knows(last) and (
        not asked.typing or len(last) > 2 or last in SAYS_NOTHING
    )
    return asked.unfinished and not is_whole and any(vocabulary.begun(last))


def retold(asked: Asked, said: Phrase, catalogue: Catalogue) -> str:
    """Return the question as the embedding model is to read it: each word as it was
    meant, in a word the model knows where the department has one for it, and one that is
    still being typed as it will most likely end."""
    instead = {
        word: catalogue.known_as.get(meant, meant)
        for word, meant in zip(asked.words, said, strict=True)
    }
    last, vocabulary = said[-1], catalogue.vocabulary
    if asked.unfinished and may_go_on(last) and not vocabulary.has(last):
        instead[asked.words[-1]] = vocabulary.completed(last)
    return WORD.sub(lambda found: instead.get(found[0], found[0]), plain(asked.text))


def terms(asked: Asked, said: Phrase, catalogue: Catalogue) -> Iterator[Term]:
    """Yield what to look for: each word, its synonyms, what the last may become."""
    vocabulary = catalogue.vocabulary
    for place, word in enumerate(said):
        yield _term(place, 1.0, word, vocabulary.count(word), vocabulary)
    last = len(said) - 1
    if asked.unfinished and (last == 0 or may_go_on(said[last])):
        count = vocabulary.begun_count(said[last])
        yield _term(last, UNFINISHED, f"{said[last]}:*", count, vocabulary)
    yield from _synonymous(said, catalogue)


def worth(asked: Asked, said: Phrase, vocabulary: Vocabulary) -> float:
    """Return what everything that was asked would weigh, found word for word."""
    counts = [vocabulary.count(each) for each in said if each not in SAYS_NOTHING]
    if asked.unfinished and counts and not counts[-1]:
        counts[-1] = vocabulary.begun_count(said[-1])
    return sum(map(vocabulary.rarity, counts))


def may_go_on(word: str) -> bool:
    """Say whether the beginning `word` tells enough to look for what it may become."""
    return len(word) > 1 or word.isdigit()


def alike(said: Phrase, catalogue: Catalogue) -> Iterator[str]:
    """Yield the single words that mean the same as something in the question."""
    for _, phrases in _meaning_the_same(said, catalogue):
        yield from (each[0] for each in phrases if len(each) == 1)


def _synonymous(said: Phrase, catalogue: Catalogue) -> Iterator[Term]:
    vocabulary = catalogue.vocabulary
    for place, phrases in _meaning_the_same(said, catalogue):
        count = max(min(map(vocabulary.count, each)) for each in phrases)
        yield _term(place, SYNONYM, _any_of(phrases), count, vocabulary)


def _meaning_the_same(
    said: Phrase, catalogue: Catalogue
) -> Iterator[tuple[int, set[Phrase]]]:
    """Yield a place in the question and the phrases that mean what stands there."""
    others = _others(catalogue.synonyms)
    for start in range(len(said)):
        for length in range(1, min(LONGEST_SYNONYM, len(said) - start) + 1):
            phrases = others.get(_singular(said[start : start + length]))
            if phrases:
                # A phrase has a place of its own: its words count for themselves too.
                yield start if length == 1 else start + length * MOST_WORDS, phrases


def _term(
    place: int, strength: float, query: str, count: int, vocabulary: Vocabulary
) -> Term:
    configuration = "simple" if query.endswith(":*") else "english"
    weight = strength * vocabulary.rarity(count)
    return Term(place, weight, configuration, query, count)


@lru_cache(maxsize=16)
def _others(synonyms: tuple[tuple[str, ...], ...]) -> dict[Phrase, set[Phrase]]:
    """Return for every phrase those that mean the same."""
    meanings: dict[Phrase, set[Phrase]] = defaultdict(set)
    for alike in synonyms:
        phrases = {tuple(words(each)) for each in alike} - {()}
        for phrase in phrases:
            meanings[_singular(phrase)] |= phrases - {phrase}
    return {phrase: others for phrase, others in meanings.items() if others}


def _singular(phrase: Phrase) -> Phrase:
    """Return `phrase` without the endings of plurals, so that "feds" is "fed"."""
    return tuple(
        each[:-1] if len(each) > 3 and each.endswith("s") else each for each in phrase
    )


def _any_of(phrases: set[Phrase]) -> str:
    return " | ".join(f"({' <-> '.join(each)})" for each in sorted(phrases))

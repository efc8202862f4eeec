"""What of a question may be kept: a set of words that can't be anybody's.

A word has to earn its place. It stands in the guidance itself, which was published, or
it is an ordinary English word and no common name. Names, numbers and mistyped words are
neither, so they are gone before anything is counted, and so is the order of the words.
A text that is long tells a story, and nothing at all is kept of it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Protocol

from guidance.content.folding import root, words

LONGEST = 80
"""In characters; what is longer is dropped whole."""

MOST_WORDS = 12

Words = tuple[str, ...]


class Vocabulary(Protocol):
    """The words of the guidance in force."""

    def uses(self, word: str) -> bool:
        """Say whether the guidance uses `word` in this very form."""


@dataclass(frozen=True)
class Language:
    """The words that may be kept: those the guidance uses, and `ordinary` ones.

    `empty` are words like "the", which tell no question from another.
    """

    vocabulary: Vocabulary
    ordinary: Container[str]
    empty: Container[str]

    def may_keep(self, word: str) -> bool:
        if word in self.empty or word.isnumeric():
            return False
        return self.vocabulary.uses(word) or word in self.ordinary


def nameless(text: str, language: Language) -> Words:
    """Return the words of `text` that may be kept, in the order of the alphabet.

    Of two forms of one word the shorter stays: "warrant", not "warrants" as well.
    """
    said = words(text[: LONGEST + 1])
    if len(text) > LONGEST or len(said) > MOST_WORDS:
        return ()
    by_root: dict[str, str] = {}
    for word in sorted(filter(language.may_keep, said), key=len, reverse=True):
        by_root[root(word)] = word
    return tuple(sorted(by_root.values()))


def alike(kept: Words) -> str:
    """Return what is the same for two questions in other forms of the same words."""
    return " ".join(sorted(map(root, kept)))

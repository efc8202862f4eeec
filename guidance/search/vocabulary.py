"""The words an edition uses: how rare each is, and what a mistyped one was meant to be.

A word is corrected only to one the guidance itself uses, and only where nobody could
have meant it as it stands: not a word of the guidance in another form, and not one the
embedding model has met so often that it is a piece of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from guidance.content.folding import root, words

SHORTEST = 3
"""Shorter words are not corrected: too many others are as near."""

# Letters that may differ, by the length of the word that was typed.
SLIPS = {3: 1, 4: 1, 5: 2, 6: 2, 7: 2, 8: 2, 9: 2}
MOST_SLIPS = 3

# A first letter is seldom wrong, and a word that is used often was meant more often.
FIRST_LETTER = 0.3
OFTEN = 0.1
NEAREST = 30


class Vocabulary:
    """The words of one edition. Safe to use from several threads."""

    def __init__(self, texts: Iterable[str], english: Iterable[str] = ()) -> None:
        self._uses: Counter[str] = Counter()
        self._things: Counter[str] = Counter()
        self._count = 0
        # A few words make up most of any text: each is taken apart once.
        rooted = cache(root)
        for text in texts:
            used = words(text)
            self._count += 1
            self._uses.update(used)
            self._things.update(set(map(rooted, used)))
        self._sorted = sorted(each for each in self._uses if not each.isdigit())
        self._english = frozenset(english)

    def has(self, word: str) -> bool:
        """Say whether `word` is used, in this form or another."""
        return word in self._uses or root(word) in self._things

    def uses(self, word: str) -> bool:
        """Say whether `word` is used in this very form."""
        return word in self._uses

    def count(self, word: str) -> int:
        """Return how many things use `word` in one form or another."""
        return self._things[root(word)]

    def begun_count(self, beginning: str) -> int:
        """Return how many things may use a word that begins so, or more."""
        forms = {root(each) for each in self.begun(beginning)}
        return min(sum(self._things[each] for each in forms), self._count)

    def rarity(self, count: int) -> float:
        """Return how telling it is to be one of the `count` that use a word."""
        return log(1 + self._count / (0.5 + count))

    def begun(self, beginning: str) -> Iterable[str]:
        """Return the words that begin so."""
        start = bisect_left(self._sorted, beginning)
        words_on = self._sorted[start : start + 200]
        return takewhile(lambda each: each.startswith(beginning), words_on)

    def completed(self, beginning: str) -> str:
        """Return the word used most of those that begin so, or `beginning` itself."""
        return max(self.begun(beginning), key=self._uses.__getitem__, default=beginning)

    def corrected(self, word: str) -> str:
        """Return the word of the guidance that `word` was meant to be, or itself.

        The beginning of a word is short for it: "admin", "immig".
        """
        if len(word) < SHORTEST or not word.isalpha() or self.knows(word):
            return word
        if len(word) > SHORTEST and any(self.begun(word)):
            return self.completed(word)
        near = process.extract(
            word,
            self._sorted,
            scorer=OSA.distance,
            score_cutoff=SLIPS.get(len(word), MOST_SLIPS),
            limit=NEAREST,
        )
        far = {
            found: slips
            - FIRST_LETTER * (found[0] == word[0])
            - OFTEN * log(self._uses[found])
            for found, slips, _ in near
            if len(found) >= SHORTEST
        }
        return min(far, key=far.__getitem__, default=word)

    def knows(self, word: str) -> bool:
        """Say whether `word` is one as it stands."""
        return self.has(word) or word in self._english or root(word) in self._english

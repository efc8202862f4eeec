"""Ordinary English words that are no common name.

Three lists that others keep: Webster's second, where a name is told by its capital;
first names and the most frequent surnames in the census of the United States; and the
words that Dale and Chall found every fourth-grader knows, which are taken for words
although somebody is called “Church” or “Street”. A first name stays a name all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from english_words import get_english_words_set

from guidance.content.folding import root

SHORTEST = 3
FIRST_NAMES = ["dist.female.first", "dist.male.first"]
SURNAMES = "dist.all.last"
# Seven people of ten have one of these. Rarer ones that are words as well (“Border”,
# “Trial”, “Threat”) are words to nearly everybody who types them.
MOST_FREQUENT = 10_000
EASY_WORDS = "resources/en/easy_words.txt"


@lru_cache(maxsize=2)
def ordinary(english: frozenset[str]) -> frozenset[str]:
    """Return those of the `english` words that may be kept wherever they were said.

    Takes a fifth of a second the first time; only what it returns stays in memory.
    """
    easy = set(_file("textstat", EASY_WORDS).read_text().split())
    first = {each for file in FIRST_NAMES for each in _names(file)}
    easy -= first
    names = first.union(islice(_names(SURNAMES), MOST_FREQUENT))
    # All of one case: Webster's writes a name with a capital letter.
    common = {each for each in get_english_words_set(["web2"]) if each.islower()}
    return frozenset(
        word
        for word in english
        if len(word) >= SHORTEST
        and word.isascii()
        and word.isalpha()
        and (word in easy or (word not in names and not common.isdisjoint(forms(word))))
    )


def forms(word: str) -> list[str]:
    """Return `word`, and what it may be a form of: dictionaries have no plurals."""
    bare = root(word)
    return [word, bare, f"{bare}e", f"{bare}{bare[-1]}"]


def _names(file: str) -> Iterator[str]:
    """Yield the names in a list of the census, the most frequent first. A line has the
    name, its share, the sum of shares and its rank."""
    lines = _file("names", file).read_text().splitlines()
    return (line.split()[0].lower() for line in lines if line.strip())


def _file(package: str, name: str) -> Path:
    """Return a file of a package that is only looked for and never imported."""
    found = find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / name

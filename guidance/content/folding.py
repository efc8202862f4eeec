"""Text as it is compared: small letters, no accents, words and nothing else.

The index, the query and the queries that a department pins pass through the same
function, so that Postgres is never asked to fold and the generated column stays
immutable, which `unaccent` would not be. What comes out holds only letters, digits and
single spaces: it can't break a tsquery.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
"""No word an officer types is longer, and a tsquery refuses one of 2 KB."""

NOT = re.compile(r"\w+n't\b")
ENDING = re.compile(r"(?<=\w)'(?:s|m|d|re|ve|ll)\b")
ENDINGS = [
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ss", "ss"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
]
DOUBLING = {"ing", "ed"}
SHORTEST_ROOT = 3
FORM = re.compile(r"(?<![^\W_])([a-z])-(\d+[a-z]?)(?![^\W_])")
"""The number of a form, I-200, which is also written i200."""

BETWEEN = re.compile(r"[\W_]+")


def words(text: str) -> list[str]:
    """Return the words of `text`, folded, in their order."""
    # A verb that is denied says as little as "not"; Postgres leaves both out.
    spoken = ENDING.sub("", NOT.sub("not", plain(text)))
    spoken = FORM.sub(r"\1 \2 \1\2", spoken)
    return [each[:LONGEST_WORD] for each in BETWEEN.split(spoken) if each]


def plain(text: str) -> str:
    """Return `text` in small letters without accents, its signs left as they are."""
    text = text.replace("’", "'")
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in apart if not unicodedata.combining(each)).casefold()


def fold(text: str) -> str:
    """Return the words of `text`, folded, with one space between two of them."""
    return " ".join(words(text))


def as_ref(text: str) -> str:
    """Return the ref that `text` is, if it is one: “A 01” is `a-01`."""
    return "-".join(filter(None, BETWEEN.split(plain(text))))


def root(word: str) -> str:
    """Return `word` without a common ending: "agents" and "agent" have the same.

    It is coarser than what Postgres does, and only counts and marks words with it.
    """
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            bare = word[: -len(ending)] + instead
            doubled = len(bare) > SHORTEST_ROOT and bare[-1] == bare[-2] != "s"
            return bare[:-1] if doubled and ending in DOUBLING else bare
    return word

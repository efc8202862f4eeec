"""Text as it is compared: small letters, no accents, words and nothing else.

The index and the query pass through the same function, so that Postgres is never asked
to fold and the generated column stays immutable, which `unaccent` would not be. What
comes out holds only letters, digits and single spaces: it can't break a tsquery.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 40
"""No word an officer types is longer, and a tsquery refuses one of 2 KB."""

NOT = re.compile(r"\w+n't\b")
ENDING = re.compile(r"(?<=\w)'(?:s|m|d|re|ve|ll)\b")
BETWEEN = re.compile(r"[\W_]+")


def words(text: str) -> list[str]:
    """Return the words of `text`, folded, in their order."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'"))
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    # A verb that is denied says as little as "not"; Postgres leaves both out.
    spoken = ENDING.sub("", NOT.sub("not", bare.casefold()))
    return [each[:LONGEST_WORD] for each in BETWEEN.split(spoken) if each]


def fold(text: str) -> str:
    """Return the words of `text`, folded, with one space between two of them."""
    return " ".join(words(text))

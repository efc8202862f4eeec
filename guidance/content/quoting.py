"""Finding quoted words in a text, exactly.

A citation is only worth something if its words stand in the section. Two texts are
compared after normalising white space, dashes, quotation marks and ellipses, because
these differ between a printed page and a keyboard, and nothing looser: not case, not
spelling, not order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

SAME = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        "…": "...",
    }
)


@dataclass(frozen=True)
class Span:
    """Where words stand in a text: `text[start:end]`."""

    start: int
    end: int


def normalise(text: str) -> str:
    """Return `text` as it is compared: one space for white space, plain marks."""
    plain = text if text.isascii() else text.translate(SAME)
    return " ".join(plain.split())


@lru_cache(maxsize=64)  # many citations look in one text, one after the other
def _normalised_with_places(text: str) -> tuple[str, list[int]]:
    """Return `text` normalised, and for each of its characters the original place."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for same in letter.translate(SAME):
            if same.isspace():
                if letters and letters[-1] != " ":
                    letters.append(" ")
                    places.append(place)
            else:
                letters.append(same)
                places.append(place)
    return "".join(letters), places


def find(words: str, text: str) -> Span | None:
    """Return where `words` first stand in `text`, or None where they do not.

    The span is in characters of `text` as given. Empty words stand nowhere, and
    words never begin or end inside a longer word: "arrest" is not in "arrested".
    """
    wanted = normalise(words)
    if not wanted:
        return None
    plain, places = _normalised_with_places(text)
    for span in every_place(wanted, plain):
        return Span(places[span.start], places[span.end - 1] + 1)
    return None


def every_place(words: str, text: str) -> Iterator[Span]:
    """Yield every place of `words` in `text`, both already normalised."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if _whole(text, start, end):
            yield Span(start, end)
        start = text.find(words, start + 1)


def _whole(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] cuts no word in two at either end."""
    return not (_cut(text, start) or _cut(text, end))


def _cut(text: str, place: int) -> bool:
    """Say whether `place` lies inside a word of `text`."""
    return 0 < place < len(text) and all(map(_of_a_word, text[place - 1 : place + 1]))


def _of_a_word(letter: str) -> bool:
    # An accent may be a character of its own, after the letter that carries it.
    return letter.isalnum() or unicodedata.combining(letter) > 0

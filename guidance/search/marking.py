"""Marking the words that were asked for in what a result says."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from guidance.content.folding import root, words
from guidance.search.asking import SAYS_NOTHING

SHORTEST_BEGUN = 3

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def marked(text: str, asked: Collection[str], begun: str = "") -> SafeString:
    """Return `text` as HTML with the words of `asked` in `<mark>`, in any of their
    forms, and those that begin with `begun`."""
    roots = {root(each) for each in asked if _tells(each)}
    parts, end = [], 0
    for found in WORD.finditer(text):
        folded = words(found[0])
        if any(root(each) in roots or _begins(each, begun) for each in folded):
            parts += [
                escape(text[end : found.start()]),
                f"<mark>{escape(found[0])}</mark>",
            ]
            end = found.end()
    # Each part was escaped by itself, so that no word of the text can be a tag.
    return mark_safe("".join([*parts, escape(text[end:])]))


def _tells(word: str) -> bool:
    return word not in SAYS_NOTHING and (len(word) > 1 or word.isdigit())


def _begins(word: str, begun: str) -> bool:
    return len(begun) >= SHORTEST_BEGUN and word.startswith(begun)

"""Glossary terms marked in the texts of one page, and a list of those that stood there.

A term is marked at its first place in each text and leads to the list at the page's
foot, so that its meaning is one tap away and the page stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from guidance.content.department import Term
from guidance.content.markdown import terms_in, to_html

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Spoken:
    """A word as it is said, and every term it may stand for.

    “Judicial warrant (door, 4-210)” and “Judicial warrant (custody, 14-154)” are two
    terms and one word: whoever meets the word must see that it means either.
    """

    word: str
    anchor: str
    terms: tuple[Term, ...]

    @property
    def forms(self) -> list[str]:
        return [self.word] if self.word.endswith("s") else [self.word, f"{self.word}s"]

    def may_stand_in(self, there: set[str]) -> bool:
        """Say whether a text made of the words `there` can hold this one: a quick
        look that spares most terms the search through the text itself."""
        *before, last = WORD.findall(self.word.lower()) or [""]
        return there.issuperset(before) and (last in there or f"{last}s" in there)


def spoken(glossary: Sequence[Term]) -> list[Spoken]:
    """Return the words of `glossary` as they are said, in its order."""
    found: dict[str, list[Term]] = {}
    for term in glossary:
        found.setdefault(term.term.partition(" (")[0], []).append(term)
    return [
        Spoken(word, f"term-{terms[0].slug}", tuple(terms))
        for word, terms in found.items()
    ]


class Words:
    """The glossary of one page while the page is made."""

    def __init__(self, glossary: Sequence[Term]) -> None:
        self._longest_first = sorted(
            spoken(glossary), key=lambda each: len(each.word), reverse=True
        )
        self._used: dict[str, Spoken] = {}

    def html(self, text: str, *, quotes: Sequence[str] = ()) -> SafeString:
        """Return `text`, Markdown, as HTML with terms and `quotes` marked in it."""
        marked = []
        for word, form in self._standing_in(text):
            self._used[word.word] = word
            marked.append((form, f"#{word.anchor}"))
        return _rendered(text, tuple(quotes), tuple(marked))

    def _standing_in(self, text: str) -> list[tuple[Spoken, str]]:
        """Return the words that stand in `text`, each with the form it has there.

        The longest first, and what it covers is taken: “civil immigration
        enforcement” is not “immigration enforcement” as City law has it.
        """
        there = set(WORD.findall(text.lower()))
        found = []
        for each in self._longest_first:
            if each.may_stand_in(there) and (forms := terms_in(text, each.forms)):
                found.append((each, forms[0]))
                for form in forms:
                    text = re.sub(re.escape(form), "·", text, flags=re.IGNORECASE)
        return found

    @property
    def used(self) -> list[Spoken]:
        """The words that stood in the texts so far, in the order of the alphabet."""
        return sorted(self._used.values(), key=lambda each: each.word.lower())


@lru_cache(maxsize=4096)
def _rendered(
    text: str, quotes: tuple[str, ...], terms: tuple[tuple[str, str], ...]
) -> SafeString:
    # to_html cleans by a list of allowed tags: what comes out is safe.
    return mark_safe(to_html(text, quotes=quotes, terms=dict(terms)))

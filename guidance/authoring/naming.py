"""Names for what the builder makes: a trainer writes a question, not its address.

A slug is made of the words, a ref of the wizard's own and a number. A ref is never
given twice, so numbers go on after the highest that the draft or any edition has, also
where that one has gone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from datetime import datetime

from django.utils.text import slugify

from guidance.authoring.models import (
    Memo,
    Outcome,
    Question,
    ReferenceList,
    Scenario,
    Section,
    Wizard,
)
from guidance.content.checking import refs
from guidance.editions.library import NoEdition, library
from guidance.editions.names_given import refs_given

LONGEST_SLUG = 60
LONGEST_STEM = 14
ROOM_FOR_NUMBER = 3  # "-2", of the second wizard that is called the same
WITH_REFS = (Question, Outcome, Wizard, Memo, Section, Scenario, ReferenceList)


def slug_of(words: str, taken: Container[str], otherwise: str) -> str:
    """Return a slug made of `words` that is not among those `taken`."""
    stem = slugify(words)[:LONGEST_SLUG].strip("-_").replace("_", "-")
    stem = re.sub("-+", "-", stem) or otherwise
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


class Refs:
    """Gives one new ref after the other to the nodes of a wizard."""

    def __init__(self, wizard: Wizard, given: Iterable[str], *, at: datetime) -> None:
        """`given` are the refs that its nodes had in any edition."""
        longest = LONGEST_STEM + ROOM_FOR_NUMBER
        self._stem = wizard.ref.removeprefix("w-")[:longest].strip("-")
        self._taken = {*_of_rows(self._stem), *_of_edition(at), *given}

    def next(self, letter: str) -> str:
        """Return the next ref of the kind that `letter` stands for."""
        pattern = re.compile(f"{re.escape(self._stem)}-{letter}([0-9]{{1,6}})")
        found = filter(None, map(pattern.fullmatch, self._taken))
        number = 1 + max((int(each[1]) for each in found), default=0)
        ref = f"{self._stem}-{letter}{number}"
        self._taken.add(ref)
        return ref


def new_ref(title: str, prefix: str = "", *, at: datetime) -> str:
    """Return a ref for what is new, of the first long words of its `title`."""
    stem = f"{prefix}{_stem(title)}"
    taken = {*_of_rows(stem), *_of_edition(at), *refs_given(stem)}
    return slug_of(stem, taken, stem)


def _stem(title: str) -> str:
    """Return as many of the long words of `title` as there is room for; not the *can* of
    every “Can I …?”, where there are others."""
    words = [each for each in slugify(title).split("-") if len(each) > 2]
    words = [each for each in words if each != "can"] or words or ["new"]
    stem, *others = words
    for word in others:
        if len(stem) + 1 + len(word) > LONGEST_STEM:
            break
        stem = f"{stem}-{word}"
    return stem[:LONGEST_STEM]


def _of_rows(stem: str) -> Iterable[str]:
    for model in WITH_REFS:
        named = model._default_manager.filter(ref__startswith=stem)
        yield from named.values_list("ref", flat=True)


def _of_edition(at: datetime) -> Iterable[str]:
    try:
        guidance = library.current(at).lookup.guidance
    except NoEdition:
        return []
    return [ref for _, _, ref in refs(guidance)]

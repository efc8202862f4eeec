"""Abbreviations that officers meet and that nothing explains.

What a glossary ought to hold can't be known from text alone. What can be seen are words
in capitals that are neither in the glossary or the synonyms, nor introduced in brackets,
"Department of Investigation (DOI)", nor written small elsewhere, as NO is. So this tells
and never blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.content.findings import Finding, Severity
from guidance.content.model import Guidance
from guidance.content.proofs.parts import markdown_fields, words_for_officers

IN_CAPITALS = re.compile(r"(?<![\w.-])[A-Z][A-Z0-9]*[A-Z](?![\w-])")
SMALL = re.compile(r"(?<![\w'])[a-z]{2,}(?!\w)")
INTRODUCED = re.compile(r"\(([A-Z][A-Z0-9]+)s?\)")
ROMAN = re.compile(r"[IVXLC]+")


def prove_abbreviations(guidance: Guidance) -> Iterator[Finding]:
    """Yield one note for each abbreviation, at its first place."""
    found: dict[str, list[tuple[str, str]]] = {}
    small: set[str] = set()
    for document, field, text in words_for_officers(guidance):
        small.update(SMALL.findall(text))
        for word in IN_CAPITALS.findall(text):
            found.setdefault(word, []).append((document, field))
    known = _explained(guidance)
    for word, places in sorted(found.items()):
        if (
            word not in known
            and word.lower() not in small
            and not ROMAN.fullmatch(word)
        ):
            document, field = places[0]
            yield Finding(
                "abbreviation",
                Severity.NOTE,
                f"“{word}” stands in no glossary, and {_times(len(places))} in answers.",
                "Add it to the glossary, or write it out.",
                document,
                field,
                about=word,
            )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _explained(guidance: Guidance) -> set[str]:
    department = guidance.department
    lines = [department.name, department.short_name]
    lines += [f"{each.term} {each.meaning}" for each in department.glossary]
    lines += [word for words in department.synonyms for word in words]
    known = set(IN_CAPITALS.findall("\n".join(lines)))
    known |= {word.upper() for line in lines for word in SMALL.findall(line)}
    for _, _, text in markdown_fields(guidance):
        known.update(INTRODUCED.findall(text))
    return known

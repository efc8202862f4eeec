"""Sentences of a legal text, for the ledger of what is quoted.

A sentence ends with a full stop, a question or an exclamation mark, and what closes
after it, if what follows begins like a sentence: with a capital, a figure, a bracket or
a quotation mark. It does not end after an abbreviation of the list below, after a single
capital ("J. Doe") or a number at its beginning ("2. The officer"). Semicolons, colons
and items inside a line never end one.

What it can't know: an abbreviation that is not in the list, and whether one like "U.S."
also ends its sentence (it does if a common first word follows). A wrong cut makes two
rows of the ledger one, or one two; it never makes a quotation go missing.
"""

from __future__ import annotations

import re
from functools import lru_cache

END = re.compile(r"""[.?!…]+[)\]"'”’]*\s+(?=["'“‘(\[§]*[A-Z0-9])""")
LAST_WORD = re.compile(r"(\S*)$")
NUMBER = re.compile(r"[(\s]*[0-9.]*[)\s]*$")
FIRST_WORD = re.compile(r"[\"'“‘(\[§]*([A-Za-z]*)")

ABBREVIATIONS = """
    no nos art arts sec secs ch chs cl para paras pt pts subd subds subdiv tit vol pp p
    ed eds ex v vs al cf id ibid supra infra seq viz approx admin adm app assn atty bd
    civ comm comp cong const crim ct dep dept dir dist div exec fed gen gov govt hon int
    ins jr sr lt sgt capt det insp maj col ltd mgmt mr mrs ms dr mun natl op ops ord pen
    proc pub reg regs rep rev stat supp univ c.f.r e.g i.e l misc jan feb mar apr jun
    jul aug sep sept oct nov dec
"""
NEVER = frozenset(ABBREVIATIONS.split())
"""Abbreviations that no sentence ends with."""

ABBREVIATIONS_AND_ENDS = "u.s u.s.c n.y n.y.c inc co corp etc a.m p.m st"
SELDOM = frozenset(ABBREVIATIONS_AND_ENDS.split())
"""Abbreviations that a sentence ends with where one of these words follows."""

COMMON_BEGINNINGS = """
    a an and any as at but by each every for he if in it its no not nothing on one or
    she such that the their there these they this those to under upon when where with
"""
BEGINNINGS = frozenset(COMMON_BEGINNINGS.split())


@lru_cache(maxsize=2048)
def sentences(passage: str) -> tuple[str, ...]:
    """Return the sentences of one paragraph; joined by spaces they are all of it."""
    found, begin = [], 0
    for end in END.finditer(passage):
        before = passage[begin : end.start()]
        if _is_an_end(before, end[0], passage[end.end() : end.end() + 40]):
            found.append(passage[begin : end.end()].strip())
            begin = end.end()
    found.append(passage[begin:].strip())
    return tuple(each for each in found if each)


def _is_an_end(before: str, mark: str, after: str) -> bool:
    """Say whether `mark`, which stands between the two, ends a sentence."""
    if mark[0] != ".":
        return True
    last = LAST_WORD.search(before[-40:])
    word = last[1].lstrip("\"'“‘([") if last else ""
    is_initial = len(word) == 1 and word.isupper()
    if is_initial or word.lower() in NEVER or NUMBER.match(before):
        return False
    first = FIRST_WORD.match(after)
    follows = first[1].lower() if first else ""
    return word.lower() not in SELDOM or follows in BEGINNINGS

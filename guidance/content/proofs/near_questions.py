"""Two scenarios that ask the same in nearly the same words.

Two wordings are near if six of ten of their words are the same and, with the words in
alphabetical order, 85 of a hundred letters. Each wording is looked up by its rarest words
only: two that share six words of ten share one of those, so common words never bring
everything together with everything. Where very many wordings share a rare word, each is
compared with the nearest of them in alphabetical order only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from rapidfuzz import fuzz

from guidance.content.checking import place
from guidance.content.findings import Finding, Severity
from guidance.content.model import Guidance, Scenario

SAME_WORDS = 0.6
SAME_LETTERS = 85.0
NEIGHBOURS = 40

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@dataclass(frozen=True)
class _Wording:
    """A way to put a question, and how many of its words another must share."""

    scenario: Scenario
    text: str
    words: frozenset[str]
    least: int

    @property
    def sorted_text(self) -> str:
        return _in_order(self.words)


def prove_difference(guidance: Guidance) -> Iterator[Finding]:
    """Yield one finding for each pair of scenarios with near-identical questions."""
    told: set[tuple[str, str]] = set()
    for one, other in _sharing_words(list(_wordings(guidance))):
        pair = (one.scenario.slug, other.scenario.slug)
        if pair not in told and _same_letters(one, other):
            told.update([pair, pair[::-1]])
            yield _alike(one, other)


def _wordings(guidance: Guidance) -> Iterator[_Wording]:
    for scenario in guidance.scenarios:
        for text in (scenario.question, *scenario.asked_as):
            if words := _words(text):
                least = ceil(SAME_WORDS * len(words))
                yield _Wording(scenario, text, words, least)


@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold().replace("’", "'")))


def nearly_same(one: str, other: str) -> bool:
    """Say whether two wordings are near by the measure above."""
    words, others = _words(one), _words(other)
    least = ceil(SAME_WORDS * max(len(words), len(others)))
    if not words or len(words & others) < least:
        return False
    return _letters(words, others) >= SAME_LETTERS


def _sharing_words(wordings: list[_Wording]) -> Iterator[tuple[_Wording, _Wording]]:
    """Yield the pairs of two scenarios' wordings that share six of ten words."""
    for block in _blocks(wordings):
        for at, one in enumerate(block):
            scenario, words, least = one.scenario, one.words, one.least
            # Very many pairs come by here, and hardly any gets further.
            for other in block[at + 1 : at + 1 + NEIGHBOURS]:
                if other.scenario is scenario or len(other.words) < least:
                    continue
                if len(words & other.words) >= max(least, other.least):
                    yield one, other


def _blocks(wordings: list[_Wording]) -> Iterator[list[_Wording]]:
    """Yield the wordings that share one of their rarest words, word by word."""
    times = Counter(word for each in wordings for word in each.words)
    blocks: dict[str, list[_Wording]] = defaultdict(list)
    for wording in wordings:
        rarest = sorted(wording.words, key=lambda word: (times[word], word))
        for word in rarest[: len(rarest) - wording.least + 1]:
            blocks[word].append(wording)
    for block in blocks.values():
        if len(block) > NEIGHBOURS:
            block.sort(key=lambda each: each.sorted_text)
        yield block


def _same_letters(one: _Wording, other: _Wording) -> bool:
    return _letters(one.words, other.words) >= SAME_LETTERS


def _letters(words: frozenset[str], others: frozenset[str]) -> float:
    return fuzz.ratio(_in_order(words), _in_order(others))


def _in_order(words: frozenset[str]) -> str:
    return " ".join(sorted(words))


def _alike(one: _Wording, other: _Wording) -> Finding:
    verdicts = (one.scenario.verdict, other.scenario.verdict)
    differ = "" if verdicts[0] is verdicts[1] else ", and the verdicts differ"
    return Finding(
        "near-question",
        Severity.WARNING,
        f"“{other.text}” ({other.scenario.ref}) is nearly “{one.text}” "
        f"({one.scenario.ref}){differ}.",
        "Make them one scenario, or say in each what is different.",
        place(other.scenario),
        "question",
        about="\n".join([one.text, other.text]),
    )

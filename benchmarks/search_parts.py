"""What each part of the search is worth: `python -m benchmarks.search_parts FILE [PACK]`.

FILE holds queries as guidance/search/queries.py says. Each line of the table is the whole
search with one part taken out, or one part alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.test import override_settings  # noqa: E402

from guidance.content.model import Guidance  # noqa: E402
from guidance.content.packs import load_pack  # noqa: E402
from guidance.search import fusing, searching  # noqa: E402
from guidance.search.choosing import trial_copy  # noqa: E402
from guidance.search.evaluating import figures  # noqa: E402
from guidance.search.fusing import NUMBERS  # noqa: E402
from guidance.search.management.commands.evaluate_search import line, tried  # noqa: E402
from guidance.search.queries import BEGUN, Queries, read  # noqa: E402

Change = Callable[[Guidance], Guidance]
HERE = "guidance.search."


def unchanged(guidance: Guidance) -> Guidance:
    return guidance


def without_ways(guidance: Guidance) -> Guidance:
    bare = [each.model_copy(update={"asked_as": ()}) for each in guidance.scenarios]
    return guidance.model_copy(update={"scenarios": tuple(bare)})


def without(field: str) -> Change:
    def change(guidance: Guidance) -> Guidance:
        department = guidance.department.model_copy(update={field: ()})
        return guidance.model_copy(update={"department": department})

    return change


def nearest_only(*given: Any) -> Any:
    """Return scores by meaning alone."""
    return fusing.scored({}, *given[1:])


def uncorrected(self: Any, word: str) -> str:
    return word


def by_trigrams(self: Any, word: str) -> str:
    """Return the word that shares the most letters in threes, as pg_trgm counts them."""
    if len(word) < 3 or not word.isalpha() or self.knows(word):
        return word
    mine = threes(word)
    best = max(self._sorted, key=lambda each: likeness(mine, threes(each)))
    return best if likeness(mine, threes(best)) >= 0.3 else word


def threes(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


PARTS: dict[str, tuple[Change, list[Any]]] = {
    "everything": (unchanged, []),
    "without ways of asking": (without_ways, []),
    "without the model": (unchanged, [override_settings(SEARCH_BY_MEANING=False)]),
    "without words (Postgres)": (
        unchanged,
        [patch.object(searching, "scored", nearest_only)],
    ),
    "without what tells apart": (unchanged, [patch(f"{HERE}meaning.TELLING", 0.0)]),
    "without the middle": (unchanged, [patch(f"{HERE}meaning.MIDDLE", 0.0)]),
    "without the border": (without("unanswered"), []),
    "without synonyms": (without("synonyms"), []),
    "without correction": (
        unchanged,
        [patch(f"{HERE}vocabulary.Vocabulary.corrected", uncorrected)],
    ),
    "correction by trigrams": (
        unchanged,
        [patch(f"{HERE}vocabulary.Vocabulary.corrected", by_trigrams)],
    ),
    "without beginnings": (unchanged, [patch(f"{HERE}asking.UNFINISHED", 0.0)]),
    "without wizards first": (unchanged, [patch(f"{HERE}ordering.AS_WELL", 2.0)]),
}


def main() -> None:
    asked = read(Path(sys.argv[1]))
    guidance = load_pack(Path(sys.argv[2] if len(sys.argv) > 2 else "fixtures/nypd"))
    for name, (change, patches) in PARTS.items():
        sys.stdout.write(f"{measured(name, change(guidance), patches, asked)}\n")
        sys.stdout.flush()


def measured(name: str, guidance: Guidance, patches: list[Any], asked: Queries) -> str:
    with ExitStack() as stack:
        for each in patches:
            stack.enter_context(each)
        copy = stack.enter_context(trial_copy(guidance))
        trials = list(tried(asked, copy, replace(NUMBERS)))
    whole = [each for each in trials if each.query.voice != BEGUN]
    begun = [each for each in trials if each.query.voice == BEGUN]
    return line(f"{name:<26}", figures(whole, begun))


if __name__ == "__main__":
    main()

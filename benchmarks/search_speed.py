"""How long the search takes as guidance grows: `python -m benchmarks.search_speed`.

Questions are typed letter by letter, as officers do, and every few letters are a search.
Each size has a process of its own, so that its memory is its own too.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

import django
import numpy as np

from benchmarks.generate import Size, Words, generate

SIZES = [
    Size(max(1, n // 20), n, n // 2, ways=10) for n in (100, 300, 1000, 3000, 10_000)
]
QUESTIONS = 20
EVERY_LETTERS = 4

HEAD = "{:<18}{:>9}{:>9}{:>10}{:>10}{:>13}{:>9}{:>9}{:>7}"
LINE = "{:<18}{:>9,}{:>9,}{:>10.1f}{:>10.1f}{:>13.2f}{:>9.1f}{:>9.1f}{:>7.0f}"
NAMES = (
    "",
    "entries",
    "texts",
    "first, s",
    "again, s",
    "in memory, s",
    "p50 ms",
    "p95 ms",
    "MB",
)


def main() -> None:
    say(HEAD.format(*NAMES))
    measured("the NYPD pack", None)
    for size in SIZES:
        measured(f"{size.sections:,} sections", size)
    say(f"Reading a text takes the model {reading():.1f} ms, once; not counted above.")


def measured(name: str, size: Size | None) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        say(LINE.format(name, *pool.apply(cost, (size,))))


def reading() -> float:
    """Return the milliseconds the model takes for a text, as editions hold them."""
    from guidance.search.model import vectors

    words = Words(7)
    took, _ = timed(vectors, [words.sentence(6) for _ in range(200)])
    return 1000 * took / 200


def unread(texts: Sequence[str]) -> Any:
    """Return some vector for each of `texts`, without the model reading it."""
    made = (
        np.random.default_rng(1).standard_normal((len(texts), 384)).astype(np.float32)
    )
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def cost(size: Size | None) -> tuple[float, ...]:
    """Return how many entries and texts there are, the seconds to index them for a first
    and a second edition and to take them into memory, the time of a search, megabytes."""
    django.setup()
    from django.db import transaction

    from guidance.content.packs import load_pack
    from guidance.search import phrases
    from guidance.search.choosing import UNPUBLISHED, trial_copy
    from guidance.search.evaluating import percentile
    from guidance.search.indexing import index
    from guidance.search.models import Entry, Phrase
    from guidance.search.searching import search

    guidance = generate(size) if size else load_pack(Path("fixtures/nypd"))
    before = memory()
    with patch.object(phrases, "vectors", unread), transaction.atomic():
        first, _ = timed(index, UNPUBLISHED - 1, guidance)
        begun = perf_counter()
        with trial_copy(guidance) as copy:
            again = perf_counter() - begun
            count = Entry.objects.filter(edition=UNPUBLISHED).count()
            loaded, _ = timed(search, "warrant", copy, limit=10)
            took = [
                1000 * timed(search, each, copy, limit=10)[0] for each in typed(size)
            ]
        texts = Phrase.objects.count()
        transaction.set_rollback(True)
    latency = percentile(took, 50), percentile(took, 95)
    return count, texts, first, again, loaded, *latency, memory() - before


def typed(size: Size | None) -> Iterator[str]:
    """Yield what is in the box while questions are typed."""
    words = Words(5)
    questions = [words.sentence(8, "") for _ in range(QUESTIONS)] if size else NYPD
    for question in questions:
        for end in range(EVERY_LETTERS, len(question), EVERY_LETTERS):
            yield question[:end]


NYPD = [
    "can i hand him over on an i-200",
    "they want the cameras from last night",
    "immigration is waiting in the lobby",
    "how long can i keep the car stopped",
    "witness is afraid to come to court",
]


def timed(act: Any, *arguments: Any, **named: Any) -> tuple[float, Any]:
    begun = perf_counter()
    result = act(*arguments, **named)
    return perf_counter() - begun, result


def memory() -> float:
    """Return the megabytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

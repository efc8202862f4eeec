"""How long the search takes as guidance grows: `python -m benchmarks.search_speed`.

Questions are typed letter by letter, as officers do, and every few letters are a search.
Each size has a process of its own, so that its memory is its own too. Where other work
shares the cores, the wall's clock says how long that took as well: beside it stands the
time that the cores had worked for this, here and in Postgres.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time
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
UNANSWERED = 500

NAMES = (
    "",
    "entries",
    "texts",
    "first, s",
    "worked",
    "again, s",
    "worked",
    "load, s",
    "worked",
    "p50 ms",
    "p95 ms",
    "worked",
    "MB",
)
HEAD = "{:<18}{:>8}{:>8}" + 10 * "{:>9}"
LINE = "{:<18}{:>8,}{:>8,}" + 6 * "{:>9.2f}" + 3 * "{:>9.1f}" + "{:>9.0f}"
Times = tuple[float, float]
"""Seconds by the clock on the wall, and of work."""


def main() -> None:
    say(HEAD.format(*NAMES))
    measured("the NYPD pack", None)
    for size in SIZES:
        measured(f"{size.sections:,} sections", size)
    django.setup()
    say(f"Reading a text takes the model {reading():.1f} ms, once; not counted above.")


def measured(name: str, size: Size | None) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        say(LINE.format(name, *pool.apply(cost, (size,))))


def reading() -> float:
    """Return the milliseconds the model takes for a text, as editions hold them."""
    from guidance.search.model import vectors

    words = Words(7)
    (_, worked), _ = timed(vectors, [words.sentence(6) for _ in range(200)])
    return 1000 * worked / 200


def unread(texts: Sequence[str]) -> Any:
    """Return some vector for each of `texts`, without the model reading it."""
    made = (
        np.random.default_rng(1).standard_normal((len(texts), 384)).astype(np.float32)
    )
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def cost(size: Size | None) -> tuple[float, ...]:
    """Return how many entries and texts there are, the seconds to index them for a first
    edition and a second that changes one answer, and to take them into memory, the time
    of a search, megabytes."""
    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from guidance.content.lookup import Lookup
    from guidance.content.packs import load_pack
    from guidance.editions.reading import Copy
    from guidance.search import entering
    from guidance.search.choosing import UNPUBLISHED
    from guidance.search.evaluating import percentile
    from guidance.search.indexing import index
    from guidance.search.searching import search
    from guidance.search.things import things

    guidance = listing(generate(size)) if size else load_pack(Path("fixtures/nypd"))
    ways = [each.ways for each in things(guidance)]
    before = memory()
    with patch.object(entering, "vectors", unread), transaction.atomic():
        first, _ = timed(index, UNPUBLISHED, guidance)
        guidance = changed(guidance)
        again, _ = timed(index, UNPUBLISHED + 1, guidance)
        now = timezone.now()
        copy = Copy(UNPUBLISHED + 1, "", "", now, now, Lookup(guidance), {})
        loaded, _ = timed(search, "warrant", copy, limit=10)
        took = [timed(search, each, copy, limit=10)[0] for each in typed(size)]
        transaction.set_rollback(True)
    wall = [1000 * each for each, _ in took]
    worked = 1000 * sum(each for _, each in took) / len(took)
    latency = percentile(wall, 50), percentile(wall, 95), worked
    return (
        len(ways),
        sum(map(len, ways)),
        *first,
        *again,
        *loaded,
        *latency,
        memory() - before,
    )


def listing(guidance: Any) -> Any:
    """Return `guidance` with a list of what it does not answer."""
    words = Words(3)
    lines = tuple(words.sentence(6) for _ in range(UNANSWERED))
    department = guidance.department.model_copy(update={"unanswered": lines})
    return guidance.model_copy(update={"department": department})


def changed(guidance: Any) -> Any:
    """Return `guidance` with one answer changed."""
    first, *others = guidance.scenarios
    other = first.model_copy(update={"answer": "Ask the desk first."})
    return guidance.model_copy(update={"scenarios": (other, *others)})


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


def timed(act: Any, *arguments: Any, **named: Any) -> tuple[Times, Any]:
    begun = clock()
    result = act(*arguments, **named)
    return since(begun), result


def clock() -> Times:
    return perf_counter(), process_time() + in_postgres()


def since(begun: Times) -> Times:
    wall, worked = clock()
    return wall - begun[0], worked - begun[1]


def in_postgres() -> float:
    """Return the seconds that this process's server in Postgres has worked; none where
    it is on another machine."""
    from django.db import connection

    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return 0.0
    # After the name: the state, and eleven fields on the ticks in user and in system.
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory() -> float:
    """Return the megabytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""How long the proofs take, and how that grows: `python -m benchmarks.proofs`.

Each size is proved in a process of its own, so that its memory is its own too.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.generate import Size, generate
from guidance.content.examining import examine
from guidance.content.model import Guidance
from guidance.content.packs import load_pack

DAY = date(2026, 11, 24)
LARGEST = Size(wizards=500, sections=10_000, scenarios=5_000)
PARTS = (16, 8, 4, 2, 1)
"""The sizes measured: the largest, divided by each of these."""

HEAD = "{:<34}{:>10}{:>10}{:>10}{:>10}"
LINE = "{:<34}{:>10.2f}{:>10.2f}{:>10.0f}{:>10,}"


def main() -> None:
    say(HEAD.format("", "first, s", "again, s", "MB", "findings"))
    measured("the NYPD pack", nypd)
    measured("one wizard of 200 nodes", one_wizard)
    for part in PARTS:
        size = Size(
            LARGEST.wizards // part, LARGEST.sections // part, LARGEST.scenarios // part
        )
        name = f"{size.wizards} wizards, {size.sections:,} sections"
        measured(name, generate, size)


def nypd() -> Guidance:
    return load_pack(Path("fixtures/nypd"))


def one_wizard() -> Guidance:
    return generate(Size(wizards=1, sections=20, scenarios=20, nodes=200))


def measured(name: str, make: Callable[..., Guidance], *arguments: Any) -> None:
    """Say what the proofs of `make(*arguments)` cost."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        say(LINE.format(name, *pool.apply(cost, (make, *arguments))))


def cost(make: Callable[..., Guidance], *arguments: Any) -> tuple[float, ...]:
    """Return the seconds of a first and a second proof, megabytes, and findings."""
    guidance = make(*arguments)
    seconds = []
    for _ in range(2):
        begun = perf_counter()
        findings = examine(guidance, on=DAY)
        seconds.append(perf_counter() - begun)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (*seconds, kilobytes / 1000, len(findings))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

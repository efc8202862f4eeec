"""The site beside a bare Django on the same server and machine, in one run.

    make bench

Prints requests a second and the latency in milliseconds for each kind of page, and how
many times a bare Django's figure that is. Rounds of all targets are taken in turn and
the middle one is printed, so that a machine that slows down slows down everything.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.request import Request, urlopen

from tests.browser.running import running_site, served

ROOT = Path(__file__).resolve().parent.parent
SECONDS = int(os.environ.get("SECONDS", "3"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
CONNECTIONS = 8

STEP = "/can-i/hold-or-hand-over/?in-custody=in-custody"
PAGES = {
    "home": "/",
    "wizard step": STEP,
    "outcome": "/can-i/hold-or-hand-over/?in-custody=not-sure",
    "section": "/memos/operations-order-2025/core-rule/",
    "search": "/search/?q=can+i+hold+him+on+an+i-200",
}


class Target(NamedTuple):
    """An address to be asked for, and whether each request has to be a new one."""

    name: str
    address: str
    fresh: bool = False


class Figures(NamedTuple):
    """Requests a second, and percentiles of the latency in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float


def main() -> None:
    """Run everything and print the table."""
    if not shutil.which("wrk"):
        sys.exit("The load comes from wrk. Type: sudo apt-get install wrk")
    with TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        size = page_bytes(site + STEP)
        with bare_django(Path(folder), size) as bare:
            targets = [
                Target("bare: HttpResponse", f"{bare}/empty"),
                Target(f"bare: template of {size:,} bytes", f"{bare}/template"),
                *(Target(name, site + path) for name, path in PAGES.items()),
                Target("wizard step, first render", site + STEP, fresh=True),
            ]
            show({each: middle(each) for each in measured(targets)})


def page_bytes(address: str) -> int:
    """Return how many bytes the page at `address` has uncompressed."""
    with urlopen(Request(address)) as answer:
        return len(answer.read())


@contextmanager
def bare_django(folder: Path, size: int) -> Iterator[str]:
    """Yield the address of a bare Django behind the same server."""
    environment = {**os.environ, "PAGE_BYTES": str(size)}
    command = [str(ROOT / "deploy" / "serve"), "benchmarks.bare:application"]
    with served(command, environment, folder / "bare.log", ready="/empty") as address:
        yield address


taken: dict[Target, list[Figures]] = {}


def measured(targets: list[Target]) -> list[Target]:
    """Measure every target in each round, in turn, and return the targets."""
    for target in targets:
        load(target, seconds=1)
    for _ in range(ROUNDS):
        for target in targets:
            taken.setdefault(target, []).append(load(target, seconds=SECONDS))
    return targets


def middle(target: Target) -> Figures:
    """Return the middle of what was measured for `target`, figure by figure."""
    return Figures(*(median(column) for column in zip(*taken[target], strict=True)))


def load(target: Target, *, seconds: int) -> Figures:
    """Ask for `target` for so many seconds. Stops the run where anything failed."""
    done = subprocess.run(
        [
            "wrk",
            *("-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"),
            *("-s", "benchmarks/load.lua", "-H", "Accept-Encoding: br", target.address),
        ],
        cwd=ROOT,
        env={**os.environ, "FRESH": "1" if target.fresh else ""},
        check=True,
        capture_output=True,
        text=True,
    )
    line = next(each for each in done.stdout.splitlines() if each.startswith("FIGURES"))
    *figures, failed = (float(each) for each in line.split()[1:])
    if failed:
        sys.exit(f"{target.name}: {failed:.0f} requests failed.")
    return Figures(*figures)


def show(results: dict[Target, Figures]) -> None:
    """Print the table, with ratios to the first two rows."""
    rows = list(results.items())
    empty, template = rows[0][1].rate, rows[1][1].rate
    head = ("", "req/s", "p50 ms", "p95 ms", "p99 ms", "× empty", "× template")
    lines = [f"{head[0]:<34}" + "".join(f"{each:>11}" for each in head[1:])]
    for target, figures in rows:
        numbers = (
            f"{figures.rate:,.0f}",
            *(f"{each:.2f}" for each in figures[1:]),
            f"{figures.rate / empty:.2f}",
            f"{figures.rate / template:.2f}",
        )
        lines.append(f"{target.name:<34}" + "".join(f"{each:>11}" for each in numbers))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

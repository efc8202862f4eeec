"""`manage.py evaluate_search FILE`: how well the search does on a file of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.content.problems import Refused
from guidance.editions.library import NoEdition
from guidance.editions.reading import Copy
from guidance.search.asking import ask
from guidance.search.choosing import chosen
from guidance.search.crossvalidating import left_out
from guidance.search.evaluating import Figures, Trial, between, figures
from guidance.search.fusing import NUMBERS, Numbers
from guidance.search.queries import BEGUN, Queries, Unusable, read
from guidance.search.searching import answered, search

SHOWN = 10
COLUMNS = ("recall@1", "recall@3", "MRR", "no answer", "prefix@5", "p50 ms", "p95 ms")
HEAD = f"{'':<16}{'queries':>8}" + "".join(f"{each:>11}" for each in COLUMNS)


class Command(BaseCommand):
    help = "Measure the search on a file of queries whose answers are known."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="queries, as queries.py says")
        parser.add_argument(
            "--cross-validate",
            action="store_true",
            help="measure too what to expect of queries nobody has seen",
        )
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--pack", type=Path, metavar="DIR", help="a pack's folder")
        choice.add_argument("--edition", type=int, metavar="N", help="an edition")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asked = read(options["file"])
            with chosen(options["pack"], options["edition"]) as copy:
                trials = list(tried(asked, copy))
                unseen = _unseen(asked, copy) if options["cross_validate"] else ()
        except (Unusable, NoEdition) as problem:
            raise CommandError(str(problem)) from None
        except Refused as refused:
            raise CommandError("\n".join(map(str, refused.problems))) from None
        lines = [*table(trials), "", *misses(trials)]
        if unseen:
            lines += ["", "With numbers chosen without the query:", *table(unseen)]
        self.stdout.write("\n".join(lines))


def _unseen(asked: Queries, copy: Copy) -> Sequence[Trial]:
    return left_out(lambda numbers: list(tried(asked, copy, numbers)))


def tried(file: Queries, copy: Copy, numbers: Numbers = NUMBERS) -> Iterator[Trial]:
    """Yield what every query finds in `copy`. One is asked beforehand, unmeasured."""
    search(file.queries[0].text, copy, limit=SHOWN)
    for query in (*file.queries, *file.prefixes):
        begun = perf_counter()
        asked = ask(query.text, typing=query.voice == BEGUN)
        results = answered(asked, copy, limit=SHOWN, numbers=numbers)
        took = 1000 * (perf_counter() - begun)
        refs = [each.ref for each in results.found]
        yield Trial(query, refs, took, is_pinned=results.pinned > 0)


def table(trials: Sequence[Trial]) -> Iterator[str]:
    """Yield the figures over all, over those whose first result nobody pinned where
    there are others, and by kind of query."""
    yield HEAD
    whole = [each for each in trials if each.query.voice != BEGUN]
    begun = [each for each in trials if each.query.voice == BEGUN]
    yield line("all", figures(whole, begun))
    yield from bounds(whole, begun)
    if any(each.is_pinned for each in trials):
        parts = ([each for each in of if not each.is_pinned] for of in (whole, begun))
        yield line("not pinned", figures(*parts))
    for voice in dict.fromkeys(each.query.voice for each in whole):
        yield line(
            voice, figures([each for each in whole if each.query.voice == voice])
        )
    if begun:
        yield line(BEGUN, figures([], begun))


def bounds(whole: Sequence[Trial], begun: Sequence[Trial]) -> Iterator[str]:
    """Yield between which figures the true ones lie, 95 % sure, of what is counted."""
    found, none = figures(whole, begun), sum(each.query.none for each in whole)
    answered = len(whole) - none
    counted = [
        (found.recall_at_1, answered),
        (found.recall_at_3, answered),
        (None, 0),
        (found.no_answer, none),
        (found.prefix_at_5, len(begun)),
    ]
    said = ["" if share is None else _between(share, n) for share, n in counted]
    yield f"{'  95 % between':<24}" + "".join(f"{each:>11}" for each in said)


def _between(share: float, count: int) -> str:
    return "–".join(f"{each:.2f}".removeprefix("0") for each in between(share, count))


def line(name: str, found: Figures) -> str:
    shares = (
        found.recall_at_1,
        found.recall_at_3,
        found.mrr,
        found.no_answer,
        found.prefix_at_5,
    )
    said = [f"{each:.3f}" if each is not None else "" for each in shares]
    took = [f"{each:.1f}" for each in (found.p50, found.p95)]
    columns = "".join(f"{each:>11}" for each in (*said, *took))
    return f"{name:<16}{found.count:>8}{columns}"


def misses(trials: Iterable[Trial]) -> Iterator[str]:
    """Yield a line for each query that did not get what it should, the worst first."""
    wrong = [each for each in trials if not is_well(each)]
    yield f"{len(wrong)} misses:"
    for trial in sorted(wrong, key=lambda each: -(each.place or SHOWN + 1)):
        expected = "/".join(trial.query.expect) or "nothing"
        place = f"at {trial.place}" if trial.place else "not found"
        found = " ".join(trial.found[:5]) or "nothing"
        query = trial.query
        yield (
            f"  {query.id} {query.voice}: “{query.text}”: "
            f"expected {expected}{f' ({place})' if query.expect else ''}, found {found}"
        )


def is_well(trial: Trial) -> bool:
    return trial.within(5) if trial.query.voice == BEGUN else trial.is_right

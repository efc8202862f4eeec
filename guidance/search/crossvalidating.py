"""What to expect of queries nobody has seen: the numbers are chosen without them.

The queries are dealt into folds. For each fold the numbers of the ranking are chosen on
all the others, among a few choices, and the fold is measured with those. The figures of
all folds together are the estimate; what they lose against the figures of the numbers
that are built in is how far those lean on the queries they were looked at with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

from guidance.search.evaluating import Trial, figures
from guidance.search.fusing import Numbers
from guidance.search.queries import BEGUN

FOLDS = 5

CHOICES = [
    Numbers(words=words, enough=enough)
    for words, enough in product((5.0, 7.35, 10.0), (1.5, 1.3, 1.1, 0.9))
]
"""Of two that do as well the first is taken: that which rather says nothing."""

Trials = Sequence[Trial]


def left_out(
    tried: Callable[[Numbers], Trials], choices: Sequence[Numbers] = CHOICES
) -> Trials:
    """Return a trial of each query, with numbers that were chosen without it."""
    every = {numbers: tried(numbers) for numbers in choices}
    count = len(every[choices[0]])
    found: dict[int, Trial] = {}
    for fold in range(FOLDS):
        inside = [at for at in range(count) if at % FOLDS != fold]
        best = max(choices, key=lambda each: _worth(each, every, inside))
        found |= {at: every[best][at] for at in range(fold, count, FOLDS)}
    return [found[at] for at in range(count)]


def _worth(
    numbers: Numbers, every: Mapping[Numbers, Trials], inside: Sequence[int]
) -> float:
    trials = [every[numbers][at] for at in inside]
    whole = [each for each in trials if each.query.voice != BEGUN]
    found = figures(whole, [each for each in trials if each.query.voice == BEGUN])
    shares = (found.recall_at_1, found.recall_at_3, found.no_answer, found.prefix_at_5)
    return sum(each or 0.0 for each in shares)

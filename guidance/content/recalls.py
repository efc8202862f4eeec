"""What of the guidance is recalled, now or at a moment: read from what people did.

A recall is a row, and so is everything that happened to it afterwards; nothing says
"recalled" but these. It takes effect when a second person confirms it, or at once where
somebody could act alone, and ends when it is lifted, by two again. An answer is pulled by its own recall, by that of its wizard, and by that of a memo it quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from guidance.content.lookup import Lookup
from guidance.content.memos import Memo
from guidance.content.model import Outcome, Scenario, Wizard


@dataclass(frozen=True)
class Step:
    """What somebody did about a recall: `confirmed`, `refused`, `lift_proposed`,
    `lift_refused` or `lifted`."""

    what: str
    at: datetime


@dataclass(frozen=True)
class Recorded:
    """A recall as it was proposed, with its steps in the order they were taken."""

    number: int
    kind: str
    ref: str
    title: str
    reason: str
    alone: bool
    at: datetime
    steps: tuple[Step, ...] = ()

    def moment_of(self, what: str) -> datetime | None:
        return next((each.at for each in self.steps if each.what == what), None)

    def as_of(self, at: datetime) -> Recorded | None:
        """Return the recall as it stood `at`, or None where there was none yet."""
        if self.at > at:
            return None
        steps = tuple(each for each in self.steps if each.at <= at)
        named = (self.number, self.kind, self.ref, self.title, self.reason)
        return Recorded(*named, self.alone, self.at, steps)

    def pulled(self) -> Pulled | None:
        """Return the time this recall took effect for, or None where it never did."""
        confirmed = self.moment_of("confirmed")
        since = self.at if self.alone else confirmed
        if since is None:
            return None
        until = self.moment_of("lifted")
        is_unconfirmed = confirmed is None
        named = (self.number, self.kind, self.ref, self.title, self.reason)
        return Pulled(*named, since, until, is_unconfirmed)


@dataclass(frozen=True)
class Pulled:
    """A recall in effect: nobody may rely on the answer from `since` on.

    It is over where there is an `until`. `is_unconfirmed` where one person acted alone
    and nobody has confirmed it. `kind` is that of what was recalled: where an answer is
    pulled by a memo it quotes, `memo`.
    """

    number: int
    kind: str
    ref: str
    title: str
    reason: str
    since: datetime
    until: datetime | None = None
    is_unconfirmed: bool = False


class Recalls:
    """Every recall there is, and what they pull: as they stand, or stood at a moment."""

    def __init__(self, recorded: Iterable[Recorded] = ()) -> None:
        self.recorded = tuple(recorded)

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def at(self, moment: datetime) -> Recalls:
        """Return the recalls as they stood at `moment`."""
        then = (each.as_of(moment) for each in self.recorded)
        return Recalls(each for each in then if each)

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], tuple[Pulled, ...]]:
        found: dict[tuple[str, str], list[Pulled]] = defaultdict(list)
        for each in self.recorded:
            if pulled := each.pulled():
                found[each.kind, each.ref].append(pulled)
        return {
            name: tuple(sorted(every, key=lambda each: (each.since, each.number)))
            for name, every in found.items()
        }

    def every(self) -> list[Pulled]:
        """Return each time anything was recalled, the latest first."""
        every = (each for found in self._by_name.values() for each in found)
        return sorted(every, key=lambda each: (each.since, each.number), reverse=True)

    def in_effect(self) -> list[Pulled]:
        """Return what is recalled, the latest first."""
        return [each for each in self.every() if each.until is None]

    def history(self, kind: str, ref: str) -> tuple[Pulled, ...]:
        """Return each time what is named was recalled, the first first."""
        return self._by_name.get((kind, ref), ())

    def recalled(self, kind: str, ref: str) -> Pulled | None:
        """Return the recall in effect of what is named, or None."""
        every = self.history(kind, ref)
        return next((each for each in every if each.until is None), None)

    def of_scenario(self, scenario: Scenario, lookup: Lookup) -> Pulled | None:
        """Return what pulls `scenario`, its own recall before that of a memo."""
        return self._first(names_of_scenario(scenario, lookup))

    def of_outcome(
        self, outcome: Outcome, wizard: Wizard | None, lookup: Lookup
    ) -> Pulled | None:
        """Return what pulls `outcome` of `wizard`: itself, the wizard or a memo."""
        return self._first(names_of_outcome(outcome, wizard, lookup))

    def of_wizard(self, wizard: Wizard) -> Pulled | None:
        return self.recalled("wizard", wizard.ref)

    def of_memo(self, memo: Memo) -> Pulled | None:
        return self.recalled("memo", memo.ref)

    def ever(self, names: Iterable[tuple[str, str]]) -> list[Pulled]:
        """Return each time any of what is named was recalled, the first first."""
        every = [each for name in dict.fromkeys(names) for each in self.history(*name)]
        return sorted(every, key=lambda each: (each.since, each.number))

    def _first(self, names: Iterable[tuple[str, str]]) -> Pulled | None:
        found = (self.recalled(*name) for name in names)
        return next((each for each in found if each), None)


NONE = Recalls()
"""Where nothing was ever recalled."""


def names_of_outcome(
    outcome: Outcome, wizard: Wizard | None, lookup: Lookup
) -> list[tuple[str, str]]:
    """Return the kind and ref of all whose recall pulls `outcome`."""
    within = [("wizard", wizard.ref)] if wizard else []
    return [("outcome", outcome.ref), *within, *quoted(outcome, lookup)]


def names_of_scenario(scenario: Scenario, lookup: Lookup) -> list[tuple[str, str]]:
    """Return the kind and ref of all whose recall pulls `scenario`."""
    return [("scenario", scenario.ref), *quoted(scenario, lookup)]


def quoted(answer: Scenario | Outcome, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Yield the kind and ref of each memo that `answer` quotes."""
    for citation in answer.citations:
        if citation.section in lookup.sections:
            memo, _ = lookup.sections[citation.section]
            yield "memo", memo.ref

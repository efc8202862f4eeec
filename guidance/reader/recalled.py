"""What stands in the place of an answer that was pulled, and what an old one says of it.

Where officers read what counts now, a recalled answer is gone: the notice says not to
rely on it, whom to call, why and since when. Old editions show the words they had, with
every time the answer was recalled since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guidance.content.department import Contact
from guidance.content.memos import Memo
from guidance.content.model import Outcome, Scenario, Wizard
from guidance.content.recalls import (
    Pulled,
    Recalls,
    names_of_outcome,
    names_of_scenario,
)
from guidance.reader.sources import Source

Thing = Scenario | Outcome | Wizard | Memo

DO_NOT_RELY = "Do not rely on this."
NOBODY_TO_CALL = "Ask your supervisor before you act."
NO_NUMBER = "number not set by your department yet"


@dataclass(frozen=True)
class Notice:
    """A recall as officers read it. `because` says whose it is, where an answer goes
    with its wizard or with a memo it quotes."""

    pulled: Pulled
    since: str
    until: str
    because: str
    contacts: Sequence[Contact]

    @property
    def call(self) -> str:
        """Whom to call, in a sentence."""
        if not self.contacts:
            return NOBODY_TO_CALL
        first = self.contacts[0]
        return f"Call {first.name} ({first.reach or NO_NUMBER})."

    @property
    def sentence(self) -> str:
        """The whole of it in one line, for lists and programs."""
        return f"{DO_NOT_RELY} {self.call}"


@dataclass(frozen=True)
class Standing:
    """What is to be said of one thing: the notice in its place, or, where its words
    stand, the recalls an old edition has to tell of."""

    notice: Notice | None = None
    past: Sequence[Notice] = ()

    @property
    def is_said(self) -> bool:
        return bool(self.notice or self.past)


NOTHING = Standing()


def standing(thing: Thing, source: Source, wizard: Wizard | None = None) -> Standing:
    """Return what the pages of `source` say of `thing`, an outcome being of `wizard`."""
    if not (source.recalls or source.recalls_since):
        return NOTHING
    names = names_of(thing, source, wizard)
    pulled = next(
        (found for each in names if (found := source.recalls.recalled(*each))), None
    )
    if pulled:
        return Standing(_notice(pulled, thing, source, names[0]))
    begun = source.copy.in_force_from
    past = [
        _notice(each, thing, source, names[0])
        for each in source.recalls_since.ever(names)
        if each.until is None or each.until > begun
    ]
    return Standing(past=past) if past else NOTHING


def names_of(
    thing: Thing, source: Source, wizard: Wizard | None
) -> list[tuple[str, str]]:
    """Return the kind and ref of all whose recall pulls `thing`, its own first."""
    if isinstance(thing, Scenario):
        return names_of_scenario(thing, source.lookup)
    if isinstance(thing, Outcome):
        return names_of_outcome(thing, wizard, source.lookup)
    return [("wizard" if isinstance(thing, Wizard) else "memo", thing.ref)]


def pulled_outcomes(wizard: Wizard, source: Source) -> frozenset[str]:
    """Return the slugs of those outcomes of `wizard` that nobody may be shown."""
    recalls: Recalls = source.recalls
    if not recalls:
        return frozenset()
    lookup = source.lookup
    return frozenset(
        each.slug
        for each in wizard.outcomes
        if recalls.of_outcome(each, wizard, lookup)
    )


def _notice(
    pulled: Pulled, thing: Thing, source: Source, own: tuple[str, str]
) -> Notice:
    """Return `pulled` as `thing`, whose own kind and ref are `own`, tells it."""
    return Notice(
        pulled,
        since=told(pulled.since, source),
        until=told(pulled.until, source) if pulled.until else "",
        because="" if (pulled.kind, pulled.ref) == own else _because(pulled),
        contacts=_contacts(thing, source),
    )


def told(moment: datetime, source: Source) -> str:
    """Return `moment` by the department's clock, as a page tells it."""
    local = source.local(moment)
    return f"{local:%-d %b %Y, %H:%M}"


def _because(pulled: Pulled) -> str:
    if pulled.kind == "memo":
        return f"It rests on a recalled memo: {pulled.title}."
    return f"All of “{pulled.title}” is recalled."


def _contacts(thing: Thing, source: Source) -> list[Contact]:
    """Return the answer's own contacts, or where it has none the department's."""
    known = source.lookup.contacts
    named = thing.contacts if isinstance(thing, Scenario | Outcome) else ()
    own = [known[each] for each in named if each in known]
    return own or sorted(known.values(), key=lambda each: each.order)

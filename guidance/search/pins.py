"""What the department has pinned to a query: it stands before all that is found.

It needs nothing but the edition in memory, so that it holds without Postgres and
without the model. What is recalled is passed over, and found like anything else.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from guidance.content.lookup import Lookup
from guidance.content.pins import Name, pages, pinned_to
from guidance.content.recalls import Recalls, names_of_scenario
from guidance.search.asking import Asked

_pages: WeakKeyDictionary[Lookup, dict[str, Name]] = WeakKeyDictionary()


def pinned(asked: Asked, lookup: Lookup, recalls: Recalls) -> list[Name]:
    """Return what is pinned to the question, in its order, and not recalled."""
    pins = lookup.guidance.department.pinned
    refs = pinned_to(pins).get(" ".join(asked.words), ()) if pins else ()
    if not refs or asked.shortened:
        return []
    there = _pages.get(lookup)
    if there is None:
        there = _pages[lookup] = pages(lookup.guidance)
    names = [there[each] for each in refs if each in there]
    return [each for each in names if not _is_recalled(each, lookup, recalls)]


def _is_recalled(name: Name, lookup: Lookup, recalls: Recalls) -> bool:
    return any(recalls.recalled(*each) for each in _pulled_by(name, lookup))


def _pulled_by(name: Name, lookup: Lookup) -> list[Name]:
    """Return the kind and ref of all whose recall pulls the thing `name`."""
    kind, slug = name
    if kind == "scenario":
        return names_of_scenario(lookup.scenarios[slug], lookup)
    if kind == "wizard":
        return [("wizard", lookup.wizards[slug].ref)]
    return [("memo", lookup.memos[slug.split("/")[0]].ref)]

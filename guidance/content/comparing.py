"""What changed between one guidance and the next, document by document.

What the change does to the answers officers get is told in `radius`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guidance.content.checking import place
from guidance.content.field_differences import FieldChange, field_changes
from guidance.content.model import Document, Guidance, Wizard, kind_of
from guidance.content.readdressing import NewAddress, readdressed
from guidance.content.titles import titled


@dataclass(frozen=True)
class Changed:
    """A document that changed. `kind` is the word for it: `scenario`, `memo` …

    `place` is where it stands in a pack. One of `before` and `after` is missing where
    the document was added or taken out.
    """

    kind: str
    slug: str
    title: str
    place: str
    before: Document | None = field(repr=False, compare=False)
    after: Document | None = field(repr=False, compare=False)

    @cached_property
    def fields(self) -> list[FieldChange]:
        """What changed in it, in reading order; all it says where it is new or gone."""
        return list(field_changes(self.before, self.after))


@dataclass(frozen=True)
class Changes:
    """The documents that were added, changed and removed, each in reading order, and
    what is the same as before but has another address."""

    added: tuple[Changed, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    readdressed: tuple[NewAddress, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.readdressed)


def compare(before: Guidance | None, after: Guidance) -> Changes:
    """Return what changed from `before` to `after`; without a before, all is added.

    A document whose only difference is another address of its own, or of what it
    points at, is told as that and not as changed.
    """
    old_guidance, moved = readdressed(before, after) if before else (None, ())
    old = _by_name(old_guidance) if old_guidance else {}
    new = _by_name(after)
    known = [_wizards(each) for each in (after, old_guidance) if each]

    def line(name: Name) -> Changed:
        return changed_from(old.get(name), new.get(name), *known)

    return Changes(
        added=tuple(line(each) for each in new if each not in old),
        changed=tuple(line(each) for each in new if _differs(each, old, new)),
        removed=tuple(line(each) for each in old if each not in new),
        readdressed=moved,
    )


Name = tuple[str, str]


def _differs(
    name: Name, old: Mapping[Name, Document], new: Mapping[Name, Document]
) -> bool:
    return name in old and old[name] != new[name]


def _by_name(guidance: Guidance) -> dict[Name, Document]:
    return {(kind_of(each), each.slug): each for each in guidance.documents()}


def _wizards(guidance: Guidance) -> dict[str, Wizard]:
    return {each.slug: each for each in guidance.wizards}


def changed_from(
    before: Document | None, after: Document | None, *known: Mapping[str, Wizard]
) -> Changed:
    """Return a document that changed; what cases are called is looked up in `known`."""
    document = after or before
    assert document is not None
    kind, where, title = kind_of(document), place(document), titled(document, *known)
    return Changed(kind, document.slug, title, where, before, after)

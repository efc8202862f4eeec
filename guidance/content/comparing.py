"""What changed between one guidance and the next, document by document."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.content.model import Document, Guidance, kind_of


@dataclass(frozen=True)
class Changed:
    """A document that changed. `kind` is the word for it: `scenario`, `memo` …"""

    kind: str
    slug: str
    title: str


@dataclass(frozen=True)
class Changes:
    """The documents that were added, changed and removed, each in reading order."""

    added: tuple[Changed, ...]
    changed: tuple[Changed, ...]
    removed: tuple[Changed, ...]


def compare(before: Guidance | None, after: Guidance) -> Changes:
    """Return what changed from `before` to `after`; without a before, all is added."""
    old = _by_name(before) if before else {}
    new = _by_name(after)
    return Changes(
        added=tuple(_line(new[each]) for each in new if each not in old),
        changed=tuple(
            _line(new[each]) for each in new if each in old and old[each] != new[each]
        ),
        removed=tuple(_line(old[each]) for each in old if each not in new),
    )


def _by_name(guidance: Guidance) -> dict[tuple[str, str], Document]:
    return {(kind_of(each), each.slug): each for each in guidance.documents()}


def _line(document: Document) -> Changed:
    return Changed(kind_of(document), document.slug, document.title)

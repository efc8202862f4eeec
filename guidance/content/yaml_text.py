"""YAML read as text, and written so that it reads back the same.

Only what a pack needs: mappings, lists and strings. Every scalar is a string until
the model says otherwise, so `verdict: no` is the word "no". Aliases, tags and deep
nesting are refused: they serve no author, and each is a way to make a small file cost
a large amount of memory. The events come from the C parser, which is the fast part.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

DEPTH = 20


class Malformed(ValueError):
    """The text is not YAML as packs use it. `line` counts from 1, 0 if unknown."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass
class Read:
    """What a text holds, and on which line each part of it stands."""

    content: Any = None
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, place: tuple[str | int, ...]) -> int:
        """Return the line of `place`, or of the nearest part that contains it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(text: str) -> Read:
    """Return what `text` holds. Raises Malformed."""
    found = Read()
    try:
        events = iter(list(yaml.parse(text, Loader=yaml.CBaseLoader)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise Malformed(f"This is not YAML: {error.problem}.", line) from None
    except yaml.YAMLError:
        raise Malformed(
            "This is not YAML: it holds characters YAML refuses.", 0
        ) from None
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Malformed("One file holds one document.", _line(event))
            found.content = _node(next(events), events, (), found)
    return found


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _node(event: Any, events: Any, place: tuple[str | int, ...], found: Read) -> Any:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Malformed(
            "Anchors and aliases (& and *) are not used here.", _line(event)
        )
    if getattr(event, "tag", None):
        raise Malformed("Tags (!) are not used here.", _line(event))
    if len(place) > DEPTH:
        raise Malformed(f"Nested more than {DEPTH} deep.", _line(event))
    found.lines[place] = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, place, found)
    return _mapping(events, place, found)


def _sequence(events: Any, place: tuple[str | int, ...], found: Read) -> list[Any]:
    items: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_node(event, events, (*place, len(items)), found))
    return items


def _mapping(events: Any, place: tuple[str | int, ...], found: Read) -> dict[str, Any]:
    items: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            raise Malformed("A name was expected here.", _line(event))
        if event.value in items:
            raise Malformed(f"“{event.value[:80]}” stands here twice.", _line(event))
        name = str(event.value)
        items[name] = _node(next(events), events, (*place, name), found)
    return items


class _Dumper(yaml.CSafeDumper):
    """Long texts as folded-free blocks, lists indented under their name."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _string(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _string)


def write(content: object) -> str:
    """Return `content`, mappings, lists and strings, as YAML that `read` reads back."""
    return yaml.dump(
        content,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=96,
    )

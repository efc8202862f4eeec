"""YAML read as text, and written so that it reads back the same.

Only what a pack needs: mappings, lists and strings. Every scalar is a string until
the model says otherwise, so `verdict: no` is the word "no". Aliases, tags and deep
nesting are refused: they serve no author, and each is a way to make a small file cost
a large amount of memory. The events come one by one from the C parser, which is the
fast part and keeps its own nesting off the stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from guidance.content.problems import legible

DEPTH = 20

SENTENCES = {
    "mapping values are not allowed in this context": "a colon stands in a text that "
    "has no quotation marks round it, or a line is indented too far",
    "could not find expected ':'": "a colon is missing after the name of a field",
    "did not find expected key": "a line is indented differently from its neighbours, "
    "or a quotation mark stands inside a quoted text",
    "did not find expected '-' indicator": "a line of the list begins with no hyphen",
    "found unexpected end of stream": "a quotation mark or bracket is never closed",
    "found character that cannot start any token": "a text that begins with a tab or "
    "a mark such as @, ` or % needs quotation marks round it",
    "exceeded maximum nesting depth": f"it is nested more than {DEPTH} deep",
}
"""What the parser says, as a trainer who has never heard of tokens would say it."""


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
    events = _events(text)
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise Malformed("One file holds one document.", _line(event))
            found.content = _node(next(events), events, (), found)
    return found


def _events(text: str) -> Iterator[Any]:
    """Yield the events of `text` one by one, so that a refusal ends the reading."""
    try:
        yield from yaml.parse(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problem = SENTENCES.get(error.problem or "", error.problem)
        raise Malformed(f"This is not YAML: {problem}.", line) from None
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        sentence = "This is not YAML: it holds a character YAML refuses."
        raise Malformed(sentence, _line_of_refused(text, error)) from None


def _line_of_refused(
    text: str, error: yaml.reader.ReaderError | UnicodeEncodeError
) -> int:
    """Return the line of the character that `error` is about."""
    if isinstance(error, UnicodeEncodeError):
        return text.count("\n", 0, error.start) + 1
    return text.encode()[: error.position].count(b"\n") + 1


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _node(event: Any, events: Any, place: tuple[str | int, ...], found: Read) -> Any:
    _refuse(event)
    found.lines[place] = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if len(place) >= DEPTH:
        raise Malformed(f"It is nested more than {DEPTH} deep.", _line(event))
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, place, found)
    return _mapping(events, place, found)


def _refuse(event: Any) -> None:
    """Raise Malformed where `event` is more than a value or a name."""
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise Malformed(
            "Anchors and aliases (& and *) are not used here.", _line(event)
        )
    if event.tag:
        raise Malformed("Tags (!) are not used here.", _line(event))


def _sequence(events: Any, place: tuple[str | int, ...], found: Read) -> list[Any]:
    items: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_node(event, events, (*place, len(items)), found))
    return items


def _mapping(events: Any, place: tuple[str | int, ...], found: Read) -> dict[str, Any]:
    items: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        _refuse(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise Malformed("A name was expected here.", _line(event))
        name = str(event.value)
        if name in items:
            raise Malformed(f"“{legible(name[:80])}” stands here twice.", _line(event))
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

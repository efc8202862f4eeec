"""What the model refuses, said to a person who has never heard of the model.

The model reports an error as a type and a place. Here each becomes a problem with a
sentence and a remedy, and the place becomes the words a trainer knows it by: parts of
a list go by their slugs where they have them, else by their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guidance.content.problems import Problem, legible, problem

Place = tuple[str | int, ...]
"""Where something stands in nested data: names of fields and numbers from 0."""

NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
A_LIST = ("This must be a list.", "Write one entry a line, each after a hyphen.")
FIELDS = ("This must be named fields.", "Write one a line, as “name: value”.")
NUMBER = ("{given} is no whole number.", "Write it in digits.")
EMPTY = ("There is nothing here.", "Write something, or take the field out.")
LONG = ("This is too long.", "Keep to {max_length:,} characters.")

SENTENCES = {
    "missing": ("The field is missing.", "Add it."),
    "string_type": ("This must be text.", "Write text, not a list or named fields."),
    "string_unicode": ("This holds broken characters.", "Write it again, as UTF-8."),
    "string_too_long": LONG,
    "too_long": LONG,
    "string_too_short": EMPTY,
    "too_short": EMPTY,
    "tuple_type": A_LIST,
    "dict_type": FIELDS,
    "model_type": FIELDS,
    "model_attributes_type": FIELDS,
    "int_type": NUMBER,
    "int_parsing": NUMBER,
    "int_parsing_size": NUMBER,
    "int_from_float": NUMBER,
    "greater_than_equal": ("{given} is too small.", "Write {ge:,} or more."),
    "less_than_equal": ("{given} is too large.", "Write {le:,} or less."),
    "bool_type": ("{given} is neither true nor false.", "Write one of the two."),
    "bool_parsing": ("{given} is neither true nor false.", "Write one of the two."),
    "enum": ("{given} is not a word that can stand here.", "Use one of: {expected}."),
    "extra_forbidden": (
        "There is no field “{name}” here.",
        "Check how it is spelt, or take it out.",
    ),
    "value_error": ("This {error}.", "Correct it."),
}
"""For each type of error what is wrong and what to do; `{…}` is filled in."""

A_NAME = (
    "{given} is not a name.",
    "Use small letters, digits and single hyphens: “ask-for-the-warrant”.",
)
A_SECTION = (
    "{given} is not a section.",
    "Write the slugs of the memo and the section, with a slash between.",
)
OTHER = ("{given} cannot stand here.", "Correct it.")


def field_problems(
    error: ValidationError, document: str, content: Any
) -> Iterator[Problem]:
    """Yield what `error` reports of `content`, which was to become `document`."""
    for each in error.errors(include_url=False):
        sentence, remedy = _sentences(each)
        field = shown(_place(each), content)
        yield problem("field", document, field, sentence, remedy)


def _place(error: ErrorDetails) -> Place:
    """Return the place `error` is about; for a name in a mapping, the mapping's."""
    place = tuple(error["loc"])
    return place[:-2] if place[-1:] == ("[key]",) else place


def _sentences(error: ErrorDetails) -> tuple[str, str]:
    pair = SENTENCES.get(error["type"], OTHER)
    filled = error.get("ctx", {}) | {"given": _given(error["input"])}
    if error["type"] == "string_pattern_mismatch":
        pair = A_NAME if filled["pattern"] == NAME else A_SECTION
    filled["name"] = legible(str(error["loc"][-1])[:80]) if error["loc"] else ""
    return pair[0].format(**filled), pair[1].format(**filled)


def _given(value: object) -> str:
    """Return `value` as a sentence quotes it: short text legibly, all else not."""
    if isinstance(value, str | int) and value != "" and len(str(value)) <= 80:
        return f"“{legible(str(value))}”"
    return "What stands here"


def shown(place: Place, content: Any) -> str:
    """Return `place` in `content` as a trainer reads it: `sections › purpose › body`."""
    names = []
    for step in place:
        part = content[step] if _has(content, step) else None
        if isinstance(step, int):
            names.append(_slug(part) or str(step + 1))
        else:
            names.append(legible(step.replace("_", " ")))
        content = part
    return " › ".join(names)


def _has(content: Any, step: str | int) -> bool:
    if isinstance(content, dict):
        return step in content
    return isinstance(content, list) and isinstance(step, int) and step < len(content)


def _slug(part: Any) -> str:
    slug = part.get("slug") if isinstance(part, dict) else None
    return legible(slug) if isinstance(slug, str) else ""

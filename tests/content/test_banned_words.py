"""Words the department won't have: found as whole words, whatever their case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest

from guidance.content.model import Guidance
from guidance.content.proofs.banned_words import banned_in, prove_words
from guidance.content.values import Line, Markdown, MaybeLine, Value, Words
from tests.content.a_guidance import a_department, a_guidance

BANNED = ["alien", "Catch and release", "perp"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The **Alien** waits.", ["alien"]),
        ("Do not alienate anybody.", []),
        ("It is “catch  and\nrelease”: perp walk.", ["Catch and release", "perp"]),
        ("", []),
    ],
)
def test_a_banned_word_is_a_whole_one_in_any_case(text: str, found: list[str]):
    assert banned_in(text, BANNED) == found


# Every text that can be written, and which of them are no words of ours to officers.
TEXTS = [Line, MaybeLine, Markdown, Words]
NOT_OURS = {
    "what a document and its parts are called and say": {
        *("Memo.title", "Memo.number", "Memo.kind", "Memo.issuer"),
        *("Section.number", "Section.heading", "Section.body", "Section.pinpoint"),
        *("Citation.words", "Quotation.text", "Quotation.attribution"),
    },
    "the law's own": {"ReferenceList.law", "ReferenceList.entries"},
    "what others and the department are called": {
        *("Source.kind", "Source.name", "Source.what", "Source.where"),
        *("Department.name", "Department.short_name", "Department.kind"),
    },
    "typed by officers, or for a program": {
        *("Department.time_zone", "Department.synonyms", "Department.unanswered"),
        *("Department.banned_words", "PinnedResult.queries"),
    },
    "read at the desk alone": {
        *("Case.title", "Case.why", "Case.disputed"),
        *("Waiver.document", "Waiver.sentence", "Waiver.reason", "Waiver.by"),
    },
}


def kinds(value: type[Value]) -> set[type[Value]]:
    """Return `value` and every kind of value that can stand in it."""
    inside = {
        each
        for written in get_type_hints(value).values()
        for each in parts_of(written)
        if isinstance(each, type) and issubclass(each, Value)
    }
    return {value}.union(*map(kinds, inside))


def texts_of(kind: type[Value]) -> set[str]:
    """Return the fields of `kind` that hold text, or lines of it."""
    return {
        f"{kind.__name__}.{name}"
        for name, written in get_type_hints(kind, include_extras=True).items()
        if any(part == text for part in parts_of(written) for text in TEXTS)
    }


def parts_of(written: Any) -> Iterator[Any]:
    yield written
    for each in get_args(written):
        yield from parts_of(each)


def planted(value: Any, kind: str, name: str) -> Any:
    """Return `value` with a banned word in the field `name` of every `kind` in it."""
    if isinstance(value, tuple):
        return tuple(planted(each, kind, name) for each in value)
    if not isinstance(value, Value):
        return value
    fields = {each: getattr(value, each) for each in type(value).model_fields}
    changed = {each: planted(said, kind, name) for each, said in fields.items()}
    if type(value).__name__ == kind:
        said = fields[name]
        changed[name] = (*said, "zebra") if isinstance(said, tuple) else f"{said} zebra"
    return value.model_copy(update=changed)


def everything() -> Guidance:
    """Return guidance with one of each kind of value that holds words of ours."""
    return a_guidance(
        department=a_department(
            banned_words=["zebra"],
            glossary=[{"slug": "lock", "term": "Lock", "meaning": "What shuts."}],
            reference_lists=[
                {"slug": "kinds", "ref": "k", "title": "Kinds", "law": "Some law"}
            ],
            details=[{"slug": "room", "label": "Room"}],
        )
    )


TEXT = set().union(*map(texts_of, kinds(Guidance)))
LEFT_OUT = set().union(*NOT_OURS.values())


@pytest.mark.parametrize("field", sorted(TEXT - LEFT_OUT))
def test_a_banned_word_is_found_wherever_officers_read_it(field: str):
    """A new field is looked at, or said above to be none of ours."""
    guidance = planted(everything(), *field.split("."))

    assert guidance != everything()
    assert [each.kind for each in prove_words(guidance)][:1] == ["banned-word"]


def test_what_is_left_out_is_there_to_be_left_out():
    assert LEFT_OUT <= TEXT

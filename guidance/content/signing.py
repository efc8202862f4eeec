"""What an approval signs: a document, the words it rests on, and what its cases say.

Whoever approves an answer approves an argument: these sentences, resting on these
sections, with these cases coming out so. What was signed is kept as plain data, so that
it can be told years later, and the day one part of it is no longer so can be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidance.content.freezing import digest
from guidance.content.lookup import Lookup
from guidance.content.memos import Section
from guidance.content.model import (
    CaseSet,
    Citation,
    Document,
    Outcome,
    Scenario,
    Wizard,
)
from guidance.content.walking import follow

Signed = dict[str, object]
"""`{"document": digest, "sections": {path: {"ref", "text"}}, "cases": {name:
{"title", "result"}}}`: plain JSON; `text` is a digest, `result` words."""

Rows = dict[str, dict[str, str]]

NOWHERE = "no answer"


def sign(document: Document, snapshot: str, lookup: Lookup) -> Signed:
    """Return what is signed with `document`, whose snapshot is named `snapshot`, in the
    guidance of `lookup`. What it names and is not there is left out."""
    return {
        "document": snapshot,
        "sections": dict(_sections(document, lookup)),
        "cases": dict(_results(document, lookup)),
    }


def fingerprint(signed: Signed) -> str:
    """Return the digest of what was signed, as 64 hex digits."""
    return digest(signed)


def broken(signed: Signed, now: Signed) -> list[str]:
    """Return in words why `signed` is no longer so, judged by what would be signed
    `now`; nothing where it still is.

    A section or case that came in later breaks no signature: the document would have
    had to change to quote the one, and the other is signed with its own set.
    """
    return [
        *(["the document changed"] if signed["document"] != now["document"] else []),
        *_changed_sections(_rows(signed, "sections"), _rows(now, "sections")),
        *_changed_cases(_rows(signed, "cases"), _rows(now, "cases")),
    ]


def quoted_sections(document: Document) -> list[str]:
    """Return the paths of the sections that `document` quotes, each once."""
    quoted = [each.section for each in citations_of(document)]
    if isinstance(document, CaseSet):
        quoted += [path for case in document.cases for path in case.sections]
    return list(dict.fromkeys(quoted))


def citations_of(document: Document) -> list[Citation]:
    """Return every citation of a scenario or of the outcomes of a wizard."""
    if isinstance(document, Scenario):
        return list(document.citations)
    if isinstance(document, Wizard):
        return [each for outcome in document.outcomes for each in outcome.citations]
    return []


def _sections(
    document: Document, lookup: Lookup
) -> Iterator[tuple[str, dict[str, str]]]:
    for path in quoted_sections(document):
        section = lookup.section(path)
        if section:
            yield path, {"ref": section.ref, "text": _text(section)}


def _text(section: Section) -> str:
    """Return the digest of all that an answer may lean on in `section`."""
    said = {"number", "heading", "body", "quotation", "provenance"}
    return digest(section.model_dump(mode="json", include=said))


def _results(
    document: Document, lookup: Lookup
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the cases that bear on `document`, and what each comes out as."""
    if isinstance(document, CaseSet | Wizard):
        wizard = lookup.wizards.get(document.slug)
        for case_set in lookup.guidance.case_sets:
            if case_set.slug == document.slug and wizard:
                for case in case_set.cases:
                    result = _result(wizard, case.answers)
                    yield f"cases/{case.slug}", {"title": case.title, "result": result}
    for scenario in _settled(document, lookup):
        assert scenario.settled_by is not None
        wizard = lookup.wizards.get(scenario.settled_by.wizard)
        result = _result(wizard, scenario.settled_by.answers) if wizard else NOWHERE
        row = {"title": scenario.question, "result": result}
        yield f"scenarios/{scenario.ref}", row


def _settled(document: Document, lookup: Lookup) -> Iterable[Scenario]:
    """Return the scenarios that are cases of `document`."""
    if isinstance(document, Scenario):
        return [document] if document.settled_by else []
    if not isinstance(document, Wizard):
        return []
    return [
        each
        for each in lookup.guidance.scenarios
        if each.settled_by and each.settled_by.wizard == document.slug
    ]


def _result(wizard: Wizard, answers: dict[str, str]) -> str:
    _, node = follow(wizard, answers)
    return node.verdict.label if isinstance(node, Outcome) else NOWHERE


def _rows(signed: Signed, part: str) -> Rows:
    rows = signed[part]
    assert isinstance(rows, dict)
    return rows


def _changed_sections(before: Rows, now: Rows) -> Iterator[str]:
    for path, row in before.items():
        if path not in now:
            yield f"section {row['ref']} is gone"
        elif now[path]["text"] != row["text"]:
            yield f"section {row['ref']} changed"


def _changed_cases(before: Rows, now: Rows) -> Iterator[str]:
    for name, row in before.items():
        if name not in now:
            yield f"case “{row['title']}” is gone"
        elif now[name]["result"] != row["result"]:
            yield f"case “{row['title']}” comes out as {now[name]['result']}"


__all__ = [
    "Signed",
    "broken",
    "citations_of",
    "fingerprint",
    "quoted_sections",
    "sign",
]

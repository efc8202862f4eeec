"""What the edition in force says at the same step, for whoever tries a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guidance.content.model import Outcome
from guidance.content.vocabulary import Verdict
from guidance.content.walking import walk
from guidance.reader.answers import written
from guidance.reader.sources import Source, address


@dataclass(frozen=True)
class Beside:
    """One step of the edition in force: its verdict, if it is an answer, its words,
    and where it stands. Without a URL there is no such page in it."""

    words: str
    verdict: Verdict | None = None
    ref: str = ""
    url: str = ""


NOT_THERE = Beside("There is nothing like this in the edition in force yet.")


def wizard_beside(
    source: Source, slug: str, answers: Mapping[str, str]
) -> Beside | None:
    """Return where `answers` lead in the edition in force; None unless a draft is read.

    Answers that the wizard in force does not offer are left out.
    """
    if source.beside is None:
        return None
    wizard = source.beside.lookup.wizards.get(slug)
    if wizard is None:
        return NOT_THERE
    walked = walk(wizard, dict(answers))
    url = written(address("wizard", slug), walked.answers)
    node = walked.node
    if isinstance(node, Outcome):
        return Beside(node.headline, node.verdict, node.ref, url)
    return Beside(node.text, None, node.ref, url)


def scenario_beside(source: Source, slug: str) -> Beside | None:
    """Return what the scenario says in the edition in force; None unless a draft is
    read."""
    if source.beside is None:
        return None
    found = source.beside.lookup.scenarios.get(slug)
    if found is None:
        return NOT_THERE
    url = address("scenario", slug)
    return Beside(found.answer, found.verdict, found.ref, url)

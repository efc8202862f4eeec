"""What can be found: everything in a guidance that has a page, and what is said of it.

One plain list for the index in Postgres and for the search from memory that stands in
when Postgres is away, so that both find the same things by the same names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.department import Term
from guidance.content.lookup import Lookup
from guidance.content.markdown import plain
from guidance.content.memos import Memo, Section
from guidance.content.model import Guidance, Scenario, Wizard
from guidance.content.vocabulary import Verdict

ELSEWHERE = "elsewhere"
"""The kind of what is no thing to find: a question that nothing here answers."""


@dataclass(frozen=True)
class Thing:
    """One thing to find. `slug` is a section's path where it is a section.

    `title` counts most, then `asked`: other ways of putting it, and what it says in a
    sentence. `body` is the rest. `ways` are sentences that each say all of it, for the
    embedding model. `summary` is what a result shows of it, `within` the memo of a
    section. `refs` are its own ref and those inside it.
    """

    kind: str
    slug: str
    refs: tuple[str, ...]
    title: str
    summary: str
    asked: str
    body: str
    ways: tuple[str, ...]
    within: str = ""
    verdict: Verdict | None = None


def things(guidance: Guidance) -> Iterator[Thing]:
    """Yield everything in `guidance` that can be found, answers before their source."""
    yield from map(_scenario, guidance.scenarios)
    yield from map(_wizard, guidance.wizards)
    for memo in guidance.memos:
        yield _memo(memo)
        for section in memo.sections:
            yield _section(memo, section)
    yield from map(_term, guidance.department.glossary)


def elsewhere(guidance: Guidance) -> Iterator[Thing]:
    """Yield what the department listed as unanswered, each once."""
    for line in dict.fromkeys(guidance.department.unanswered):
        yield Thing(ELSEWHERE, "", (), "", "", "", "", (line,))


def named(kind: str, slug: str, lookup: Lookup) -> Thing:
    """Return the thing of that kind and slug."""
    if kind == "scenario":
        return _scenario(lookup.scenarios[slug])
    if kind == "wizard":
        return _wizard(lookup.wizards[slug])
    if kind == "memo":
        return _memo(lookup.memos[slug])
    return (
        _term(lookup.terms[slug])
        if kind == "term"
        else _section(*lookup.sections[slug])
    )


def _scenario(scenario: Scenario) -> Thing:
    # Not the steps: nearly all scenarios share them, so they tell nothing apart.
    return Thing(
        kind="scenario",
        slug=scenario.slug,
        refs=(scenario.ref,),
        title=scenario.question,
        summary=scenario.answer,
        asked=_joined(*scenario.asked_as, scenario.answer, scenario.slug),
        body=scenario.detail,
        ways=(
            scenario.question,
            *scenario.asked_as,
            f"{scenario.question} {scenario.answer}",
        ),
        verdict=scenario.verdict,
    )


def _wizard(wizard: Wizard) -> Thing:
    questions = [each.text for each in wizard.questions]
    choices = [each.label for question in wizard.questions for each in question.choices]
    headlines = [each.headline for each in wizard.outcomes]
    return Thing(
        kind="wizard",
        slug=wizard.slug,
        refs=(wizard.ref, *(node.ref for node in wizard.nodes.values())),
        title=wizard.title,
        summary=wizard.summary,
        asked=_joined(wizard.summary, wizard.slug),
        body=_joined(*questions, *choices, *headlines),
        ways=(wizard.title, f"{wizard.title} {wizard.summary}", *questions),
    )


def _memo(memo: Memo) -> Thing:
    about = _joined(memo.kind, memo.issuer, memo.status)
    return Thing(
        kind="memo",
        slug=memo.slug,
        refs=(memo.ref,),
        title=memo.title,
        summary=memo.note,
        asked=_joined(memo.number, memo.slug),
        body=about,
        ways=(memo.title,),
    )


def _section(memo: Memo, section: Section) -> Thing:
    return Thing(
        kind="section",
        slug=f"{memo.slug}/{section.slug}",
        refs=(section.ref,),
        title=section.heading,
        summary=section.body,
        asked=_joined(section.pinpoint, section.slug),
        body=_joined(*section.texts(), memo.title),
        ways=(section.heading, f"{section.heading}. {plain(section.body)}"),
        within=memo.title,
    )


def _term(term: Term) -> Thing:
    return Thing(
        kind="term",
        slug=term.slug,
        refs=(),
        title=term.term,
        summary=term.meaning,
        asked="",
        body=term.meaning,
        ways=(f"{term.term}: {term.meaning}",),
    )


def _joined(*texts: str) -> str:
    return "\n".join(each for each in texts if each)

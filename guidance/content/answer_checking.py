"""What must hold in an answer, be it a scenario's or an outcome's: it rests on words.

An answer names sections and quotes them; here is what makes sure that the words are
really there, and that a scenario and the wizard that settles it don't disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content.lookup import Lookup
from guidance.content.markdown import plain
from guidance.content.memos import Citation, Section
from guidance.content.model import Outcome, Scenario
from guidance.content.problems import Problem, problem, unknown
from guidance.content.quoting import every_place, normalise
from guidance.content.vocabulary import Verdict
from guidance.content.walking import follow


def check_answer(
    answer: Scenario | Outcome, document: str, inside: str, lookup: Lookup
) -> Iterator[Problem]:
    """Yield what is wrong with `answer`, whose fields begin with `inside`."""
    yield from unknown(
        document, f"{inside}contacts", "contact", answer.contacts, lookup.contacts
    )
    yield from unknown(
        document, f"{inside}bears on", "section", answer.bears_on, lookup.sections
    )
    if answer.verdict is Verdict.ASK_FIRST and not answer.contacts:
        yield problem(
            "no-contact",
            document,
            f"{inside}contacts",
            "The verdict is “Ask first”, and nobody is named to ask.",
            "Add a contact.",
        )
    if not answer.citations:
        yield problem(
            "no-citation",
            document,
            f"{inside}citations",
            "The answer rests on no words of the policy.",
            "Cite a section and quote the words that carry the answer.",
        )
    for number, citation in enumerate(answer.citations, 1):
        field = f"{inside}citations › {number}"
        yield from _citation(citation, document, field, lookup)


def _citation(
    citation: Citation, document: str, field: str, lookup: Lookup
) -> Iterator[Problem]:
    section = lookup.section(citation.section)
    if section is None:
        yield from unknown(document, field, "section", [citation.section], [])
    elif not says(section, citation.words):
        yield problem(
            "words-not-found",
            document,
            field,
            f"The words “{_short(citation.words)}” do not stand in the section "
            f"“{citation.section}”.",
            "Quote words that stand there exactly.",
        )


def says(section: Section, words: str) -> bool:
    """Say whether `words` stand in `section`: in its quotation or its text."""
    wanted = normalise(words)
    if section.quotation and _has(section.quotation.text, wanted):
        return True
    return _has(plain(section.body), wanted)


def _has(text: str, wanted: str) -> bool:
    return next(every_place(wanted, normalise(text)), None) is not None


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


def check_settlement(
    scenario: Scenario, document: str, lookup: Lookup
) -> Iterator[Problem]:
    """Yield what is wrong with the path that leads to the case of `scenario`."""
    settled = scenario.settled_by
    wizard = lookup.wizards.get(settled.wizard) if settled else None
    if settled is None:
        return
    if wizard is None:
        yield from unknown(document, "settled by", "wizard", [settled.wizard], [])
        return
    if wizard.start not in wizard.nodes:
        return  # reported with the wizard
    steps, reached = follow(wizard, settled.answers)
    walked = {step.question.slug: step.choice.slug for step in steps}
    if not isinstance(reached, Outcome) or walked != settled.answers:
        yield problem(
            "settled-nowhere",
            document,
            "settled by",
            f"The answers do not lead through “{wizard.title}” to an outcome.",
            "Give the answer to every question on the path, and no other.",
        )
    elif reached.verdict is not scenario.verdict:
        yield problem(
            "settled-otherwise",
            document,
            "settled by",
            f"The scenario says “{scenario.verdict.label}”, but its path ends "
            f"in “{reached.verdict.label}” ({reached.ref}).",
            "Correct the path, the scenario or the wizard.",
        )

"""What a wizard asks for nothing, and how often it only says “ask”.

Two nodes have the same effect if, whatever is answered from there on, the answer is
the same: the same verdict resting on the same words, with the same steps and contacts.
Nodes are numbered from the outcomes upwards, equal ones with the same number, as in a
reduced decision diagram; a question all of whose choices have one number has that
number itself. So no path is listed, and every pair is compared at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import replace

from guidance.content.checking import place
from guidance.content.findings import Finding, Severity
from guidance.content.model import Choice, Guidance, Outcome, Question, Wizard
from guidance.content.paths import (
    Counts,
    Measures,
    Ways,
    in_words,
    measure,
    share_to_ask,
    together,
)
from guidance.content.proofs.parts import question_field, quoted
from guidance.content.quoting import normalise
from guidance.content.vocabulary import Verdict
from guidance.content.walking import longest_from

MOST_TO_ASK = 1 / 3
"""Officers stop using a tool that always says “ask”."""

SURE_PATHS = "paths without a “not sure”"


def prove_graphs(guidance: Guidance) -> Iterator[Finding]:
    """Yield the findings on every wizard, and on all of them together."""
    measured = []
    for wizard in guidance.wizards:
        ways, measures = Ways(wizard), measure(wizard)
        yield from _asks_for_nothing(wizard, ways)
        yield from _same_outcomes(wizard, ways)
        yield from _asks_first(wizard, measures, ways)
        measured.append(measures)
    every = together(measured)
    yield from _shares("outcomes of all wizards", every.outcomes)
    yield from _shares(f"{SURE_PATHS} in all wizards", every.sure)


def effects(wizard: Wizard) -> dict[str, int]:
    """Return a number for every node; nodes of the same effect have the same one."""
    numbers: dict[Hashable, int] = {}
    effect: dict[str, int] = {}
    for slug in longest_from(wizard):  # children stand before their parents there
        node = wizard.nodes[slug]
        if isinstance(node, Outcome):
            effect[slug] = numbers.setdefault(_meaning(node), len(numbers))
            continue
        ways = [(each.label, effect.get(each.leads_to, -1)) for each in node.choices]
        led_to = {number for _, number in ways}
        if len(led_to) == 1 and -1 not in led_to:
            effect[slug] = led_to.pop()
        else:
            key = (node.text, tuple(sorted(ways)))
            effect[slug] = numbers.setdefault(key, len(numbers))
    return effect


def _meaning(outcome: Outcome) -> Hashable:
    """Return what an outcome means, without how it is put."""
    words = {(each.section, normalise(each.words)) for each in outcome.citations}
    return (
        outcome.verdict,
        frozenset(words),
        tuple(map(normalise, outcome.steps)),
        frozenset(outcome.contacts),
        outcome.next_wizard,
    )


def _asks_for_nothing(wizard: Wizard, ways: Ways) -> Iterator[Finding]:
    effect = effects(wizard)
    for question in wizard.questions:
        groups: dict[int, list[Choice]] = defaultdict(list)
        for choice in question.choices:
            if choice.leads_to in effect:
                groups[effect[choice.leads_to]].append(choice)
        if len(groups) == 1 and len(question.choices) > 1:
            yield _without_effect(wizard, question, ways)
            continue
        for choices in groups.values():
            # To be unsure is to say something else, whatever it leads to.
            sure = [each for each in choices if not each.not_sure]
            if len(sure) > 1:
                yield _same_choices(wizard, sure, question, ways)


def _without_effect(wizard: Wizard, question: Question, ways: Ways) -> Finding:
    return Finding(
        "question-without-effect",
        Severity.WARNING,
        f"“{question.text}” never changes the answer.",
        "Take the question out, or lead its choices to different answers.",
        place(wizard),
        question_field(question),
        _example(ways, question, "whatever is said here, the answer is the same"),
        question.text,
    )


def _same_choices(
    wizard: Wizard, choices: list[Choice], question: Question, ways: Ways
) -> Finding:
    """Return the finding on `choices` of one effect.

    Where they lead to one node, somebody chose to give the same answer in two words,
    which is only told. Where they lead to two, the one is a copy of the other.
    """
    labels = [each.label for each in choices]
    aimed = len({each.leads_to for each in choices}) == 1
    ending = "the same as " + " or ".join(labels[1:])
    return Finding(
        "choices-lead-to-one" if aimed else "same-choices",
        Severity.NOTE if aimed else Severity.WARNING,
        f"{quoted(labels)} have the same effect everywhere.",
        "Make them one choice, unless officers know them as different things."
        if aimed
        else "Lead them to one node, or mend what should differ after them.",
        place(wizard),
        question_field(question),
        _example(ways, question, f"{labels[0]} leads to {ending}"),
        "\n".join([question.text, *labels]),
    )


def _example(ways: Ways, question: Question, ending: str) -> str:
    return in_words(ways.to(question.slug), question.text, ending)


def _same_outcomes(wizard: Wizard, ways: Ways) -> Iterator[Finding]:
    groups: dict[Hashable, list[Outcome]] = defaultdict(list)
    for outcome in wizard.outcomes:
        groups[_meaning(outcome)].append(outcome)
    for first, *others in groups.values():
        for other in others:
            yield Finding(
                "same-outcome",
                Severity.WARNING,
                f"“{other.headline}” differs from “{first.headline}” only in wording: "
                "verdict, steps, contacts and quoted words are the same.",
                "Make them one outcome, or say what is to be done differently.",
                place(wizard),
                f"outcomes › {other.slug}",
                in_words(ways.to(other.slug), other.headline),
                "\n".join([first.headline, other.headline]),
            )


def _asks_first(wizard: Wizard, measures: Measures, ways: Ways) -> Iterator[Finding]:
    document = place(wizard)
    asking = [each for each in wizard.outcomes if each.verdict is Verdict.ASK_FIRST]
    refs = " ".join(each.ref for each in asking)
    yield from _shares("outcomes", measures.outcomes, refs, document)
    for found in _shares(SURE_PATHS, measures.sure, refs, document):
        yield replace(found, example=_way_to_ask(asking, ways))


def _shares(
    what: str, counts: Counts, refs: str = "", document: str = ""
) -> Iterator[Finding]:
    """Yield the finding that too many of `what` end in “Ask first”, if they do."""
    share = share_to_ask(counts)
    if share > MOST_TO_ASK:
        asking, every = counts[Verdict.ASK_FIRST], counts.total()
        yield Finding(
            f"ask-first-{what.split()[0]}",
            Severity.WARNING,
            f"{asking:,} of {every:,} {what} end in “Ask first”: {share:.0%}, "
            "over a third.",
            "Answer more of it from the text, or say why the text leaves it open.",
            document,
            about=f"{asking}/{every} {refs}",
        )


def _way_to_ask(asking: list[Outcome], ways: Ways) -> str:
    """Return a short path that ends in “Ask first”, with few “not sure” on it."""
    found = [(ways.to(each.slug), each) for each in asking]
    steps, outcome = min(
        (each for each in found if each[0]),
        key=lambda each: (sum(s.choice.not_sure for s in each[0]), len(each[0])),
    )
    return in_words(steps, f"Ask first: {outcome.headline}")

"""How hard the words are: the Flesch-Kincaid grade of every question and answer.

An answer is read as a whole, with its detail and its steps, and so is a question of a
wizard with its help: the formula counts words in a sentence and syllables in a word,
and says little of six words, and nothing of fewer than five. One finding tells of all that is too hard in a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import textstat

from guidance.content.checking import place
from guidance.content.findings import Finding, Severity
from guidance.content.markdown import plain
from guidance.content.model import Guidance, Wizard

HARDEST = 9.0
"""What most adults read without effort, under pressure, at three in the morning."""

FEWEST_WORDS = 5

ENDS = (".", "?", "!", "…", '"', "”")


def prove_reading(guidance: Guidance) -> Iterator[Finding]:
    """Yield a finding for every document with something too hard to read in it."""
    for scenario in guidance.scenarios:
        answer = [scenario.answer, scenario.detail, *scenario.steps]
        texts = {"its question": [scenario.question], "its answer": answer}
        yield from _too_hard(place(scenario), texts)
    for wizard in guidance.wizards:
        yield from _too_hard(place(wizard), _texts(wizard))


def _texts(wizard: Wizard) -> dict[str, list[str]]:
    """Return what each question and outcome of `wizard` says, by its ref."""
    questions = {each.ref: [each.text, each.help] for each in wizard.questions}
    outcomes = {
        each.ref: [each.headline, each.detail, *each.steps] for each in wizard.outcomes
    }
    return questions | outcomes


def grades(wizard: Wizard) -> dict[str, float]:
    """Return the grade of every question and outcome of `wizard`, by its ref."""
    return {ref: grade(running(tuple(lines))) for ref, lines in _texts(wizard).items()}


@lru_cache(maxsize=4096)  # from one look to the next most of it stays
def grade(text: str) -> float:
    """Return the school grade that reads `text` with ease, to one place.

    A text too short to be judged is easy.
    """
    if len(text.split()) < FEWEST_WORDS:
        return 0.0
    return round(float(textstat.flesch_kincaid_grade(text)), 1)


def _too_hard(document: str, texts: dict[str, list[str]]) -> Iterator[Finding]:
    hard = [
        (name, grade(text), text)
        for name, lines in texts.items()
        if grade(text := running(tuple(lines))) > HARDEST
    ]
    if hard:
        told = ", ".join(f"{name} at grade {number}" for name, number, _ in hard)
        yield Finding(
            "reading-grade",
            Severity.WARNING,
            f"Over grade {HARDEST:.0f}: {told}.",
            "Use shorter sentences and shorter words.",
            document,
            about="\n".join(text for _, _, text in hard),
        )


@lru_cache(maxsize=4096)
def running(lines: tuple[str, ...]) -> str:
    """Return `lines`, in Markdown, as running text: a line without an end gets one."""
    said = [plain(each) for each in lines if each]
    return " ".join(each if each.endswith(ENDS) else f"{each}." for each in said)

"""What an unfinished wizard lacks, in the words of its form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from guidance.authoring.models import Wizard
from guidance.content.problems import Problem

NO_START = ("No question comes first yet.", "Say which one.")


def nowhere_yet(label: str) -> tuple[str, str]:
    """Return what is wrong with a choice that leads nowhere, and what to do."""
    told = f"The choice “{label}” leads nowhere yet."
    return told, "Lead it to a question or an outcome."


def in_words(problems: Iterable[Problem], wizard: Wizard) -> list[Problem]:
    """Return `problems` with `wizard`, those of what its rows don't say yet put as
    whoever builds it would."""
    lacking = {"start": NO_START}
    for question in wizard.questions.all():
        for choice in question.choices.all():
            where = f"questions › {question.slug} › choices › {choice.slug} › leads to"
            lacking[where] = nowhere_yet(choice.label)
    return [_said(each, lacking.get(each.field)) for each in problems]


def _said(problem: Problem, words: tuple[str, str] | None) -> Problem:
    if not words:
        return problem
    sentence, remedy = words
    return replace(problem, sentence=sentence, remedy=remedy)

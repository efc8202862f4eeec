"""The path through a wizard that settles a scenario, as an address of the walk.

`/can-i/hold-or-hand-over/?warrant=no&threat=yes` is what stands in an officer's address
bar after those answers, and so it can be taken from there: walk the draft, and copy the
address. It can be walked in the form as well, where each choice is a button that puts
the next answer into the address. Rows are walked, not content: a wizard that is still
being written can be walked as far as it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse

from guidance.authoring.models import Choice, Outcome, Question, Wizard

ADDRESS = re.compile(r"(?:.*/)?can-i/([a-z0-9-]+)/?(?:\?([^#]*))?(?:#.*)?")
MOST_ANSWERS = 200
EXPECTED = (
    "This is no address of a wizard. Walk the draft and copy the address from there, "
    "such as /can-i/hold-or-hand-over/?warrant=no."
)


@dataclass(frozen=True)
class Offer:
    """A choice of the question reached, with the address that it leads to."""

    choice: Choice
    address: str


@dataclass(frozen=True)
class Walked:
    """Where an address leads: the answers on the path, and the node reached."""

    wizard: Wizard
    steps: list[tuple[Question, Choice, str]]
    node: Question | Outcome | None
    offers: list[Offer]
    passed_over: int
    address: str

    @property
    def outcome(self) -> Outcome | None:
        return self.node if isinstance(self.node, Outcome) else None

    @property
    def draft(self) -> str:
        """Where officers would stand, in the draft."""
        page = reverse("draft:wizard", args=[self.wizard.slug])
        return page + self.address.partition("/can-i/" + self.wizard.slug + "/")[2]


def address_of(choices: Iterable[Choice]) -> str:
    """Return the address of the walk with `choices`, or "" where there are none."""
    answers = [(each.question, each) for each in choices]
    if not answers:
        return ""
    return _written(answers[0][0].wizard, answers)


def _written(wizard: Wizard, answers: Iterable[tuple[Question, Choice]]) -> str:
    given = {question.slug: choice.slug for question, choice in answers}
    asked = f"?{urlencode(given)}" if given else ""
    return f"/can-i/{wizard.slug}/{asked}"


def wizard_in(text: str) -> Wizard | None:
    """Return the wizard of the address `text`. Raises ValidationError for another text."""
    if not text:
        return None
    found = ADDRESS.fullmatch(text)
    if found is None:
        raise ValidationError(EXPECTED)
    wizard = Wizard.objects.filter(slug=found[1]).select_related("start").first()
    if wizard is None:
        raise ValidationError(f"There is no wizard “{found[1]}” in the draft.")
    return wizard


def wizard_and_choices(text: str) -> tuple[Wizard | None, list[Choice]]:
    """Return what the address `text` says; nothing for "". Raises ValidationError."""
    wizard = wizard_in(text)
    return wizard, choices_in(text, wizard) if wizard else []


def path_look(box: str, typed: Any, wizards: Iterable[Wizard]) -> dict[str, Any]:
    """Return what there is to see of the address `typed` into the box of that name:
    where it leads, what is wrong with it, or the `wizards` to begin with."""
    text = str(typed or "").replace("\0", "").strip()
    try:
        wizard, choices = wizard_and_choices(text)
    except ValidationError as problem:
        return {"box": box, "problem": problem.messages[0]}
    if wizard is None:
        return {"box": box, "wizards": wizards}
    return {"box": box, "walked": walked(wizard, choices)}


def choices_in(text: str, wizard: Wizard) -> list[Choice]:
    """Return the answers that the address `text` gives. Raises ValidationError."""
    questions = {each.slug: each for each in _questions(wizard)}
    chosen: dict[str, Choice] = {}
    for asked, said in parse_qsl(text.partition("?")[2].partition("#")[0])[
        :MOST_ANSWERS
    ]:
        if "_" in asked:
            continue  # asks to change an answer, and gives none
        question = questions.get(asked)
        if question is None:
            raise ValidationError(f"“{asked}” is no question of “{wizard.title}”.")
        choice = next((e for e in question.choices.all() if e.slug == said), None)
        if choice is None:
            raise ValidationError(f"“{said}” is no answer to “{question.text}”.")
        if asked in chosen:
            raise ValidationError("Give one answer to a question.")
        chosen[asked] = choice
    return list(chosen.values())


def _questions(wizard: Wizard) -> list[Question]:
    there = ("choices__to_question", "choices__to_outcome")
    return list(wizard.questions.prefetch_related(*there))


def walked(wizard: Wizard, choices: Iterable[Choice]) -> Walked:
    """Return where `choices` lead in `wizard`, and what can be chosen there."""
    given = {each.question_id: each for each in choices}
    questions = {each.pk: each for each in _questions(wizard)}
    node: Question | Outcome | None = questions.get(wizard.start_id or 0)
    steps: list[tuple[Question, Choice]] = []
    while isinstance(node, Question) and node.pk in given and len(steps) < len(given):
        question, choice = node, given[node.pk]
        steps.append((question, choice))
        node = choice.to_outcome or questions.get(choice.to_question_id or 0)
    return Walked(
        wizard,
        [(q, c, _written(wizard, steps[:at])) for at, (q, c) in enumerate(steps)],
        node,
        _offers(wizard, steps, node),
        len(given) - len(steps),
        _written(wizard, steps),
    )


def _offers(
    wizard: Wizard, steps: list[tuple[Question, Choice]], node: Any
) -> list[Offer]:
    if not isinstance(node, Question):
        return []
    choices = sorted(node.choices.all(), key=lambda each: (each.order, each.pk))
    return [Offer(each, _written(wizard, [*steps, (node, each)])) for each in choices]

"""What the cases of a wizard cover, and which paths are worth a case next.

Paths are counted without listing them, since there may be billions. Only as many
untested ones are made as somebody wants to look at: first those through a choice that
no case makes, at the questions most paths go through, then the rest in that order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from guidance.content.freezing import digest
from guidance.content.model import (
    Case,
    CaseSet,
    Outcome,
    Question,
    Scenario,
    Wizard,
)
from guidance.content.paths import Ways, paths_from
from guidance.content.walking import Step, follow, longest_from, paths

Answers = Mapping[str, str]
LONGEST_TITLE = 500


@dataclass(frozen=True)
class Coverage:
    """How much of a wizard is walked by cases, of how much there is.

    `unmade` are the choices no case makes, as question and choice, and `unreached` the
    outcomes none ends in, by slug.
    """

    walked: int
    paths: int
    choices: int
    unmade: tuple[tuple[str, str], ...]
    outcomes: int
    unreached: tuple[str, ...]

    @property
    def made(self) -> int:
        return self.choices - len(self.unmade)

    @property
    def reached(self) -> int:
        return self.outcomes - len(self.unreached)


def walked_by(
    case_sets: Iterable[CaseSet], scenarios: Iterable[Scenario]
) -> dict[str, list[Answers]]:
    """Return for each wizard's slug the answers that these walk."""
    walked: dict[str, list[Answers]] = {}
    for case_set in case_sets:
        cases = walked.setdefault(case_set.wizard, [])
        cases += [case.answers for case in case_set.cases]
    for scenario in scenarios:
        if settled := scenario.settled_by:
            walked.setdefault(settled.wizard, []).append(settled.answers)
    return walked


def coverage(wizard: Wizard, walked: Iterable[Answers]) -> Coverage:
    """Return what `walked`, the answers of cases, cover of `wizard`.

    Answers that are no path through it to an outcome cover nothing.
    """
    walks = {_key(each): steps for each in walked if (steps := _path(wizard, each))}
    made = {_made(step) for steps in walks.values() for step in steps}
    ends = {steps[-1].choice.leads_to for steps in walks.values()}
    choices = [
        (question.slug, choice.slug)
        for question in wizard.questions
        for choice in question.choices
    ]
    onward = paths_from(wizard).get(wizard.start, Counter())
    return Coverage(
        walked=len(walks),
        paths=onward.total(),
        choices=len(choices),
        unmade=tuple(each for each in choices if each not in made),
        outcomes=len(wizard.outcomes),
        unreached=tuple(o.slug for o in wizard.outcomes if o.slug not in ends),
    )


def untested(wizard: Wizard, walked: Iterable[Answers], *, limit: int) -> list[Case]:
    """Return at most `limit` paths of `wizard` that are not `walked`, as ready cases."""
    known = [dict(each) for each in walked]
    found = (ready(wizard, each) for each in _untested(wizard, known))
    return list(islice((case for case in found if case), limit))


def ready(wizard: Wizard, answers: Answers) -> Case | None:
    """Return the path of `answers` as the case the wizard makes of it today.

    None where they are no path, or where its outcome quotes nothing to rest on.
    """
    steps = _path(wizard, answers)
    outcome = wizard.nodes[steps[-1].choice.leads_to] if steps else None
    if not isinstance(outcome, Outcome) or not outcome.citations:
        return None
    first = outcome.citations[0]
    return Case(
        slug=f"{outcome.slug[:70].strip('-')}-{digest(dict(answers))[:8]}",
        title=_title(steps),
        answers=dict(answers),
        verdict=outcome.verdict,
        outcome=outcome.slug,
        sections=tuple(dict.fromkeys(each.section for each in outcome.citations)),
        why=_short(f"{first.section}: “{first.words}”"),
    )


def _path(wizard: Wizard, answers: Answers) -> tuple[Step, ...]:
    """Return the steps of `answers`; none where they are no path to an outcome."""
    if wizard.start not in wizard.nodes:
        return ()
    steps, node = follow(wizard, answers)
    whole = isinstance(node, Outcome) and len(steps) == len(answers)
    return steps if whole else ()


def _title(steps: Iterable[Step]) -> str:
    said = [f"{each.question.text} {each.choice.label}" for each in steps]
    whole = "; ".join(each.rstrip(".") for each in said)
    if len(whole) <= LONGEST_TITLE:
        return whole
    return _short("; ".join(each.choice.label.rstrip(".") for each in steps))


def _short(text: str) -> str:
    """Return `text` on one line that a title or a reason can hold."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


def _key(answers: Answers) -> frozenset[tuple[str, str]]:
    return frozenset(answers.items())


def _made(step: Step) -> tuple[str, str]:
    return step.question.slug, step.choice.slug


def _untested(wizard: Wizard, walked: list[dict[str, str]]) -> Iterator[Answers]:
    """Yield each path that is not among `walked` once, the most telling first."""
    seen = {_key(each) for each in walked}
    travelled = _travelled_first(wizard)
    for answers in _through_unmade(travelled, walked):
        if _key(answers) not in seen:
            seen.add(_key(answers))
            yield answers
    for answers in paths(travelled):
        if _key(answers) not in seen:
            yield answers


def _through_unmade(
    wizard: Wizard, walked: list[dict[str, str]]
) -> Iterator[dict[str, str]]:
    """Yield a path through each choice that nothing makes, the questions most paths
    go through first; a path makes its other choices on the way."""
    made = {_made(step) for each in walked for step in _path(wizard, each)}
    ways, travel = Ways(wizard), travels(wizard)
    reached = [each for each in wizard.questions if travel[each.slug]]
    for question in sorted(reached, key=lambda each: -travel[each.slug]):
        for choice in question.choices:
            if (question.slug, choice.slug) not in made:
                way = dict(map(_made, ways.to(question.slug)))
                way[question.slug] = choice.slug
                onward = next(paths(_begun_at(wizard, choice.leads_to)), None)
                if onward is not None:
                    made.update((way | onward).items())
                    yield way | onward


def travels(wizard: Wizard) -> Counter[str]:
    """Return how many paths go through each node: ways to it by ways on from it."""
    onward = {slug: each.total() for slug, each in paths_from(wizard).items()}
    ways = Counter({wizard.start: 1})
    # Children stand before their parents there, so turned round each is complete when
    # its turn comes; a choice that leads back, in a draft, is added too late to count.
    for slug in reversed(longest_from(wizard)):
        node = wizard.nodes[slug]
        for choice in node.choices if isinstance(node, Question) else ():
            ways[choice.leads_to] += ways[slug]
    return Counter({slug: ways[slug] * count for slug, count in onward.items()})


def _travelled_first(wizard: Wizard) -> Wizard:
    """Return `wizard` with the choices of each question in order of travel, those of
    an officer who can't tell last: they say least about the rules."""
    travel = travels(wizard)
    questions = []
    for question in wizard.questions:
        choices = sorted(
            question.choices, key=lambda each: (each.not_sure, -travel[each.leads_to])
        )
        questions.append(question.model_copy(update={"choices": tuple(choices)}))
    return _changed(wizard, questions=tuple(questions))


def _begun_at(wizard: Wizard, start: str) -> Wizard:
    return _changed(wizard, start=start)


def _changed(wizard: Wizard, **changed: object) -> Wizard:
    """Return `wizard` with fields changed; a copy would keep the old one's nodes."""
    fields = {name: getattr(wizard, name) for name in Wizard.model_fields}
    return Wizard.model_construct(**(fields | changed))

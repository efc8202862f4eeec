"""Why a wizard answers as it does, and which single answer would have changed it.

Both take the answers that led to an outcome and change one of them alone. The others
stand: where a question on the new way was answered before, that answer still counts.
A question that nobody was asked before is open, so every answer to it is reckoned
with. Only the answers on the path count, not whatever else an address carries: what is
said here then follows from what the page lists, and one path always says the same.

*Because* goes by the outcome and *unless* by the verdict. Two outcomes with one verdict
tell an officer to do different things, so an answer that chose between them decided
what stands on the page; but only another verdict is worth a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guidance.content.model import Choice, Node, Outcome, Question, Wizard
from guidance.content.vocabulary import Verdict
from guidance.content.walking import Step, longest_from, walk

Ends = Mapping[str, frozenset[str]]
"""For each node the outcomes, by slug, that can come after it."""


@dataclass(frozen=True)
class Change:
    """One answer changed alone, and what can come of it.

    `answers` walk to `node`: the outcome, or the first question left open. They keep
    what may still count there. `ends` are the outcomes that can follow, in the
    wizard's order, and `verdicts` theirs.
    """

    step: Step
    choice: Choice
    answers: dict[str, str]
    node: Node
    ends: tuple[Outcome, ...]

    @property
    def outcome(self) -> Outcome | None:
        """The outcome it leads to at once, or None while a question is open."""
        return self.node if isinstance(self.node, Outcome) else None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        found = {each.verdict for each in self.ends}
        return tuple(each for each in Verdict if each in found)


def because(wizard: Wizard, answers: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the answers that decided the outcome, in the order of the path.

    An answer decided if another in its place, alone, can lead to another outcome.
    Nothing is decided where the answers reach no outcome.
    """
    walked = walk(wizard, answers)
    changed = {
        each.step.question.slug
        for each in changes(wizard, answers)
        if any(end != walked.outcome for end in each.ends)
    }
    return tuple(each for each in walked.steps if each.question.slug in changed)


def unless(wizard: Wizard, answers: Mapping[str, str]) -> tuple[Change, ...]:
    """Return every single change that can flip the verdict, the nearest first.

    The answer given last is the nearest to the outcome: it drew the finest line. A
    change that settles the verdict comes before one that opens questions. *Not sure*
    comes after all others and is not left out: an officer who begins to doubt an
    answer must see what then holds.
    """
    walked = walk(wizard, answers)
    place = {step.question.slug: at for at, step in enumerate(walked.steps)}
    flips = (each for each in changes(wizard, answers) if _flips(each, walked.outcome))
    return tuple(
        sorted(
            flips,
            key=lambda each: (
                each.choice.not_sure,
                -place[each.step.question.slug],
                each.outcome is None,
            ),
        )
    )


def _flips(change: Change, outcome: Outcome | None) -> bool:
    return outcome is not None and set(change.verdicts) - {outcome.verdict} != set()


def changes(wizard: Wizard, answers: Mapping[str, str]) -> Iterator[Change]:
    """Yield every way to change one answer on the path to an outcome.

    The number of paths does not matter: what can follow is found once for each node.
    """
    walked = walk(wizard, answers)
    if walked.outcome is None:
        return
    ends = _ends(wizard, walked.answers)
    for step in walked.steps:
        for choice in step.question.choices:
            if choice != step.choice and choice.leads_to in ends:
                yield _change(wizard, walked.answers, step, choice, ends)


def _change(
    wizard: Wizard,
    answers: Mapping[str, str],
    step: Step,
    choice: Choice,
    ends: Ends,
) -> Change:
    given = {**answers, step.question.slug: choice.slug}
    walked = walk(wizard, given)
    ahead = _ahead(wizard, walked.node, given)
    kept = {slug: each for slug, each in walked.unused.items() if slug in ahead}
    return Change(
        step,
        choice,
        {**walked.answers, **kept},
        walked.node,
        tuple(each for each in wizard.outcomes if each.slug in ends[choice.leads_to]),
    )


def _ends(wizard: Wizard, answers: Mapping[str, str]) -> Ends:
    """Return what can come after each node while `answers` stand.

    A choice of a draft that leads back leads to nothing that isn't known already.
    """
    ends: dict[str, frozenset[str]] = {}
    for slug in longest_from(wizard):  # children stand before their parents there
        node = wizard.nodes[slug]
        if isinstance(node, Outcome):
            ends[slug] = frozenset({slug})
        else:
            nothing = frozenset[str]()
            ways = (ends.get(each, nothing) for each in _onward(node, answers))
            ends[slug] = nothing.union(*ways)
    return ends


def _onward(question: Question, answers: Mapping[str, str]) -> list[str]:
    """Return where `question` can lead: one way if it was answered, else every way."""
    given = question.choice(answers.get(question.slug))
    return [each.leads_to for each in ([given] if given else question.choices)]


def _ahead(wizard: Wizard, node: Node, answers: Mapping[str, str]) -> set[str]:
    """Return the slugs of the nodes that can follow `node` while `answers` stand."""
    found: set[str] = set()
    waiting = [node.slug]
    while waiting:
        following = wizard.nodes.get(waiting.pop())
        if isinstance(following, Question):
            new = set(_onward(following, answers)) - found
            found |= new
            waiting += new
    return found

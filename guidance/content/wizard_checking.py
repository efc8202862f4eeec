"""What must hold inside one wizard: every path ends in an outcome, and none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidance.content.model import Node, Question, Wizard
from guidance.content.problems import Problem, problem
from guidance.content.walking import leads_to


def check_wizard(wizard: Wizard, where: str) -> Iterator[Problem]:
    """Yield the structural problems of `wizard`, which stands in document `where`."""
    nodes: list[Node] = [*wizard.questions, *wizard.outcomes]
    for slug, count in Counter(each.slug for each in nodes).items():
        if count > 1:
            yield problem(
                "duplicate-slug",
                where,
                slug,
                f"Two nodes of the wizard have the slug “{slug}”.",
                "Give one of them another slug.",
            )
    if wizard.start not in wizard.nodes:
        yield problem(
            "unknown-node",
            where,
            "start",
            f"The wizard starts at “{wizard.start}”, which does not exist.",
            "Name one of its questions.",
        )
        return
    if not isinstance(wizard.nodes[wizard.start], Question):
        yield problem(
            "start",
            where,
            "start",
            "The wizard starts at an outcome, so it asks nothing.",
            "Name one of its questions.",
        )
    for question in wizard.questions:
        yield from _question(wizard, question, where)
    yield from _unreachable(wizard, where)
    yield from _cycles(wizard, where)


def _question(wizard: Wizard, question: Question, where: str) -> Iterator[Problem]:
    field = f"questions › {question.slug}"
    if not question.choices:
        yield problem(
            "no-choices",
            where,
            field,
            "The question offers no choices.",
            "Add the answers an officer can give.",
        )
        return
    for slug, count in Counter(each.slug for each in question.choices).items():
        if count > 1:
            yield problem(
                "duplicate-slug",
                where,
                f"{field} › choices › {slug}",
                f"Two choices have the slug “{slug}”.",
                "Give one of them another slug.",
            )
    for choice in question.choices:
        if choice.leads_to not in wizard.nodes:
            yield problem(
                "dead-end",
                where,
                f"{field} › choices › {choice.slug}",
                f"The choice “{choice.label}” leads to “{choice.leads_to}”, "
                "which does not exist.",
                "Lead it to a question or an outcome of this wizard.",
            )
    unsure = sum(each.not_sure for each in question.choices)
    if unsure != 1:
        yield problem(
            "not-sure",
            where,
            field,
            f"“{question.text}” has {unsure or 'no'} “not sure” "
            f"{'choices' if unsure > 1 else 'choice'}.",
            "Mark exactly one: an officer must never have to guess.",
        )


def _unreachable(wizard: Wizard, where: str) -> Iterator[Problem]:
    reached, waiting = {wizard.start}, [wizard.start]
    while waiting:
        for slug in leads_to(wizard, waiting.pop()):
            if slug not in reached:
                reached.add(slug)
                waiting.append(slug)
    every: list[Node] = [*wizard.questions, *wizard.outcomes]
    for node in every:
        if node.slug not in reached:
            field = "questions" if isinstance(node, Question) else "outcomes"
            yield problem(
                "unreachable",
                where,
                f"{field} › {node.slug}",
                "No answers lead here.",
                "Lead a choice here, or take it out.",
            )


def _cycles(wizard: Wizard, where: str) -> Iterator[Problem]:
    """Yield a problem for each choice that closes a circle.

    Depth first with an explicit stack; a node is `open` while its children are looked
    at, and a choice that leads to an open node leads back.
    """
    open_: list[str] = []
    done: set[str] = set()
    stack = [(wizard.start, False)]
    while stack:
        slug, leaving = stack.pop()
        if leaving:
            open_.remove(slug)
            done.add(slug)
        elif slug not in done and slug not in open_:
            open_.append(slug)
            stack.append((slug, True))
            for child in leads_to(wizard, slug):
                if child in open_:
                    yield problem(
                        "cycle",
                        where,
                        f"questions › {slug}",
                        f"A choice leads back to “{child}”, so the questions go "
                        "round in a circle.",
                        "Lead it on to something new.",
                    )
                stack.append((child, False))

"""What must hold inside one wizard: every path ends in an outcome, and none is lost."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content.model import Node, Question, Wizard
from guidance.content.problems import Problem, problem, same_slug, twice
from guidance.content.walking import leads_to


def check_wizard(wizard: Wizard, document: str) -> Iterator[Problem]:
    """Yield the structural problems of `wizard`, which is the document so named."""
    yield from _slugs(wizard, document)
    yield from _start(wizard, document)
    for question in wizard.questions:
        yield from _question(wizard, question, document)
    if wizard.start in wizard.nodes:
        yield from _unreachable(wizard, document)
        yield from _cycles(wizard, document)


def _slugs(wizard: Wizard, document: str) -> Iterator[Problem]:
    """Yield slugs that two nodes have, so that a choice could mean either."""
    questions = [each.slug for each in wizard.questions]
    outcomes = [each.slug for each in wizard.outcomes]
    for slug in twice(questions):
        yield same_slug(document, f"questions › {slug}", "questions", slug)
    for slug in twice([*dict.fromkeys(questions), *outcomes]):
        things = "questions and outcomes" if slug in questions else "outcomes"
        yield same_slug(document, f"outcomes › {slug}", things, slug)


def _start(wizard: Wizard, document: str) -> Iterator[Problem]:
    if wizard.start not in wizard.nodes:
        yield problem(
            "unknown-node",
            document,
            "start",
            f"The wizard starts at “{wizard.start}”, which does not exist.",
            "Name one of its questions.",
        )
    elif not isinstance(wizard.nodes[wizard.start], Question):
        yield problem(
            "start",
            document,
            "start",
            "The wizard starts at an outcome, so it asks nothing.",
            "Name one of its questions.",
        )


def _question(wizard: Wizard, question: Question, document: str) -> Iterator[Problem]:
    field = f"questions › {question.slug}"
    if not question.choices:
        yield problem(
            "no-choices",
            document,
            field,
            "The question offers no choices.",
            "Add the answers an officer can give.",
        )
        return
    for slug in twice(each.slug for each in question.choices):
        yield same_slug(document, f"{field} › choices › {slug}", "choices", slug)
    for choice in question.choices:
        if choice.leads_to not in wizard.nodes:
            yield problem(
                "dead-end",
                document,
                f"{field} › choices › {choice.slug} › leads to",
                f"The choice “{choice.label}” leads to “{choice.leads_to}”, "
                "which does not exist.",
                "Lead it to a question or an outcome of this wizard.",
            )
    unsure = sum(each.not_sure for each in question.choices)
    if unsure != 1:
        yield problem(
            "not-sure",
            document,
            field,
            f"“{question.text}” has {unsure or 'no'} “not sure” "
            f"{'choices' if unsure > 1 else 'choice'}.",
            "Mark exactly one: an officer must never have to guess.",
        )


def _unreachable(wizard: Wizard, document: str) -> Iterator[Problem]:
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
                document,
                f"{field} › {node.slug}",
                "No answers lead here.",
                "Lead a choice here, or take it out.",
            )


def _cycles(wizard: Wizard, document: str) -> Iterator[Problem]:
    """Yield a problem for each choice that closes a circle.

    Depth first with an explicit stack; a node is `open_` while what follows it is
    looked at, and a choice that leads to an open node leads back.
    """
    open_: set[str] = set()
    done: set[str] = set()
    stack = [(wizard.start, False)]
    while stack:
        slug, leaving = stack.pop()
        if leaving:
            open_.remove(slug)
            done.add(slug)
        elif slug not in done and slug not in open_:
            open_.add(slug)
            yield from _leading_back(wizard, slug, open_, document)
            stack.append((slug, True))
            stack += [(each, False) for each in leads_to(wizard, slug)]


def _leading_back(
    wizard: Wizard, slug: str, open_: set[str], document: str
) -> Iterator[Problem]:
    node = wizard.nodes[slug]
    for choice in node.choices if isinstance(node, Question) else ():
        if choice.leads_to in open_:
            yield problem(
                "cycle",
                document,
                f"questions › {slug} › choices › {choice.slug} › leads to",
                f"The choice “{choice.label}” leads back to “{choice.leads_to}”, so "
                "the questions go round in a circle.",
                "Lead it on to something new.",
            )

"""Two versions of a wizard, and the ways through both of them, listed one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import strategies as st

from guidance.content.model import Outcome, Wizard
from guidance.content.question_graph import NOWHERE
from tests.content.a_guidance import Graph, a_citation, a_wizard, an_outcome

Listed = tuple[dict[str, str], dict[str, str], str]
"""The answers of one way, those the other version must be asked for too, its end."""


def listed(wizard: Wizard, other: Wizard) -> Iterator[Listed]:
    """Yield every way through `wizard`, and those that only `other` offers a choice of."""
    waiting: list[tuple[dict[str, str], str]] = [({}, wizard.start)]
    while waiting:
        answers, slug = waiting.pop()
        node = wizard.nodes[slug]
        if isinstance(node, Outcome):
            yield answers, {}, slug
            continue
        offered = {each.slug: each.leads_to for each in node.choices}
        waiting += [({**answers, slug: each}, to) for each, to in offered.items()]
        theirs = other.nodes.get(slug)
        if theirs is not None and not isinstance(theirs, Outcome):
            for each in {choice.slug for choice in theirs.choices} - set(offered):
                yield {**answers, slug: each}, {slug: each}, NOWHERE


def by_listing(before: Wizard, after: Wizard) -> Counter[tuple[str, str]]:
    """Count the ways to each pair of ends by listing the ways through both."""
    found: Counter[tuple[str, str]] = Counter()
    theirs = list(listed(after, before))
    for answers, must, end in listed(before, after):
        for other, other_must, other_end in theirs:
            agree = all(other.get(each, told) == told for each, told in answers.items())
            asked = (
                must.items() <= other.items() and other_must.items() <= answers.items()
            )
            if agree and asked:
                found[end, other_end] += 1
    return found


@st.composite
def versions(draw: st.DrawFn) -> tuple[Wizard, Wizard]:
    """Two wizards that share questions: in any order, with choices come and gone."""
    names = [f"n{number}" for number in range(4)]
    return draw(_version(names)), draw(_version(names))


@st.composite
def _version(draw: st.DrawFn, names: list[str]) -> Wizard:
    order = draw(st.permutations(names))[: draw(st.integers(1, 4))]
    graph: Graph = {
        slug: {
            choice: draw(st.sampled_from([*order[number + 1 :], "o1", "o2", "o3"]))
            for choice in draw(st.sets(st.sampled_from("abc"), min_size=1))
        }
        for number, slug in enumerate(order)
    }
    outcomes = [
        an_outcome(
            slug,
            verdict=draw(st.sampled_from(["yes", "no"])),
            citations=[a_citation(draw(st.sampled_from(["leaves", "found"])))],
        )
        for slug in ("o1", "o2", "o3")
    ]
    return a_wizard(graph, outcomes=outcomes)

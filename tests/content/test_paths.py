"""Counting paths without listing them, and showing one of them."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from guidance.content.model import Wizard
from guidance.content.paths import Ways, in_words, measure, share_to_ask, together
from guidance.content.vocabulary import Verdict
from guidance.content.walking import follow, paths, walk
from tests.content.a_guidance import a_wizard, an_outcome
from tests.content.generated import drafts, wizards


@given(wizards())
def test_as_many_paths_are_counted_as_there_are(wizard: Wizard):
    measures = measure(wizard)
    listed = list(paths(wizard))
    ends = [walk(wizard, each).outcome for each in listed]

    assert measures.count == len(listed)
    assert measures.paths == Counter(each.verdict for each in ends if each)
    assert measures.longest == max(map(len, listed))
    assert measures.sure.total() == sum(
        "not-sure" not in each.values() for each in listed
    )


@given(drafts())
def test_a_draft_with_circles_is_measured_too(wizard: Wizard):
    assert measure(wizard).count >= 0


def test_more_paths_than_could_ever_be_listed_are_counted_exactly():
    graph = {
        f"q{at}": {"a": f"q{at + 1}", "b": f"q{at + 1}", "not-sure": f"q{at + 1}"}
        for at in range(300)
    }
    measures = measure(a_wizard(graph))

    assert measures.count == 3**300
    assert measures.sure.total() == 2**300
    assert measures.longest == 300


def test_shares_are_of_what_ends_in_ask_first():
    asking = an_outcome("ask", verdict="ask_first", contacts=["desk"])
    graph = {"one": {"on": "end", "over": "ask", "not-sure": "ask"}}
    measures = measure(a_wizard(graph, outcomes=[an_outcome("end"), asking]))

    assert share_to_ask(measures.paths) == 2 / 3
    assert share_to_ask(measures.sure) == 1 / 2
    assert share_to_ask(measures.outcomes) == 1 / 2
    assert share_to_ask(Counter[Verdict]()) == 0
    assert together([measures, measures]).count == 6


@given(wizards())
def test_the_way_to_a_node_leads_there_and_none_is_shorter(wizard: Wizard):
    ways = Ways(wizard)

    for outcome in wizard.outcomes:
        steps = ways.to(outcome.slug)
        answers = {each.question.slug: each.choice.slug for each in steps}
        _, node = follow(wizard, answers)
        lengths = [
            len(each) for each in paths(wizard) if follow(wizard, each)[1] is outcome
        ]
        assert node == outcome
        assert len(steps) == min(lengths)


def test_a_way_is_told_in_words():
    wizard = a_wizard()

    said = in_words(Ways(wizard).to("take-it"), "Take it")

    assert said == "is-it-locked? No → is-it-yours? Yes → Take it"

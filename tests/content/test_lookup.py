"""Looking up: everything by its name, and the graph of citations turned round."""

from __future__ import annotations

from guidance.content.department import Topic
from guidance.content.lookup import Lookup
from tests.content.a_guidance import (
    a_citation,
    a_department,
    a_guidance,
    a_scenario,
    a_wizard,
    an_outcome,
)


def test_a_section_is_found_by_its_path():
    lookup = Lookup(a_guidance())

    section = lookup.section("bicycle-order/found")

    assert section
    assert section.ref == "b-1"
    assert lookup.section("bicycle-order/gone") is None


def test_a_section_knows_the_answers_that_quote_it_each_once():
    twice = a_scenario(citations=[a_citation(), a_citation("An officer")])
    wizard = a_wizard({"one": {"on": "end"}})
    lookup = Lookup(a_guidance(scenarios=[twice], wizards=[wizard]))

    resting = lookup.rests_on("bicycle-order/found")

    assert [each.answer.slug for each in resting] == ["ride-it", "end"]
    assert [each.wizard for each in resting] == [None, wizard]
    assert lookup.rests_on("bicycle-order/gone") == []


def test_an_answer_that_only_bears_on_a_section_does_not_rest_on_it():
    outcome = an_outcome("end", citations=[], bears_on=["bicycle-order/found"])
    guidance = a_guidance(scenarios=[], wizards=[a_wizard(outcomes=[outcome])])

    assert Lookup(guidance).rests_on("bicycle-order/found") == []


def test_topics_stand_in_their_order():
    topics = [
        Topic(slug=slug, title=slug, summary=slug, order=order)
        for slug, order in [("last", 9), ("b", 1), ("a", 1)]
    ]
    lookup = Lookup(a_guidance(department=a_department(topics=topics)))

    assert list(lookup.topics) == ["a", "b", "last"]


def test_a_topic_has_its_wizards_and_its_scenarios():
    lookup = Lookup(a_guidance())

    wizards, scenarios = lookup.in_topic("bicycles")

    assert [each.slug for each in wizards] == ["take-a-bicycle"]
    assert [each.slug for each in scenarios] == ["ride-it"]
    assert lookup.in_topic("boats") == ([], [])

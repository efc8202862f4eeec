"""Changing an answer in a wizard: what is kept, what falls away, what is refused."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict

from guidance.content.model import Question, Wizard
from guidance.reader.answers import CHANGE, Place, given, place, shortest
from tests.content.a_guidance import BICYCLES, a_wizard

LONG = {
    "first": {"left": "second", "right": "third", "not-sure": "ask"},
    "second": {"yes": "third", "no": "stop", "not-sure": "ask"},
    "third": {"yes": "go", "no": "stop", "not-sure": "ask"},
}


def at(address: str, wizard: Wizard | None = None) -> Place:
    wizard = wizard or a_wizard(LONG)
    return place(wizard, "/w/", given(QueryDict(address), wizard))


def links(reached: Place) -> dict[str, str]:
    question = reached.walk.node
    assert isinstance(question, Question)
    return {each.choice.slug: each.url for each in reached.offered(question)}


def test_a_choice_adds_its_answer_to_those_given():
    assert links(at("first=left"))["yes"] == "/w/?first=left&second=yes"


def test_changing_an_answer_asks_its_question_again_and_keeps_the_later_ones():
    reached = at("first=left&second=yes&third=no")
    change = reached.answered[0].change

    again = at(change.removeprefix("/w/?"))

    assert again.walk.node.slug == "first"
    assert again.before == "left"
    assert [each.question.slug for each in again.kept] == ["second", "third"]
    assert links(again)["right"] == "/w/?first=right&second=yes&third=no"


def test_a_later_answer_that_still_applies_is_used_and_one_that_does_not_is_named():
    reached = at("first=right&second=yes&third=no")

    assert reached.walk.node.slug == "stop"
    assert reached.walk.answers == {"first": "right", "third": "no"}
    assert [each.question.slug for each in reached.dropped] == ["second"]
    assert reached.kept == []


def test_changing_back_finds_the_answer_that_fell_away():
    reached = at("first=right&second=yes&third=no")

    again = at(reached.answered[0].change.removeprefix("/w/?"))

    assert links(again)["left"] == "/w/?first=left&second=yes&third=no"


def test_the_address_to_copy_holds_only_what_led_here():
    reached = at("first=right&second=yes&third=no&utm=x")

    assert reached.canonical == "/w/?first=right&third=no"


def test_an_answer_the_question_does_not_offer_asks_it_again_and_says_so():
    for refused in ("elsewhere", "x" * 10_000, "\x00", "", "left "):
        reached = at(urlencode({"first": refused}))

        assert reached.walk.node.slug == "first"
        assert "not an answer this question offers" in reached.complaint


def test_two_different_answers_to_one_question_ask_it_again_and_say_so():
    reached = at("first=left&first=right")

    assert reached.walk.node.slug == "first"
    assert "two answers" in reached.complaint


def test_the_same_answer_twice_is_one_answer():
    reached = at("first=left&first=left")

    assert reached.walk.node.slug == "second"
    assert reached.complaint == ""


def test_asking_to_change_what_was_not_answered_changes_nothing():
    assert at(f"first=left&{CHANGE}=third").walk.node.slug == "second"
    assert at(f"first=left&{CHANGE}=nonsense").before is None


def test_the_unsure_choice_comes_last_whatever_its_place():
    graph = {"first": {"not-sure": "ask", "yes": "go"}}

    reached = at("", a_wizard(graph))

    assert list(links(reached)) == ["yes", "not-sure"]


def test_the_fewest_answers_that_reach_each_node_are_found():
    assert shortest(a_wizard(BICYCLES)) == {
        "is-it-locked": {},
        "is-it-yours": {"is-it-locked": "no"},
        "leave-it": {"is-it-locked": "yes"},
        "ask": {"is-it-locked": "not-sure"},
        "take-it": {"is-it-locked": "no", "is-it-yours": "yes"},
    }


def test_an_outcome_nobody_can_reach_has_no_path():
    wizard = a_wizard(BICYCLES)
    alone = wizard.model_copy(update={"start": "is-it-yours"})

    assert "ask" in shortest(alone)
    assert shortest(alone)["leave-it"] == {"is-it-yours": "no"}

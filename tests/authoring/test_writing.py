"""Writing at the desk: sections found by typing, words that must stand there, hints,
the path that settles a question, and a look at all of it that saves nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from guidance.authoring.models import (
    Department,
    Outcome,
    Question,
    Scenario,
    ScenarioAnswer,
    ScenarioCitation,
    Section,
    Term,
    Wizard,
)
from guidance.authoring.section_looks import look
from tests.authoring.forms import adding, opened, page_of

PATH = "/can-i/take-a-bicycle/?is-it-locked=no&is-it-yours=no"


@pytest.fixture
def address(draft: Any) -> str:
    return page_of(Scenario.objects.get())


def looked(client: Any, address: str, **typed: str) -> str:
    """Return what htmx is sent while somebody types."""
    data = opened(client, address) | {"_look": "1"} | typed
    page = client.post(address, data, headers={"HX-Request": "true"})
    assert page.status_code == 200
    return str(page.content.decode())


@pytest.mark.parametrize("typed", ["b-1", " B-1 ", "found bicycle", "1 Bicycle order"])
def test_a_section_is_found_by_its_ref_or_by_words_of_it(draft, typed):
    found = look("citations-0", typed, "")

    assert (found.section or found.found[0]).ref == "b-1"


@pytest.mark.parametrize("typed", ["", "zebra", "\0", "%", "9" * 40, "x" * 5000, "²"])
def test_what_no_section_has_finds_none(draft, typed):
    found = look("citations-0", typed, "words")

    assert (found.section, found.found) == (None, [])


def test_words_are_marked_where_they_stand(draft):
    Section.objects.update(quotation="Leave it there.", attribution="Example Post")

    found = look("citations-0", "b-1", "a found  bicycle")

    assert found.stands
    assert [each.quoted for each in found.texts] == ["", "a found bicycle"]


def test_of_words_that_are_not_there_the_nearest_are_offered(draft):
    found = look("citations-0", "b-1", "leave the found bicycles where it is")

    assert not found.stands
    assert found.nearest == "leaves a found bicycle where it is"
    assert look("citations-0", "b-1", "A wholly other sentence.").nearest == ""


def test_a_form_with_wrong_words_comes_back_with_the_nearest_and_one_press_takes_them(
    tess, address
):
    typed = opened(tess, address) | {"citations-0-words": "leaves a stolen bicycle"}

    refused = tess.post(address, typed).content.decode()
    put = "citations-0-words=leaves a found bicycle where"
    assert 'value="citations-0-words=leaves a found bicycle"' in refused
    page = tess.post(address, typed | {"_put": put, "answer": "Kept as typed."})

    assert "✓ These words stand in b-1." in page.content.decode()
    assert "leaves a found bicycle where</textarea>" in page.content.decode()
    assert "Kept as typed." in page.content.decode()
    assert Scenario.objects.get().answer == "No, leave it."


def test_a_citation_names_its_section_by_ref(tess, address):
    typed = adding(
        opened(tess, address), "citations", section="B-1", words="where it is"
    )

    assert tess.post(address, typed).status_code == 302
    assert [each.section.ref for each in ScenarioCitation.objects.all()] == ["b-1"] * 2


def test_looking_saves_nothing_and_says_so(tess, address):
    typed = opened(tess, address) | {"answer": "Another answer.", "_look": "1"}

    page = tess.post(address, typed).content.decode()

    assert "Nothing was saved yet." in page
    assert page.count("Another answer.") >= 2  # in its box, and as officers see it
    assert Scenario.objects.get().version == 1
    assert Scenario.objects.get().answer == "No, leave it."


def test_a_look_takes_little_more_queries_than_the_form_needs_to_judge_itself(
    tess, address, django_assert_max_num_queries
):
    data = opened(tess, address) | {"_look": "1"}

    with django_assert_max_num_queries(100):
        tess.post(address, data, headers={"HX-Request": "true"})


def test_the_preview_shows_what_is_typed_with_the_words_marked(tess, address):
    shown = looked(
        tess,
        address,
        verdict="must",
        answer="Do it.",
        steps="One\r\nTwo",
        detail="**So**",
    )

    assert 'data-verdict="must"' in shown
    assert "<strong>So</strong>" in shown
    assert "<li>Two</li>" in shown
    assert "<mark>leaves a </mark><strong><mark>found bicycle</mark></strong>" in shown


def test_a_new_scenario_is_looked_at_before_it_is_anything(tess):
    address = reverse("admin:authoring_scenario_add")

    assert "Choose a verdict" in looked(tess, address)
    assert 'data-verdict="yes"' in looked(tess, address, verdict="yes", answer="\0")
    assert tess.get(address).status_code == 200


def test_an_outcome_is_previewed_too(tess):
    shown = looked(tess, page_of(Outcome.objects.get(slug="ask")), headline="Ask them.")

    assert "Ask them." in shown
    assert "The policy text" in shown


def test_whoever_may_only_look_sees_no_hints_and_can_send_none(sue, address):
    page = sue.get(address)

    assert "desk-beside" not in page.content.decode()
    assert sue.post(address, {"_look": "1"}).status_code == 403


def test_hints_tell_the_grade_terms_and_banned_words(tess, address):
    Department.objects.update(banned_words=["Velocipede", "perp"])
    Term.objects.create(slug="lock", term="Lock (door)", meaning="What shuts.")
    hard = "Departmental authorization necessitates comprehensive consideration."

    shown = looked(tess, address, answer=f"{hard} A velocipede has locks.")

    assert "The answer reads at grade" in shown
    assert "over 9. Use shorter sentences" in shown
    assert "“Velocipede” is on the department’s list" in shown
    assert "“perp”" not in shown
    assert "Lock (door)" in shown


def test_hints_are_there_for_a_question_of_a_wizard(tess):
    Department.objects.update(banned_words=["bike"])
    question = Question.objects.get(slug="is-it-yours")

    assert "“bike” is on" in looked(tess, page_of(question), text="Is the bike yours?")


def test_a_question_asked_already_is_named_while_it_is_typed(tess):
    address = reverse("admin:authoring_scenario_add")

    near = looked(tess, address, question="Can I ride a bicycle that I found?")
    other = looked(tess, address, question="Must I lock a bicycle?")

    assert "Asked already, in nearly the same words" in near
    assert "Asked already" not in other
    assert "Asked already" not in looked(tess, page_of(Scenario.objects.get()))


def test_the_path_is_walked_in_the_form_choice_by_choice(tess, address):
    begun = looked(tess, address, settled_by="/can-i/take-a-bicycle/")
    assert "is-it-locked?" in begun
    assert 'value="settled_by=/can-i/take-a-bicycle/?is-it-locked=no"' in begun

    ended = looked(tess, address, settled_by=PATH)
    assert "✓ It ends in <b>No</b>: The answer is leave-it." in ended

    otherwise = looked(tess, address, settled_by=PATH, verdict="yes")
    assert "The verdict above says otherwise" in otherwise


def test_a_path_copied_from_the_draft_is_kept_as_answers(tess, address):
    typed = opened(tess, address)
    copied = f"http://localhost/draft{PATH}&change_answer=is-it-yours#here"

    assert tess.post(address, typed | {"settled_by": copied}).status_code == 302

    kept = ScenarioAnswer.objects.values_list("choice__question__slug", "choice__slug")
    assert dict(kept) == {"is-it-locked": "no", "is-it-yours": "no"}
    assert opened(tess, address)["settled_by"] == PATH
    assert tess.post(address, opened(tess, address)).status_code == 302
    assert Scenario.objects.get().version == 2  # saved as it was, it is no new one
    typed = opened(tess, address) | {"settled_by": ""}
    tess.post(address, typed)
    assert not ScenarioAnswer.objects.exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("anything", "This is no address of a wizard."),
        ("/can-i/gone/", "There is no wizard “gone” in the draft."),
        ("/can-i/take-a-bicycle/?gone=no", "“gone” is no question of"),
        ("/can-i/take-a-bicycle/?is-it-locked=gone", "“gone” is no answer to"),
        (f"{PATH}&is-it-locked=yes", "Give one answer to a question."),
        ("\0", "Null characters are not allowed."),
    ],
)
def test_what_is_no_path_is_refused_in_words(tess, address, sent, told):
    page = tess.post(address, opened(tess, address) | {"settled_by": sent})

    assert page.status_code == 200
    assert told in page.content.decode()
    assert not ScenarioAnswer.objects.exists()


def test_a_path_that_was_cut_is_kept_until_somebody_chooses_another(tess, address):
    tess.post(address, opened(tess, address) | {"settled_by": PATH})
    Wizard.objects.update(start=Question.objects.get(slug="is-it-yours"))

    shown = looked(tess, address)
    tess.post(address, opened(tess, address) | {"answer": "No, do not."})

    assert "1 of its answers is not on this path" in shown
    assert ScenarioAnswer.objects.count() == 2


def test_a_path_walked_elsewhere_is_filled_in_and_saved_only_by_saving(tess, address):
    settle = reverse("admin:settle")
    picking = tess.get(settle, {"path": f"/draft{PATH}"})
    [(row, is_settled, filled)] = picking.context["rows"]

    shown = tess.get(filled)

    assert (row, is_settled) == (Scenario.objects.get(), False)
    assert "It ends in <b>No</b>" in picking.content.decode()
    assert PATH.replace("&", "&amp;") in shown.content.decode()
    assert "This path is not saved yet." in shown.content.decode()
    assert not ScenarioAnswer.objects.exists()
    tess.post(filled, opened(tess, filled))
    assert opened(tess, address)["settled_by"] == PATH
    add = tess.get(picking.context["new"]).content.decode()
    assert PATH.replace("&", "&amp;") in add


@pytest.mark.parametrize("path", ["", "x", "/can-i/gone/", "/can-i/x y/?a=b"])
def test_what_is_no_path_settles_nothing_and_says_so(tess, path):
    page = tess.get(reverse("admin:settle"), {"path": path})

    assert page.status_code == 200
    assert "problem" in page.context


def test_questions_to_settle_are_found_by_words(tess):
    asked = {"path": PATH, "q": "found  bicycle"}
    other = {"path": PATH, "q": "zebra"}

    assert len(tess.get(reverse("admin:settle"), asked).context["rows"]) == 1
    assert tess.get(reverse("admin:settle"), other).context["rows"] == []


@pytest.mark.parametrize("put", ["", "=", "x", "_save=1", "opened_version=\0", "a=b=c"])
def test_nonsense_that_is_put_somewhere_saves_nothing(tess, address, put):
    page = tess.post(address, opened(tess, address) | {"_put": put})

    assert page.status_code == 200
    assert Scenario.objects.get().version == 1

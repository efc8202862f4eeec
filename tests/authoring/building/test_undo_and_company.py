"""Taking changes back, and two people in one wizard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from guidance.accounts.models import User
from guidance.authoring.building.undoing import MOST_STEPS, change, snapshot
from guidance.authoring.filling import fill
from guidance.authoring.models import (
    Case,
    Choice,
    Contact,
    Edit,
    Presence,
    Question,
    UndoStep,
    Wizard,
)
from tests.authoring.building.pressing import (
    HTMX,
    as_it_is,
    opened,
    outcome,
    press,
    question,
    screen,
    send,
    the_wizard,
    undo,
)
from tests.authoring.conftest import NOON
from tests.authoring.forms import opened as page_opened
from tests.authoring.forms import page_of
from tests.content.a_guidance import a_case, with_cases

pytestmark = pytest.mark.django_db

NEW = {"choices__0__leads_to": "new-question", "choices__0__words": "Broken?"}


def rows() -> Any:
    return snapshot(the_wizard().pk)


@pytest.mark.parametrize(
    ("slug", "do", "typed"),
    [
        ("is-it-locked", "save", {"text": "Changed?", "slug": "changed"}),
        ("is-it-locked", "save", NEW),
        ("is-it-locked", "down choices-0", {}),
        ("is-it-locked", "drop choices-1", {}),
        ("is-it-locked", "delete", {}),
        ("is-it-locked", "delete-branch", {}),
        ("is-it-yours", "duplicate", {}),
        ("ask", "save", {"citations__0__words": "found bicycle", "verdict": "yes"}),
        ("ask", "delete", {}),
    ],
)
def test_a_change_is_taken_back_exactly(tess, slug, do, typed):
    before = rows()
    node = question(slug) if Question.objects.filter(slug=slug) else outcome(slug)
    press(tess, node, do, **typed)
    assert rows() != before

    answer = undo(tess)

    assert answer.status_code == 303
    assert rows() == before
    assert not UndoStep.objects.exists()
    assert [str(each.by) for each in Edit.objects.all()] == ["tess", "tess"]


def test_changes_are_taken_back_one_after_the_other(tess):
    seen = [rows()]
    for text in ("One?", "Two?", "Three?"):
        press(tess, question("is-it-yours"), text=text)
        seen.append(rows())

    for before in seen[-2::-1]:
        undo(tess)
        assert rows() == before
    assert undo(tess).status_code == 409


def test_only_the_last_steps_are_kept(tom):
    by = User.objects.get(username="tom")
    for number in range(MOST_STEPS + 2):
        with change(the_wizard().pk, by=by, at=NOON) as made:
            made.what = f"Number {number}"
            Question.objects.filter(slug="is-it-yours").update(text=made.what)

    kept = UndoStep.objects.order_by("pk").values_list("what", flat=True)
    assert (len(kept), kept[0]) == (MOST_STEPS, "Number 2")


def test_what_is_taken_back_makes_open_forms_stale(tess, tom):
    press(tess, question("is-it-yours"), text="Hers?")
    his = opened(tom, question("is-it-yours"))
    undo(tess)

    assert send(tom, question("is-it-yours"), his, text="His?").status_code == 409
    assert question("is-it-yours").text == "is-it-yours?"


def test_nothing_is_taken_back_that_somebody_built_on(tess, tom):
    press(tess, question("is-it-yours"), text="Hers?")
    step = UndoStep.objects.get()
    press(tom, outcome("ask"), headline="His.")

    where = reverse("admin:undo", args=[the_wizard().pk])
    answer = tess.post(where, {"step": step.pk})

    assert answer.status_code == 409
    assert "not the last change any more" in answer.content.decode()
    assert b"by tom" in tess.get(screen()).content
    assert tess.post(where, {"step": "x"}).status_code == 409
    assert question("is-it-yours").text == "Hers?"


def test_nothing_is_taken_back_after_a_save_on_another_page(tess, tom):
    press(tess, question("is-it-yours"), text="Hers?")
    page = page_of(outcome("ask"))
    tom.post(page, page_opened(tom, page) | {"headline": "His."})

    answer = undo(tess)

    assert answer.status_code == 409
    assert "changed on another page" in answer.content.decode()
    assert outcome("ask").headline == "His."


def test_nothing_is_taken_back_that_a_case_answers_with(tess):
    fill(with_cases(a_case()))
    press(tess, question("is-it-yours"), choices__3__label="Half")
    Case.objects.get().answers.create(choice=Choice.objects.get(slug="half"))

    answer = undo(tess)

    assert answer.status_code == 409
    assert "that this can&#x27;t stand beside" in answer.content.decode()
    assert Choice.objects.filter(slug="half").exists()


def test_cases_go_on_answering_with_what_comes_back(tess):
    fill(with_cases(a_case()))
    press(tess, question("is-it-locked"), text="Locked?", choices__0__label="Aye")

    undo(tess)

    assert Case.objects.get().answers.get().choice.label == "Yes"


def test_steps_go_with_their_wizard_and_loading_a_pack(tess, draft):
    press(tess, question("is-it-yours"), text="Hers?")

    fill(draft)

    assert not UndoStep.objects.exists()


def test_a_stale_save_shows_both_and_takes_what_was_chosen(tess, tom):
    hers = opened(tess, question("is-it-locked"))
    press(tom, question("is-it-locked"), text="His?", help="His help.")

    page = send(
        tess, question("is-it-locked"), hers, text="Hers?", choices__0__label="Aye"
    )

    assert page.status_code == 409
    panel = page.context["panel"]
    told = {
        each.name: (each.theirs, each.yours, each.is_untouched)
        for each in panel.conflict
    }
    assert told["text"] == ("His?", "Hers?", False)
    # What she left alone is his unless she says otherwise.
    assert told["help"] == ("His help.", "(empty)", True)
    assert told["choices-0-label"] == ("Yes", "Aye", False)
    assert question("is-it-locked").text == "His?"

    again = hers | {
        "text": "Hers?",
        "choices-0-label": "Aye",
        "opened_version": panel.form["opened_version"].value(),
        "take:text": "theirs",
        "take:help": "theirs",
        "take:choices-0-label": "yours",
    }
    assert send(tess, question("is-it-locked"), again).status_code == 303
    saved: Any = as_it_is().nodes["is-it-locked"]
    assert (saved.text, saved.help, saved.choices[0].label) == (
        "His?",
        "His help.",
        "Aye",
    )


def test_a_tick_and_a_target_can_be_taken_from_theirs(tess, tom):
    hers = opened(tess, question("is-it-locked"))
    his = opened(tom, question("is-it-locked"))
    del his["choices-2-not_sure"]
    send(tom, question("is-it-locked"), his, choices__0__leads_to="")
    page = send(tess, question("is-it-locked"), hers, text="Hers?")
    version = page.context["panel"].form["opened_version"].value()

    again = hers | {
        "text": "Hers?",
        "opened_version": version,
        "take:choices-2-not_sure": "theirs",
        "take:choices-0-leads_to": "theirs",
        "take:nothing-9-here": "theirs",
    }
    send(tess, question("is-it-locked"), again)

    first, _, last = question("is-it-locked").choices.order_by("order")
    assert (first.leads_to, last.not_sure) == (None, False)


@pytest.mark.parametrize("garbled", ["", "[", "[" * 100_000, "3", "{}"])
def test_a_stale_save_is_shown_whatever_it_says_it_was_opened_with(tess, tom, garbled):
    hers = opened(tess, question("is-it-locked")) | {"opened_values": garbled}
    press(tom, question("is-it-locked"), text="His?")

    page = send(tess, question("is-it-locked"), hers, text="Hers?")

    assert page.status_code == 409
    assert "Saved: <q>His?</q>" in page.content.decode()


def test_two_people_change_two_nodes_and_neither_is_in_the_others_way(tess, tom):
    hers = opened(tess, question("is-it-yours"))
    press(tom, question("is-it-locked"), text="His?")

    assert send(tess, question("is-it-yours"), hers, text="Hers?").status_code == 303


def test_a_stale_delete_is_refused(tess, tom):
    hers = opened(tess, question("is-it-yours"))
    press(tom, question("is-it-yours"), text="His?")

    page = send(tess, question("is-it-yours"), hers, "delete")

    assert page.status_code == 409
    assert question("is-it-yours").version == 2


def test_two_people_see_each_other(tess, tom):
    here = reverse("admin:say-here", args=[the_wizard().pk])
    key = f"question-{question('is-it-yours').pk}"

    assert b"is here too" not in tess.get(screen()).content
    answer = tom.post(f"{here}?node={key}", headers=HTMX)

    assert b"is here too" not in answer.content  # he doesn't see himself
    page = " ".join(tess.get(screen()).content.decode().split())
    assert "<b>tom</b> is here too, at “is-it-yours?”." in page


def test_who_left_is_not_seen_any_more(tess, tom):
    tom.post(reverse("admin:say-here", args=[the_wizard().pk]), headers=HTMX)
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=1))

    assert b"is here too" not in tess.get(screen()).content


def test_without_script_saying_so_leads_back_to_the_screen(tess):
    answer = tess.post(reverse("admin:say-here", args=[the_wizard().pk]))

    assert (answer.status_code, answer["Location"]) == (303, screen())


def test_a_save_says_that_one_is_here(tess, tom):
    press(tom, question("is-it-yours"), text="His?")

    assert b"<b>tom</b> is here too" in tess.get(screen()).content


def test_the_page_tells_when_somebody_else_changed_something(tess, tom):
    here = reverse("admin:say-here", args=[the_wizard().pk])
    assert b"since" not in tess.post(here, {"seen_step": ""}, headers=HTMX).content

    press(tom, question("is-it-yours"), text="His?")

    answer = tess.post(here, {"seen_step": ""}, headers=HTMX)
    assert "tom has changed something since" in " ".join(
        answer.content.decode().split()
    )


def test_a_new_wizard_starts_from_a_shape_with_the_way_out_there(tess):
    where = reverse("admin:start-wizard")
    topic, contact = the_wizard().topic, Contact.objects.get()
    typed = {"title": "Can I sell a bicycle?", "summary": "Sales", "topic": topic.pk}

    answer = tess.post(where, typed | {"shape": "who-what-paper", "ask": contact.pk})

    made = Wizard.objects.get(slug="can-i-sell-a-bicycle")
    assert answer["Location"].startswith(reverse("admin:build", args=[made.pk]))
    assert (made.ref, made.questions.count(), made.outcomes.count()) == (
        "w-sell-bicycle",
        3,
        1,
    )
    ask = made.outcomes.get()
    assert (ask.verdict, ask.outcome_contacts.get().contact) == ("ask_first", contact)
    unsure = Choice.objects.filter(question__wizard=made, not_sure=True)
    assert [each.to_outcome for each in unsure] == [ask] * 3
    assert Edit.objects.get().slug == made.slug
    page = tess.get(answer["Location"])
    assert page.status_code == 200
    kinds = {f.kind for found in page.context["judged"].of_node.values() for f in found}
    assert "not-sure" not in kinds
    assert "unreachable" not in kinds


def test_two_wizards_of_one_title_have_two_names(tess):
    where, topic = reverse("admin:start-wizard"), the_wizard().topic
    title = "Can I return found property?"
    typed = {"title": title, "summary": "S", "topic": topic.pk, "shape": "blank"}

    tess.post(where, typed)
    tess.post(where, typed)

    made = Wizard.objects.filter(title=title).order_by("pk")
    slug = "can-i-return-found-property"
    assert [each.slug for each in made] == [slug, f"{slug}-2"]
    assert [each.ref for each in made] == ["w-return-found", "w-return-found-2"]
    asked = [each.questions.get().ref for each in made]
    assert asked == ["return-found-q1", "return-found-2-q1"]


def test_a_start_without_a_title_says_so(tess):
    assert tess.post(reverse("admin:start-wizard"), {}).status_code == 422


def test_adding_a_wizard_on_its_own_page_leads_to_the_builder(tess):
    where = reverse("admin:authoring_wizard_add")
    typed = page_opened(tess, where) | {
        "title": "New?", "summary": "S", "slug": "new", "ref": "w-new",
        "topic": str(the_wizard().topic_id),
    }  # fmt: skip

    answer = tess.post(where, typed)

    made = Wizard.objects.get(slug="new")
    assert answer["Location"] == reverse("admin:build", args=[made.pk])
    page = tess.get(answer["Location"])
    assert "No question comes first yet" in page.content.decode()
    assert "There is nothing to draw yet" in page.content.decode()

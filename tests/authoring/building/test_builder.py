"""The wizard builder's buttons: each does what it says, and says what it did."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidance.authoring.filling import fill
from guidance.authoring.freezing import draft_guidance
from guidance.authoring.models import (
    Choice,
    Contact,
    Department,
    Edit,
    Outcome,
    Question,
    Term,
    UndoStep,
    Wizard,
)
from guidance.content.walking import paths
from tests.authoring.building.pressing import (
    HTMX,
    as_it_is,
    errors,
    opened,
    outcome,
    press,
    question,
    screen,
    send,
    the_wizard,
)
from tests.authoring.conftest import signed_in
from tests.content.a_guidance import (
    a_case,
    a_guidance,
    a_scenario,
    a_wizard,
    with_cases,
)

pytestmark = pytest.mark.django_db


def shown(client: Client, node: Any = None) -> str:
    return " ".join(client.get(screen(node)).content.decode().split())


def test_the_screen_shows_each_node_once_and_links_the_rest(tess):
    page = shown(tess)

    for node in (*Question.objects.all(), *Outcome.objects.all()):
        key = f"{type(node).__name__.lower()}-{node.pk}"
        assert page.count(f'id="{key}"') == 1
        assert f'data-node="{key}"' in page
    assert f'→ <a href="#outcome-{outcome("ask").pk}">' in page
    assert "<b>5</b> paths, the longest of <b>2</b> questions" in page


def test_an_open_node_is_open_in_the_outline_and_marked_in_the_picture(tess):
    key = f"question-{question('is-it-yours').pk}"

    page = shown(tess, key)

    assert f'data-open="{key}"' in page
    assert (
        f'data-node="{key}" class="map__box map__box--taken" aria-current="true"'
        in page
    )


def test_htmx_gets_the_screen_without_the_page_around_it(tess):
    part = tess.get(screen(), headers=HTMX)

    assert part.content.decode().lstrip().startswith('<div id="builder"')
    assert "HX-Request" in part["Vary"]


def test_opening_and_saving_changes_nothing(tess):
    for node in (*Question.objects.all(), *Outcome.objects.all(), the_wizard()):
        assert press(tess, node).status_code == 303
    assert draft_guidance() == a_guidance()
    assert not UndoStep.objects.exists()
    assert not Edit.objects.exists()
    assert {each.version for each in Question.objects.all()} == {1}


def test_a_save_changes_the_node_and_is_logged(tess):
    answer = press(
        tess, question("is-it-yours"), text="Whose is it?", choices__0__label="Ours"
    )

    assert answer.status_code == 303
    saved = as_it_is().nodes["whose-is-it"]
    assert (saved.text, saved.choices[0].label) == ("Whose is it?", "Ours")
    assert question("is-it-yours").version == 2
    [edit] = Edit.objects.all()
    assert (edit.kind, edit.slug, str(edit.by)) == ("wizard", "take-a-bicycle", "tess")


def test_a_choice_leads_to_a_new_question_with_its_not_sure_there(tess):
    press(
        tess,
        question("is-it-locked"),
        choices__0__leads_to="new-question",
        choices__0__words="Is the lock broken?",
    )

    made = as_it_is().nodes["is-the-lock-broken"]
    assert [each.slug for each in made.choices] == ["yes", "no", "not-sure"]
    assert made.choices[0].leads_to == "leave-it"  # where the choice led before
    assert (made.choices[2].not_sure, made.choices[2].leads_to) == (True, "ask")
    assert made.ref == "take-q1"


def test_a_choice_leads_to_a_new_outcome(tess):
    press(
        tess,
        question("is-it-locked"),
        choices__3__label="Half",
        choices__3__leads_to="new-outcome-must",
        choices__3__words="You must call.",
    )

    [*_, choice] = as_it_is().nodes["is-it-locked"].choices
    made = as_it_is().nodes[choice.leads_to]
    assert (choice.slug, made.verdict.value, made.headline) == (
        "half",
        "must",
        "You must call.",
    )


def test_a_new_node_needs_words_and_nothing_is_lost_meanwhile(tess):
    page = press(
        tess,
        question("is-it-locked"),
        text="Is there a lock?",
        choices__0__leads_to="new-question",
    )

    assert page.status_code == 422
    assert "Write what the new one says" in errors(page)
    assert "Is there a lock?" in page.content.decode()
    assert question("is-it-locked").text == "is-it-locked?"


def test_a_choice_leads_to_another_wizard(tess):
    other = a_wizard(
        {"other": {"yes": "fine", "not-sure": "fine"}},
        slug="other-one", ref="w-other", title="Can I sell it?",
    )  # fmt: skip
    fill(a_guidance(wizards=[a_wizard(), other]))
    second = Wizard.objects.get(slug="other-one")

    press(tess, question("is-it-yours"), choices__1__leads_to=f"wizard-{second.pk}")

    made = Outcome.objects.get(next_wizard=second)
    assert made.headline == "Go on with “Can I sell it?”"
    assert made.led_to_by.get().question == question("is-it-yours")


def test_choices_are_put_up_and_down_and_what_was_typed_is_kept(tess):
    press(tess, question("is-it-locked"), "down choices-0", choices__0__label="Locked")

    labels = [each.label for each in as_it_is().nodes["is-it-locked"].choices]
    assert labels == ["No", "Locked", "Not-sure"]

    press(tess, question("is-it-locked"), "up choices-2")

    slugs = [each.slug for each in as_it_is().nodes["is-it-locked"].choices]
    assert slugs == ["no", "not-sure", "locked"]


def test_a_choice_moves_to_another_question_with_what_is_behind_it(tess):
    target = question("is-it-yours")

    press(tess, question("is-it-locked"), choices__0__moves_to=f"question-{target.pk}")

    slugs = [each.slug for each in as_it_is().nodes["is-it-yours"].choices]
    assert slugs == ["yes", "no", "not-sure", "yes-2"]
    assert len(as_it_is().nodes["is-it-locked"].choices) == 2
    assert question("is-it-yours").version == 2


def test_the_tick_for_not_sure_moves_from_one_choice_to_another(tess):
    data = opened(tess, question("is-it-locked"))
    del data["choices-2-not_sure"]

    answer = send(tess, question("is-it-locked"), data, choices__0__not_sure="on")

    assert answer.status_code == 303
    sure = [each.not_sure for each in as_it_is().nodes["is-it-locked"].choices]
    assert sure == [True, False, False]


def test_a_choice_is_deleted(tess):
    press(tess, question("is-it-locked"), "drop choices-0")

    slugs = [each.slug for each in as_it_is().nodes["is-it-locked"].choices]
    assert slugs == ["no", "not-sure"]


def test_a_choice_that_a_case_answers_with_stays(tess):
    fill(with_cases(a_case()))

    page = press(tess, question("is-it-locked"), "drop choices-0", text="Typed")

    assert page.status_code == 409
    said = page.content.decode()
    assert "the case “The bicycle is locked”" in said
    assert "Typed" in said
    assert Choice.objects.filter(slug="yes").count() == 2


def test_a_choice_that_a_scenario_answers_with_stays(tess):
    settled = {"wizard": "take-a-bicycle", "answers": {"is-it-locked": "yes"}}
    fill(a_guidance(scenarios=[a_scenario(settled_by=settled)]))

    page = press(tess, question("is-it-locked"), "delete")

    assert page.status_code == 409
    assert "the scenario “a01 · Can I ride a bicycle I found?”" in page.content.decode()


def test_a_deleted_question_leaves_what_led_to_it_leading_nowhere(tess):
    press(tess, question("is-it-yours"), "delete")

    assert not Question.objects.filter(slug="is-it-yours").exists()
    page = shown(tess)
    assert "The choice “No” leads nowhere yet." in page
    assert "No answers lead here yet" in page  # to the outcome that was behind it


def test_a_branch_goes_with_all_that_only_it_leads_to(tess):
    press(tess, question("is-it-yours"), "delete-branch")

    assert {each.slug for each in Outcome.objects.all()} == {"leave-it", "ask"}


def test_a_deleted_first_question_leaves_none_first(tess):
    press(tess, question("is-it-locked"), "delete")

    assert the_wizard().start is None
    page = shown(tess)
    assert "No question comes first yet. Say which one." in page
    assert "nowhere-yet" not in page


def test_a_branch_is_copied_with_names_of_its_own(tess):
    answer = press(tess, question("is-it-yours"), "duplicate")

    copy = question("is-it-yours-2")
    assert f"node=question-{copy.pk}" in answer["Location"]
    led = {
        each.slug: each.leads_to.slug for each in copy.choices.all() if each.leads_to
    }
    # What others lead to as well is shared, what only the branch leads to is copied.
    assert led["not-sure"] == "ask"
    assert outcome(led["yes"]).citations.get().words == "leaves a found bicycle"
    assert (led["yes"], led["no"]) == ("the-answer-is-take-it", "leave-it")


def test_a_node_is_led_to_from_its_own_form(tess):
    choice = Choice.objects.get(question__slug="is-it-locked", slug="yes")

    press(tess, outcome("take-it"), from_choice=str(choice.pk))

    assert as_it_is().nodes["is-it-locked"].choices[0].leads_to == "take-it"


def test_nodes_are_added_that_no_choice_leads_to_yet(tess):
    tess.post(screen(), {"do": "add-question", "words": "Is it a bicycle?"})
    tess.post(screen(), {"do": "add-outcome", "words": "Walk.", "verdict": "yes"})

    assert question("is-it-a-bicycle").choices.count() == 3
    assert outcome("walk").verdict == "yes"
    assert shown(tess).count("No answers lead here. Lead a choice here") == 2


@pytest.mark.parametrize("words", ["", "  ", "x" * 501, "a\0b", "a\u202eb"])
def test_words_that_are_none_add_nothing(tess, words):
    page = tess.post(screen(), {"do": "add-question", "words": words})

    assert page.status_code == 422
    assert Question.objects.count() == 2


def test_a_wizard_says_which_question_comes_first(tess):
    press(tess, the_wizard(), start=str(question("is-it-yours").pk), title="Can I?")

    assert (as_it_is().start, as_it_is().title) == ("is-it-yours", "Can I?")
    assert the_wizard().version == 2


def test_an_outcome_has_its_words_cited_or_is_refused(tess):
    section = Outcome.objects.get(slug="ask").citations.get().section
    typed = {"citations__1__section": str(section.pk)}

    refused = press(tess, outcome("ask"), citations__1__words="never written", **typed)
    saved = press(tess, outcome("ask"), citations__1__words="found  bicycle", **typed)

    assert (refused.status_code, saved.status_code) == (422, 303)
    assert "These words don't stand in section b-1" in errors(refused)
    assert as_it_is().nodes["ask"].citations[1].words == "found  bicycle"


def test_a_section_is_found_by_typing_and_nothing_is_saved_by_looking(tess):
    typed = opened(tess, outcome("ask")) | {
        "headline": "Kept as typed.",
        "citations-1-section": "found bicycle",
        "citations-1-words": "leaves a stolen bicycle",
    }
    put = {"_put": "citations-1-section=b-1"}

    notes = tess.post(screen(outcome("ask")), typed | {"_look": "1"}, headers=HTMX)
    page = tess.post(screen(outcome("ask")), typed | put).content.decode()

    assert '<div id="citations-0-look"' in notes.content.decode()
    assert 'value="citations-1-section=b-1"' in notes.content.decode()
    assert "Kept as typed." in page
    assert 'value="citations-1-words=leaves a found bicycle"' in page
    assert outcome("ask").headline != "Kept as typed."
    assert outcome("ask").version == 1


def hinted(client: Client, node: Any, **typed: str) -> str:
    """Return the hints while `node` is being written, as htmx gets them."""
    data = opened(client, node) | typed | {"_look": "1"}
    return client.post(screen(node), data, headers=HTMX).content.decode()


def test_hints_are_told_while_somebody_writes_and_nothing_is_saved(tess):
    Department.objects.update(banned_words=["Velocipede", "perp"])
    Term.objects.create(slug="lock", term="Lock (door)", meaning="What shuts.")
    hard = "Departmental authorization necessitates comprehensive consideration."
    choice = {"choices-0-label": "A velocipede"}

    asked = hinted(tess, question("is-it-yours"), text=f"{hard} Locks?", **choice)
    answered = hinted(tess, outcome("ask"), headline=f"{hard} It has locks.")
    titled = hinted(tess, the_wizard(), summary="For any perp.")

    assert asked.startswith('<section id="panel-hints"')
    assert 'hx-swap-oob="true"' in asked
    assert "The question reads at grade" in asked
    assert "over 9. Use shorter sentences" in asked
    assert "“Velocipede” is on the department’s list" in asked
    assert "Lock (door)" in asked
    assert "The answer reads at grade" in answered
    assert 'id="citations-0-look"' in answered
    assert "“perp” is on the department’s list" in titled
    assert "grade" not in titled
    assert not UndoStep.objects.exists()


def test_hints_stand_in_the_form_as_it_is_opened_and_without_a_script(tess):
    Department.objects.update(banned_words=["bike", "locked"])
    data = opened(tess, question("is-it-locked"))
    typed = {"text": "Is the bike yours?", "_look": "1"}

    page = tess.post(screen(question("is-it-locked")), data | typed).content.decode()
    swapped = tess.get(screen(question("is-it-locked")), headers=HTMX).content.decode()

    assert "hx-swap-oob" not in swapped  # it stands where it is to be already
    assert "“locked” is on" in shown(tess, f"question-{question('is-it-locked').pk}")
    assert "“bike” is on" in page
    assert "“locked” is on" not in page


def test_an_outcome_gets_whom_to_call_and_loses_it_again(tess):
    desk = Contact.objects.get()

    press(tess, outcome("ask"), verdict="ask_first", contacts__0__contact=str(desk.pk))
    assert as_it_is().nodes["ask"].contacts == ("desk",)
    press(tess, outcome("ask"), "drop contacts-0")

    assert "nobody is named to ask" in shown(tess)


def test_a_slug_that_another_node_has_is_refused(tess):
    page = press(tess, question("is-it-yours"), slug="ask")

    assert page.status_code == 422
    assert "Another part of the wizard has this slug" in errors(page)


def test_a_ref_that_is_taken_is_refused(tess):
    page = press(tess, question("is-it-yours"), ref="q-is-it-locked")

    assert page.status_code == 422


def test_a_slug_may_be_left_to_us(tess):
    press(tess, question("is-it-yours"), text="Whose is it?", slug="")

    assert Question.objects.filter(slug="whose-is-it").exists()


def test_what_is_not_there_any_more_is_told(tess):
    data = opened(tess, question("is-it-yours"))
    key = f"question-{question('is-it-yours').pk}"
    press(tess, question("is-it-yours"), "delete")

    page = send(tess, key, data | {"text": "Is it yours, or hers?"})

    assert page.status_code == 409
    assert "somebody else deleted what you had open" in page.content.decode()
    assert page.context["lost"] == ["Is it yours, or hers?"]


@pytest.mark.parametrize(
    "key",
    [
        "question-0",
        "x",
        "question-",
        "wizard-99",
        "%00",
        "question-99999999999999999999",
    ],
)
def test_a_node_that_is_none_opens_nothing(tess, key):
    page = tess.get(f"{screen()}?node={key}")

    assert page.status_code in (200, 400)
    assert tess.post(f"{screen()}?node={key}", {"do": "save"}).status_code in (400, 409)


def test_a_supervisor_looks_and_changes_nothing(sue):
    page = sue.get(screen(question("is-it-yours")))

    assert page.status_code == 200
    assert b'name="do"' not in page.content
    for answer in (
        sue.post(screen(question("is-it-yours")), {"do": "delete"}),
        sue.post(reverse("admin:undo", args=[the_wizard().pk])),
        sue.post(reverse("admin:say-here", args=[the_wizard().pk])),
    ):
        assert answer.status_code == 403
    assert sue.get(reverse("admin:start-wizard")).status_code == 403


def test_an_officer_does_not_get_in(draft):
    assert signed_in("olly").get(screen()).status_code == 302


def test_a_wizard_that_is_not_there_has_no_builder(tess):
    for name in ("build", "undo", "say-here", "picture"):
        where = reverse(f"admin:{name}", args=[0])
        assert tess.post(where).status_code == 404
    assert tess.get(reverse("admin:build", args=[0])).status_code == 404


def test_looking_changes_nothing_and_other_methods_are_refused(tess):
    tess.get(f"{screen(question('is-it-yours'))}&do=delete")

    assert Question.objects.count() == 2
    assert tess.delete(screen()).status_code == 405


def test_a_press_without_a_token_is_refused(tess):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = tess.cookies

    assert (
        strict.post(screen(question("is-it-yours")), {"do": "delete"}).status_code
        == 403
    )


def test_the_desk_leads_to_the_builder(tess):
    where = reverse("admin:build", args=[the_wizard().pk])
    for address in (
        reverse("admin:authoring_wizard_changelist"),
        reverse("admin:authoring_wizard_change", args=[the_wizard().pk]),
        reverse("admin:authoring_question_change", args=[question("is-it-yours").pk]),
    ):
        assert f'href="{where}' in tess.get(address).content.decode()


def test_every_way_to_add_a_wizard_leads_to_its_shapes(tess, sue):
    bare, start = (
        reverse(f"admin:{each}") for each in ("authoring_wizard_add", "start-wizard")
    )
    for name, ways in (
        ("authoring_wizard_changelist", 2),  # at the side, and above the list
        ("authoring_scenario_changelist", 1),
        ("index", 2),
    ):
        page = tess.get(reverse(f"admin:{name}")).content.decode()
        assert page.count(f'href="{start}"') == ways
        assert f'href="{bare}"' not in page
        assert start not in sue.get(reverse(f"admin:{name}")).content.decode()
    assert f'href="{bare}"' in tess.get(start).content.decode()


def test_what_changed_in_wizards_is_submitted_from_their_list(tess):
    page = tess.get(reverse("admin:authoring_wizard_changelist")).content.decode()

    assert f'<li><a href="{reverse("review:changed")}">' in page


def test_the_number_of_questions_asked_of_the_database_does_not_grow(tess):
    def asked(graph: Any) -> tuple[int, int]:
        fill(a_guidance(wizards=[a_wizard(graph)]))
        node = question("q0")
        data = opened(tess, node)
        with CaptureQueriesContext(connection) as looked:
            tess.get(screen(node), headers=HTMX)
        with CaptureQueriesContext(connection) as saved:
            assert send(tess, node, data, text="Changed?").status_code == 303
        return len(looked), len(saved)

    def chain(length: int) -> Any:
        ways = {f"q{n}": {"a": f"q{n + 1}", "not-sure": f"o{n}"} for n in range(length)}
        return ways | {f"q{length}": {"a": "end", "not-sure": "end"}}

    assert asked(chain(3)) == asked(chain(40))


def test_every_path_of_what_was_built_can_be_walked(tess):
    press(
        tess,
        question("is-it-locked"),
        choices__0__leads_to="new-question",
        choices__0__words="Is the lock broken?",
    )
    made = question("is-the-lock-broken")
    press(tess, made, choices__1__leads_to=f"outcome-{outcome('take-it').pk}")

    assert len(list(paths(as_it_is()))) == 7

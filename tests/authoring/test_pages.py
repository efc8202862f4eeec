"""The pages of the desk: what a trainer can do there, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, reverse

from guidance.authoring.freezing import draft_guidance
from guidance.authoring.models import (
    Choice,
    Contact,
    Department,
    Memo,
    Outcome,
    Question,
    Scenario,
    ScenarioCitation,
    Section,
    Topic,
    Wizard,
)
from guidance.editions.library import library
from guidance.editions.recording import record
from tests.authoring.conftest import NOON
from tests.authoring.forms import adding, opened, page_of
from tests.content.a_guidance import a_guidance


def with_pages() -> list[Any]:
    return [
        model
        for model in apps.get_app_config("authoring").get_models()
        if _has_page(model)
    ]


def _has_page(model: Any) -> bool:
    try:
        reverse(f"admin:authoring_{model._meta.model_name}_changelist")
    except NoReverseMatch:
        return False
    return True


def answered(page: Any) -> str:
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize(
    ("zone", "told"), [("America/New_York", "07:00 EST"), ("gone", "12:00 UTC")]
)
def test_times_are_those_of_the_departments_clocks(tess, zone, told):
    Scenario.objects.update(edited_at=NOON)
    Department.objects.update(time_zone=zone)

    assert told in answered(tess.get(page_of(Scenario.objects.get())))


def test_opening_and_saving_every_page_changes_nothing(tess):
    for model in with_pages():
        for row in model.objects.all() if model is not Choice else ():
            typed = opened(tess, page_of(row))

            assert tess.post(page_of(row), typed).status_code == 302
            assert model.objects.get(pk=row.pk).version == 1
    assert draft_guidance() == a_guidance()


def test_every_field_a_trainer_fills_in_says_what_it_is_for(tess):
    silent = []
    for model in with_pages():
        for row in model.objects.all()[:1]:
            context = tess.get(page_of(row)).context
            forms = [context["adminform"].form]
            inlines = context["inline_admin_formsets"]
            forms += [inline.formset.empty_form for inline in inlines]
            silent += [
                f"{model.__name__}: {bound.name}"
                for form in forms
                for bound in form.visible_fields()
                if not bound.help_text and bound.name != "DELETE"
            ]

    assert silent == []


@pytest.mark.parametrize("asked", ["found", "FOUND", "a01", "No, leave"])
def test_scenarios_are_found_by_what_they_say(tess, asked):
    page = tess.get(reverse("admin:authoring_scenario_changelist"), {"q": asked})

    assert page.context["cl"].result_count == 1


def test_scenarios_are_found_by_other_ways_of_asking(tess):
    Scenario.objects.update(asked_as=["May I pedal it?"])

    page = tess.get(reverse("admin:authoring_scenario_changelist"), {"q": "pedal"})

    assert page.context["cl"].result_count == 1


def test_sections_are_offered_as_they_are_typed(tess):
    page = tess.get(
        reverse("admin:autocomplete"),
        {
            "term": "found",
            "app_label": "authoring",
            "model_name": "scenariocitation",
            "field_name": "section",
        },
    )

    assert [each["text"] for each in page.json()["results"]] == [
        "b-1 · 1 Found bicycles"
    ]


def test_words_that_are_not_in_the_section_are_no_citation(tess):
    address = page_of(Scenario.objects.get())
    typed = opened(tess, address) | {
        "citations-0-words": "leaves a stolen bicycle",
        "answer": "Typed with care.",
    }

    page = tess.post(address, typed)

    assert "stand in section b-1. Copy them from its text" in answered(page)
    assert "leaves a stolen bicycle" in answered(page)
    assert "Typed with care." in answered(page)
    assert ScenarioCitation.objects.get().words == "leaves a found bicycle"


def test_words_of_the_quotation_are_a_citation_too(tess):
    Section.objects.update(quotation="Leave it there.", attribution="Example Post")
    address = page_of(Scenario.objects.get())

    tess.post(address, opened(tess, address) | {"citations-0-words": "leave it there"})

    assert ScenarioCitation.objects.get().words in {
        "leave it there",
        "leaves a found bicycle",
    }


def test_a_list_of_lines_is_typed_one_a_line(tess):
    address = page_of(Scenario.objects.get())

    tess.post(address, opened(tess, address) | {"steps": " One \r\n\r\nTwo\r\n"})

    assert Scenario.objects.get().steps == ["One", "Two"]


def test_a_line_that_is_too_long_is_counted(tess):
    address = page_of(Scenario.objects.get())

    page = tess.post(address, opened(tess, address) | {"steps": f"One\r\n{'x' * 501}"})

    assert "A line has 501 characters; keep each to 500." in answered(page)


def test_a_character_nobody_can_see_is_named(tess):
    address = page_of(Scenario.objects.get())

    page = tess.post(address, opened(tess, address) | {"answer": "No.\x07"})

    assert "holds the control character U+0007" in answered(page)


def test_a_new_row_without_a_place_goes_last(tess):
    address = page_of(Scenario.objects.get())
    section = Section.objects.get()
    typed = opened(tess, address)

    tess.post(
        address, adding(typed, "citations", section=section.pk, words="An officer")
    )

    orders = ScenarioCitation.objects.order_by("order").values_list("words", "order")
    assert list(orders) == [("leaves a found bicycle", 10), ("An officer", 20)]


def test_a_new_contact_without_a_place_goes_last(tess):
    Contact.objects.update(order=30)
    address = reverse("admin:authoring_contact_add")

    tess.post(address, {"name": "Lawyers", "slug": "lawyers", "order": ""})

    contact = Contact.objects.get(slug="lawyers")
    assert (contact.order, str(contact.edited_by)) == (40, "tess")


def test_a_choice_leads_to_a_question_or_an_outcome_of_its_wizard(tess):
    question = Question.objects.get(slug="is-it-locked")
    outcome = Outcome.objects.get(slug="ask")
    typed = opened(tess, page_of(question))

    assert typed["choices-1-leads_to"].startswith("question-")
    tess.post(
        page_of(question), typed | {"choices-1-leads_to": f"outcome-{outcome.pk}"}
    )

    choice = question.choices.get(slug="no")
    assert (choice.to_question, choice.to_outcome) == (None, outcome)


def test_a_choice_may_lead_nowhere_while_it_is_written(tess):
    question = Question.objects.get(slug="is-it-locked")
    typed = opened(tess, page_of(question))

    tess.post(page_of(question), typed | {"choices-1-leads_to": ""})

    assert question.choices.get(slug="no").leads_to is None


def test_a_choice_is_not_offered_another_wizards_outcomes(tess):
    other = Wizard.objects.create(
        slug="other", ref="w-o", title="T", summary="S", topic=Topic.objects.get()
    )
    stray = Outcome.objects.create(
        wizard=other, slug="o", ref="o-o", verdict="no", headline="H"
    )
    question = Question.objects.get(slug="is-it-locked")
    typed = opened(tess, page_of(question))

    page = tess.post(
        page_of(question), typed | {"choices-1-leads_to": f"outcome-{stray.pk}"}
    )

    assert "Select a valid choice" in answered(page)


def test_two_choices_of_not_being_sure_are_refused_in_words(tess):
    question = Question.objects.get(slug="is-it-locked")

    page = tess.post(
        page_of(question),
        opened(tess, page_of(question)) | {"choices-0-not_sure": "on"},
    )

    assert "Only one choice can be “not sure”." in answered(page)
    assert question.choices.filter(not_sure=True).count() == 1


def test_not_being_sure_can_move_to_another_choice(tess):
    question = Question.objects.get(slug="is-it-locked")
    typed = opened(tess, page_of(question)) | {"choices-0-not_sure": "on"}
    del typed["choices-2-not_sure"]

    assert tess.post(page_of(question), typed).status_code == 302
    assert question.choices.get(not_sure=True).slug == "yes"


def test_two_choices_can_swap_their_slugs(tess):
    question = Question.objects.get(slug="is-it-locked")
    swapped = {"choices-0-slug": "no", "choices-1-slug": "yes"}

    response = tess.post(page_of(question), opened(tess, page_of(question)) | swapped)

    assert response.status_code == 302
    assert question.choices.get(label="Yes").slug == "no"


def test_a_slug_that_another_question_has_is_refused_in_words(tess):
    question = Question.objects.get(slug="is-it-locked")
    typed = opened(tess, page_of(question)) | {"slug": "is-it-yours"}

    page = tess.post(page_of(question), typed)

    assert "The wizard has a question with this slug." in answered(page)


def test_a_ref_that_another_section_has_is_refused_in_words(tess):
    memo, first = Memo.objects.get(), Section.objects.get()
    Section.objects.create(
        memo=memo, slug="s", ref="b-2", number="2", heading="H", provenance="law"
    )

    page = tess.post(page_of(first), opened(tess, page_of(first)) | {"ref": "b-2"})
    other = tess.post(
        page_of(memo), opened(tess, page_of(memo)) | {"sections-1-ref": "b-2"}
    )

    assert "Section with this Ref already exists." in answered(page)
    assert other.status_code == 200


def test_a_scenario_that_points_at_itself_is_refused_in_words(tess):
    scenario = Scenario.objects.get()
    typed = opened(tess, page_of(scenario))

    page = tess.post(page_of(scenario), adding(typed, "see_also", other=scenario.pk))

    assert "A scenario can&#x27;t point at itself." in answered(page)


def test_a_contact_named_twice_is_refused_in_words(tess):
    scenario, contact = Scenario.objects.get(), Contact.objects.get()
    typed = opened(tess, page_of(scenario))
    for _ in range(2):
        typed = adding(typed, "scenario_contacts", contact=contact.pk)

    page = tess.post(page_of(scenario), typed)

    assert "Please correct the duplicate" in answered(page)


def test_a_question_is_added_to_a_wizard_and_then_gets_choices(tess):
    wizard = Wizard.objects.get()
    address = reverse("admin:authoring_question_add")

    page = tess.post(
        address,
        {
            "wizard": wizard.pk,
            "text": "New?",
            "slug": "new",
            "ref": "q-new",
            "order": "",
        },
        follow=True,
    )

    question = Question.objects.get(slug="new")
    assert page.request["PATH_INFO"] == page_of(question)
    assert question.order == 30
    assert "Add another Choice" in answered(page) or "choices-TOTAL_FORMS" in answered(
        page
    )


def test_a_wizard_starts_only_at_its_own_questions(tess):
    form = tess.get(page_of(Wizard.objects.get())).context["adminform"].form

    assert set(form.fields["start"].queryset) == set(Question.objects.all())
    add = tess.get(reverse("admin:authoring_wizard_add")).context["adminform"].form
    assert not add.fields["start"].queryset


def test_a_wizards_page_shows_the_tree(tess):
    page = answered(tess.get(page_of(Wizard.objects.get())))

    assert page_of(Question.objects.get(slug="is-it-yours")) in page
    assert page_of(Outcome.objects.get(slug="ask")) in page
    assert "Not-sure → o-ask" in page


def test_what_is_cited_is_not_deleted(tess):
    section = Section.objects.get()
    address = reverse("admin:authoring_section_delete", args=[section.pk])

    tess.post(address, {"post": "yes"})

    assert Section.objects.filter(pk=section.pk).exists()


def test_taking_out_a_section_makes_the_memos_page_stale(tess):
    memo = Memo.objects.get()
    section = Section.objects.create(
        memo=memo, slug="s", ref="b-2", number="2", heading="H", provenance="law"
    )

    tess.post(
        reverse("admin:authoring_section_delete", args=[section.pk]), {"post": "yes"}
    )

    assert not Section.objects.filter(pk=section.pk).exists()
    assert Memo.objects.get().version == 2


def test_the_one_department_is_opened_at_once(tess):
    page = tess.get(reverse("admin:authoring_department_changelist"))

    assert page["Location"] == "/admin/authoring/department/1/change/"


def test_a_published_row_links_to_where_officers_see_it(tess):
    scenario, outcome = Scenario.objects.get(), Outcome.objects.get(slug="ask")
    assert "View on site" not in answered(tess.get(page_of(scenario)))

    record(a_guidance(), "First edition.", at=NOON)
    library.forget()

    for row, where in {
        scenario: "/questions/ride-it/",
        outcome: "/can-i/take-a-bicycle/",
        Section.objects.get(): "/memos/bicycle-order/found/",
        Memo.objects.get(): "/memos/bicycle-order/",
    }.items():
        assert f'href="{where}"' in answered(tess.get(page_of(row)))


def test_a_row_that_was_never_published_has_no_link(tess):
    record(a_guidance(), "First edition.", at=NOON)
    Scenario.objects.update(slug="never-published")

    assert "View on site" not in answered(tess.get(page_of(Scenario.objects.get())))


def test_the_check_links_each_problem_to_where_it_is_mended(tess):
    Choice.objects.filter(slug="yes").update(to_question=None, to_outcome=None)
    Scenario.objects.get().citations.all().delete()
    Section.objects.update(body="")

    page = answered(tess.get(reverse("admin:check")))

    for row in (
        Question.objects.get(slug="is-it-locked"),
        Scenario.objects.get(),
        Section.objects.get(),
    ):
        assert f'<a href="{page_of(row)}">' in page


def test_the_check_can_be_of_one_document(tess):
    Scenario.objects.get().citations.all().delete()
    Section.objects.update(body="")

    page = answered(tess.get(reverse("admin:check"), {"document": "scenarios/ride-it"}))

    assert "1 problem in scenarios/ride-it." in page
    assert "more problems" in page


def test_a_sound_draft_is_called_sound(tess):
    assert "Nothing keeps the draft" in answered(tess.get(reverse("admin:check")))
    one = tess.get(reverse("admin:check"), {"document": "scenarios/ride-it"})
    assert "Nothing is wrong with scenarios/ride-it." in answered(one)


def test_a_list_counts_the_problems_of_each_document(tess):
    Scenario.objects.get().citations.all().delete()

    page = answered(tess.get(reverse("admin:authoring_scenario_changelist")))

    assert 'href="/admin/check/?document=scenarios/ride-it">1</a>' in page


def test_a_list_costs_no_query_for_each_row(tess, django_assert_max_num_queries):
    topic = Topic.objects.get()
    for number in range(50):
        Scenario.objects.create(
            slug=f"s{number}",
            ref=f"s{number}",
            topic=topic,
            question="?",
            verdict="no",
            answer="No.",
            basis="stated",
        )

    with django_assert_max_num_queries(55):
        tess.get(reverse("admin:authoring_scenario_changelist"))


def test_the_desk_is_served_under_the_same_strict_policy_as_everything(tess):
    policy = tess.get("/admin/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy

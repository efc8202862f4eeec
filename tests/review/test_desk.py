"""The review desk by its pages: what is shown, and what each press does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from guidance.accounts.models import User
from guidance.accounts.roles import Role
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import Scenario, Section, Wizard
from guidance.editions.models import CallingOff, Edition
from guidance.review.models import Approval, Step, Submission
from tests.review.desk_pages import (
    approve,
    client_of,
    edit_scenario,
    submit,
    text,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


def test_from_an_edit_to_the_officers_page(tess, sue):
    edit_scenario()
    offered = text(tess.get("/review/changed/"))
    assert "Submit it" in offered
    made = submit(tess)

    queue = text(sue.get("/review/"))
    assert made.title in queue
    assert "It waits for a supervisor." in queue
    page = words(sue.get(f"/review/submissions/{made.pk}/"))
    assert "Leave it there." in page
    assert "These words support this answer" in page
    assert approve(sue, made).status_code == 302
    assert Approval.objects.count() == 1

    publish = text(sue.get("/review/publish/"))
    assert made.title in publish
    data = {
        "chosen": made.pk,
        "asked": 1,
        "on": 1,
        "note": "Said better.",
        "when": "now",
    }
    response = sue.post("/review/publish/now/", data | {"grade": "editorial"})
    assert response.status_code == 302, text(response)
    assert "Leave it there." in text(sue.get(f"/questions/{made.slug}/"))


def test_both_sides_stand_beside_each_other_with_the_words_marked(tess, sue):
    edit_scenario("No. Leave it there.")
    old = Scenario.objects.get()
    made = submit(tess)

    page = text(sue.get(f"/review/submissions/{made.pk}/"))

    now, then = page.split('aria-label="What officers see now"')[1].split("<h4>Then")
    assert "<del>" in now
    assert "<ins>" not in now
    assert "Leave it there" in then.partition("</ins>")[0]
    assert page.count('name="ticked"') == old.citations.count()
    assert page.count("required>") >= old.citations.count()


def test_what_is_under_review_can_be_read_as_officers_would(tess, sue, client):
    edit_scenario()
    made = submit(tess)
    edit_scenario("Something else again.")

    page = text(sue.get(f"/under-review/questions/{made.slug}/"))

    assert "Leave it there." in page
    assert "Something else again." not in page
    assert client.get(f"/under-review/questions/{made.slug}/").status_code == 302


def test_an_unticked_quotation_keeps_it_from_being_approved(tess, sue):
    edit_scenario()
    made = submit(tess)

    response = approve(sue, made, ticked=[])

    assert response.status_code == 422
    assert "not ticked" in text(response)
    assert 'href="#tick-' in text(response)  # leads to the first of them
    assert not Approval.objects.exists()


def test_returning_needs_words_and_keeps_none_back(tess, sue):
    edit_scenario()
    made = submit(tess)
    where = f"/review/submissions/{made.pk}/return/"

    assert sue.post(where, {"words": " "}).status_code == 422
    assert sue.post(where, {"words": "Name the desk."}).status_code == 302

    late = sue.post(where, {"words": "Once more."})
    assert late.status_code == 409
    assert "Once more." in text(late)  # what was typed is not lost
    assert "Name the desk." in text(tess.get(f"/review/submissions/{made.pk}/"))
    assert made.title in text(tess.get("/review/?show=returned"))
    assert Step.objects.filter(what="returned").count() == 1


def test_who_edited_it_does_not_approve_it(sue):
    ada = client_of("ada", Role.ADMINISTRATOR)
    Scenario.objects.update(answer="Leave it there.")
    row = Scenario.objects.get()
    log_edit(row, by=User.objects.get(username="ada"), at=timezone.now())
    made = submit(ada)

    page = text(ada.get(f"/review/submissions/{made.pk}/"))
    refused = ada.post(f"/review/submissions/{made.pk}/approve/", {"seen": "x"})

    assert "somebody else approves it" in page
    assert refused.status_code == 422
    assert not Approval.objects.exists()


def test_a_section_that_changes_voids_the_approval_and_says_so(tess, sue):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    section = Section.objects.get()
    Section.objects.update(body=f"{section.body} Always.")
    log_edit(section, by=User.objects.get(username="tess"), at=timezone.now())

    edited = text(sue.get(f"/review/submissions/{made.pk}/"))
    assert f"Being edited, and not submitted: section {section.ref}" in edited
    memo = submit(tess, "memo", section.memo.slug)

    queue = text(sue.get("/review/?show=voided"))
    assert f"section {section.ref} changed" in queue
    assert made.title in queue
    # The wizard in force quotes the section as well, and has no submission of its own.
    assert "Take it up" in queue
    page = text(sue.get(f"/review/submissions/{made.pk}/"))
    assert "This section changes" in page
    assert f'href="/review/submissions/{memo.pk}/"' in page
    approve(sue, made)
    assert Approval.objects.filter(submission=made).count() == 2


def test_taking_up_what_is_voided_makes_something_to_approve(tess, sue):
    section = Section.objects.get()
    Section.objects.update(body=f"{section.body} Always.")
    log_edit(section, by=User.objects.get(username="tess"), at=timezone.now())
    submit(tess, "memo", section.memo.slug)

    response = sue.post("/review/documents/wizard/take-a-bicycle/anew/")

    made = Submission.objects.latest("pk")
    assert response["Location"] == f"/review/submissions/{made.pk}/"
    assert made.is_renewal
    again = sue.post("/review/documents/wizard/take-a-bicycle/anew/", follow=True)
    assert "under review" in text(again)


def test_claims_are_seen_taken_over_and_let_go(tess, sue, sam):
    edit_scenario()
    made = submit(tess)
    where = f"/review/submissions/{made.pk}"

    sue.post(f"{where}/claim/")
    assert "sue is on it." in text(sam.get("/review/"))
    assert "is on it already" in text(sam.post(f"{where}/claim/", follow=True))
    over = User.objects.get(username="sue").pk
    sam.post(f"{where}/claim/", {"over": over})
    assert "sam is on it." in text(sue.get("/review/"))
    sam.post(f"{where}/release/")
    assert "It waits for a supervisor." in text(sue.get("/review/"))


def test_an_author_withdraws_and_nobody_else(tess, sue):
    edit_scenario()
    made = submit(tess)
    tom = client_of("tom", Role.TRAINER)
    where = f"/review/submissions/{made.pk}/withdraw/"

    assert "only they can" in text(tom.post(where, follow=True))
    tess.post(where)
    assert "has withdrawn it" in text(tess.get(f"/review/submissions/{made.pk}/"))


def test_for_tomorrow_called_off_and_now(tess, sue):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    terms = {
        "chosen": made.pk,
        "asked": 1,
        "on": 1,
        "note": "Better.",
        "grade": "urgent",
    }

    later = terms | {"when": "later", "moment": tomorrow}
    assert sue.post("/review/publish/now/", later).status_code == 302
    assert "Leave it there." not in text(sue.get(f"/questions/{made.slug}/"))

    silent = sue.post("/review/editions/2/call-off/", {"reason": " "})
    assert silent.status_code == 422
    assert "No reason is given." in text(silent)
    sue.post("/review/editions/2/call-off/", {"reason": "Too soon."})
    assert CallingOff.objects.get().edition_id == 2

    sue.post("/review/publish/now/", terms | {"when": "now"})
    assert "Leave it there." in text(sue.get(f"/questions/{made.slug}/"))


def test_a_reason_typed_for_calling_off_is_kept_where_it_is_refused(tess, sue):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    moment = timezone.now() + timedelta(days=1)
    terms = {"asked": 1, "on": 1, "note": "Better.", "grade": "urgent", "when": "later"}
    terms["moment"] = moment.strftime("%Y-%m-%dT%H:%M")
    sue.post("/review/publish/now/", terms | {"chosen": made.pk})
    edit_scenario("Leave it and call.")
    approve(sue, again := submit(tess))
    terms["moment"] = (moment + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    sue.post("/review/publish/now/", terms | {"chosen": again.pk, "on": 2})

    said = sue.post("/review/editions/2/call-off/", {"reason": "Much too soon."})

    assert said.status_code == 422
    assert "Call Edition 3 off first." in text(said)
    assert "Much too soon.</textarea>" in text(said)


def test_looking_at_what_is_chosen_publishes_nothing_and_keeps_the_note(tess, sue):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    terms = {"chosen": made.pk, "asked": 1, "note": "Better.", "look": 1}

    said = sue.post("/review/publish/now/", terms)

    assert said.status_code == 200
    assert "Better.</textarea>" in text(said)
    assert Edition.objects.count() == 1
    part = sue.get("/review/publish/", {"asked": 1}, headers={"HX-Request": "true"})
    assert text(part).startswith('<p class="callout">Choose what to publish.')


def test_a_document_tells_its_submissions_and_its_editions(tess, sue):
    edit_scenario()
    made = submit(tess)
    where = f"/review/documents/scenario/{made.slug}/"
    assert "Voided" not in words(tess.get(where))  # a new version voids nothing
    approve(sue, made)
    terms = {"asked": 1, "on": 1, "note": "Better.", "grade": "urgent", "when": "now"}
    sue.post("/review/publish/now/", terms | {"chosen": made.pk})

    page = words(tess.get(where))

    assert "It was published in edition 2." in page
    assert "changed. Approved by sue on" in page
    assert "Edition 1, in force from" in page
    assert "Edition 1, in force from" in words(
        tess.get("/review/documents/department/example/")
    )


def test_going_back(tess, sue):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    terms = {"asked": 1, "on": 1, "note": "Better.", "grade": "urgent", "when": "now"}
    sue.post("/review/publish/now/", terms | {"chosen": made.pk})
    old = Scenario.objects.get().answer

    page = sue.get("/review/editions/1/back/")
    assert page.status_code == 200
    back = {"on": 2, "note": "As it was.", "grade": "urgent"}
    assert sue.post("/review/editions/1/back/now/", back).status_code == 302

    assert Edition.objects.count() == 3
    assert old not in text(sue.get(f"/questions/{made.slug}/"))


@pytest.mark.parametrize(
    "changed",
    [
        {"note": ""},
        {"grade": "huge"},
        {"when": "later", "moment": "soon"},
        {"when": "later", "moment": "2020-01-01T00:00"},
        {"chosen": "no number"},
        {"on": ""},
        {"on": "99"},
        {"call_off": "1"},
    ],
)
def test_what_cannot_be_published_is_said_and_what_was_typed_stays(tess, sue, changed):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    terms = {
        "chosen": made.pk,
        "asked": 1,
        "on": 1,
        "note": "My very note.",
        "when": "now",
    }

    response = sue.post(
        "/review/publish/now/", terms | {"grade": "editorial"} | changed
    )

    assert response.status_code in {409, 422}, text(response)
    assert changed.get("note") == "" or "My very note." in text(response)
    assert Edition.objects.count() == 1


def test_an_edition_in_force_is_not_called_off_with_a_publication(tess, sue):
    edit_scenario()
    first = submit(tess)
    approve(sue, first)
    terms = {"asked": 1, "on": 1, "note": "Better.", "grade": "urgent", "when": "now"}
    sue.post("/review/publish/now/", terms | {"chosen": first.pk})
    edit_scenario("Leave it and call.")
    second = submit(tess)
    approve(sue, second)

    response = sue.post(
        "/review/publish/now/", terms | {"chosen": second.pk, "call_off": "2"}
    )

    assert response.status_code == 409
    assert "is in force" in text(response)
    assert not CallingOff.objects.exists()
    assert Edition.objects.count() == 2


def test_an_edition_that_is_not_there_is_not_called_off(tess, sue):
    edit_scenario()
    made = submit(tess)
    approve(sue, made)
    terms = {"asked": 1, "on": 1, "note": "Better.", "grade": "urgent", "when": "now"}

    sue.post("/review/publish/now/", terms | {"chosen": made.pk, "call_off": "7"})

    assert not CallingOff.objects.exists()


@pytest.mark.parametrize(
    "where",
    [
        "/review/submissions/999999/",
        "/review/submissions/99999999999999999999999/",
        "/review/submit/poem/ode/",
        "/review/submit/scenario/none/",
        "/review/documents/poem/ode/",
        "/review/documents/memo/none/",
        "/review/editions/77/back/",
    ],
)
def test_what_is_not_there_is_not_there(where):
    ada = client_of("ada", Role.ADMINISTRATOR)

    assert ada.get(where).status_code == 404


@pytest.mark.parametrize("query", ["show=odd", "kind=poem", "topic=%00", "show=mine"])
def test_odd_filters_show_a_queue_all_the_same(sue, query):
    assert sue.get(f"/review/?{query}").status_code == 200


def test_the_queue_costs_the_same_however_long_it_is(
    tess, sue, django_assert_max_num_queries
):
    edit_scenario()
    submit(tess)

    with django_assert_max_num_queries(60):
        sue.get("/review/")


def test_the_form_says_what_is_under_review_and_what_is_not(tess):
    row = edit_scenario()
    where = f"/admin/authoring/scenario/{row.pk}/change/"
    assert 'data-review="none"' in text(tess.get(where))

    made = submit(tess)

    page = text(tess.get(where))
    assert 'data-review="waiting"' in page
    assert "is no part of it until you submit again" in page
    assert f'href="/review/submissions/{made.pk}/"' in page
    assert "/review/submit/department/example/" in text(
        tess.get(f"/admin/authoring/topic/{row.topic_id}/change/")
    )


def test_the_first_page_says_what_waits_for_whom(tess, sue):
    edit_scenario()
    assert "changed, not submitted" in text(tess.get("/admin/"))
    made = submit(tess)
    assert "1 to be reviewed" in text(sue.get("/admin/"))
    assert "None that are not submitted." in text(tess.get("/admin/"))

    sue.post(f"/review/submissions/{made.pk}/return/", {"words": "Name the desk."})

    page = text(tess.get("/admin/"))
    assert "Returned to me" in page
    assert "Name the desk." in page
    edit_scenario("Leave it, and name the desk.")
    submit(tess)
    assert "Returned to me" not in text(tess.get("/admin/"))


def test_what_is_unfinished_leads_from_the_first_page_to_where_it_is_built(tess, sue):
    wizard = Wizard.objects.get()
    Wizard.objects.update(start=None)
    log_edit(wizard, by=User.objects.get(username="tess"), at=timezone.now())

    page = text(tess.get("/admin/"))

    assert f'<a href="/admin/authoring/wizard/{wizard.pk}/build/">' in page
    assert "None that are not submitted." not in page
    assert f"wizard/{wizard.pk}/build/" not in text(sue.get("/admin/"))


def test_what_is_unfinished_can_t_be_submitted_and_says_what_it_lacks(tess):
    Wizard.objects.update(start=None)
    wizard = Wizard.objects.get()

    page = text(tess.get(f"/review/submit/wizard/{wizard.slug}/"))

    assert f"Submit: {wizard.title}" in page
    assert "can’t be submitted yet" in page
    assert "No question comes first yet." in page
    assert "submit it all the same" not in page
    assert "Submit for review" not in page.partition("<main")[2]
    listed = text(tess.get("/review/changed/"))
    assert (
        f'<a href="/review/submit/wizard/{wizard.slug}/">{wizard.title}</a>' in listed
    )


def test_what_a_change_voided_stands_on_the_first_page(tess):
    section = Section.objects.get()
    Section.objects.update(body=f"{section.body} Always.")
    submit(tess, "memo", section.memo.slug)

    page = text(tess.get("/admin/"))

    assert "Voided by a change" in page
    assert f"section {section.ref} changed" in page


def test_the_queue_counts_and_a_press_comes_back_to_its_row(tess, sue):
    row = edit_scenario()
    made = submit(tess)
    page = text(sue.get("/review/"))
    assert "To do (1)" in page
    assert "Mine (0)" in page
    back = f"/review/?kind=scenario#row-scenarios-{row.slug}"
    assert f'id="row-scenarios-{row.slug}"' in page

    said = sue.post(f"/review/submissions/{made.pk}/claim/", {"back": back})

    assert said["Location"] == back
    assert "Mine (1)" in text(sue.get("/review/"))
    said = sue.post(f"/review/submissions/{made.pk}/release/", {"back": back})
    assert said["Location"] == back


def test_the_queue_says_what_is_edited_under_what_waits(tess, sue):
    edit_scenario()
    submit(tess)
    section = Section.objects.get()
    Section.objects.update(body=f"{section.body} Always.")
    edit_scenario("Something else again.")

    page = text(sue.get("/review/"))

    assert "It is being edited meanwhile" in page
    assert f"and not submitted: section {section.ref}" in page


def test_an_empty_queue_says_what_to_do(sue, tess):
    assert "Publish what is approved" in text(sue.get("/review/"))
    assert "Submit what was changed" in text(tess.get("/review/"))
    assert "You submitted nothing yet." in text(tess.get("/review/?show=submitted"))
    assert "Show all kinds and topics" not in text(sue.get("/review/?kind=memo"))


def test_what_was_returned_goes_from_the_list_once_it_is_submitted_again(tess, sue):
    edit_scenario()
    made = submit(tess)
    sue.post(f"/review/submissions/{made.pk}/return/", {"words": "Name the desk."})
    returned = text(tess.get("/review/?show=returned"))
    assert "Name the desk." in returned
    assert f"/review/submit/scenario/{made.slug}/" in returned

    edit_scenario("Leave it at the desk.")
    submit(tess)

    assert f"/review/submissions/{made.pk}/" not in text(
        tess.get("/review/?show=returned")
    )


def test_the_lists_lead_to_what_is_not_submitted(tess, sue):
    row = edit_scenario()

    page = text(tess.get("/admin/authoring/scenario/"))

    assert f'href="/review/submit/scenario/{row.slug}/">not submitted' in page
    seen = text(sue.get("/admin/authoring/scenario/"))
    assert "/review/submit/" not in seen
    assert "not submitted" in seen
    assert 'href="/review/changed/"' in text(tess.get("/admin/authoring/topic/"))
    assert 'href="/review/changed/"' not in text(sue.get("/admin/authoring/topic/"))
    assert 'href="/review/"' in text(sue.get("/admin/authoring/topic/"))


def test_lists_are_narrowed_by_where_the_review_stands(tess, sue):
    def listed(status: str) -> bool:
        where = f"/admin/authoring/scenario/?review={status.replace(' ', '+')}"
        return "0 scenarios" not in text(tess.get(where))

    assert listed("in force")
    edit_scenario()
    assert listed("not submitted")
    assert not listed("in force")
    made = submit(tess)
    assert listed("under review")
    approve(sue, made)
    assert listed("approved")

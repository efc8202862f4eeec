"""What is done to several at once in the lists: an owner, a topic, a submission."""

from __future__ import annotations

import pytest

from guidance.accounts.models import User
from guidance.authoring.filling import fill
from guidance.authoring.models import Edit, Scenario, Topic, Wizard
from guidance.editions.library import library
from guidance.editions.recording import record
from guidance.review.models import Submission
from tests.authoring.conftest import NOON, signed_in
from tests.authoring.forms import opened, page_of
from tests.content.a_guidance import a_case, a_guidance, with_cases

LIST = "/admin/authoring/scenario/"


@pytest.fixture
def sue_key(draft) -> int:
    signed_in("sue")
    return User.objects.get(username="sue").pk


def set_owner(client, owner: object):
    keys = list(Scenario.objects.values_list("pk", flat=True))
    form = {"action": "set_owner", "owner": owner, "_selected_action": keys}
    return client.post(LIST, form, follow=True)


def test_many_questions_get_an_owner_at_once_and_lose_it_again(tess, sue_key):
    given = set_owner(tess, sue_key)
    with_owner = Scenario.objects.get()
    taken = set_owner(tess, "")

    assert "1 now owned by sue." in given.content.decode()
    assert with_owner.owner_id == sue_key
    assert "1 now owned by nobody." in taken.content.decode()
    assert Scenario.objects.get().owner is None


def test_an_owner_is_no_edit_and_still_overtakes_an_open_form(tess, tom, sue_key):
    typed = opened(tom, page_of(Scenario.objects.get()))

    set_owner(tess, sue_key)

    assert not Edit.objects.exists()
    assert tom.post(page_of(Scenario.objects.get()), typed).status_code == 409


@pytest.mark.parametrize("junk", ["0", "nobody", "\x00", "9" * 30])
def test_who_is_not_of_the_desk_owns_nothing(tess, junk):
    said = set_owner(tess, junk)

    assert "No action selected." in said.content.decode()
    assert Scenario.objects.get().owner is None


def test_who_only_looks_sets_no_owner(tess, sue, sue_key):
    set_owner(sue, sue_key)

    assert Scenario.objects.get().owner is None


def test_the_list_is_narrowed_by_owner(tess, sue_key):
    set_owner(tess, sue_key)

    def count(query: str) -> int:
        page = tess.get(f"{LIST}?{query}")
        return int(page.content.decode().count('class="action-select"'))

    assert count(f"owner__id__exact={sue_key}") == 1
    assert count("owner__isnull=True") == 0


def test_chosen_questions_move_to_one_topic_and_that_is_an_edit(tess):
    row = Scenario.objects.get()
    other = Topic.objects.create(
        slug="scooters", title="Scooters", summary="Found ones", order=20
    )
    form = {"action": "set_topic", "_selected_action": [row.pk]}
    where = "/admin/authoring/scenario/"

    tess.post(where, form | {"topic": ""})
    assert Scenario.objects.get().topic == row.topic
    tess.post(where, form | {"topic": other.pk})

    moved = Scenario.objects.get()
    assert moved.topic == other
    assert moved.version == row.version + 1
    assert Edit.objects.filter(kind="scenario", slug=row.slug).count() == 1


def test_chosen_wizards_move_to_one_topic_as_well(tess):
    row = Wizard.objects.get()
    other = Topic.objects.create(
        slug="scooters", title="Scooters", summary="Found ones", order=20
    )
    form = {"action": "set_topic", "_selected_action": [row.pk], "topic": other.pk}

    tess.post("/admin/authoring/wizard/", form)

    assert Wizard.objects.get().topic == other
    assert Edit.objects.get().kind == "wizard"


def test_chosen_documents_are_submitted_and_what_is_refused_says_why(tess, sue):
    library.forget()
    record(a_guidance(), "First edition.", at=NOON)
    Scenario.objects.update(answer="No, do not.")
    form = {"action": "submit", "note": "Shorter."}

    for model in (Scenario, Wizard):
        keys = list(model.objects.values_list("pk", flat=True))
        where = f"/admin/authoring/{model._meta.model_name}/"
        page = tess.post(where, form | {"_selected_action": keys}, follow=True)
        told = page.content.decode()
        assert ("1 under review now." in told) == (model is Scenario)
        assert ("in force" in told) or model is Scenario
    sue.post(where, form | {"_selected_action": keys})

    [submission] = Submission.objects.all()
    assert (submission.slug, submission.note, submission.by.username) == (
        "ride-it",
        "Shorter.",
        "tess",
    )
    listed = tess.get("/admin/authoring/scenario/?review=under review")
    assert listed.content.decode().count('class="action-select"') == 1
    library.forget()


@pytest.mark.parametrize("part", ["question", "outcome", "section", "case"])
def test_the_lists_of_parts_are_narrowed_by_where_their_documents_stand(tess, part):
    library.forget()
    fill(with_cases(a_case()))
    record(with_cases(a_case()), "First edition.", at=NOON)

    def count(status: str) -> int:
        page = tess.get(f"/admin/authoring/{part}/?review={status}")
        return int(page.content.decode().count('class="action-select"'))

    assert count("in force") > 0
    assert count("approved") == 0
    library.forget()

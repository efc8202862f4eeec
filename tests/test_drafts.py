"""The draft as officers would see it: for the desk alone, and never in force."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission

from guidance.accounts.models import User
from guidance.authoring.filling import fill
from guidance.authoring.models import Department, Memo, Outcome, Scenario, Wizard
from guidance.content.model import Guidance
from guidance.editions.library import library
from guidance.editions.recording import record
from tests.content.a_guidance import a_guidance

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
WIZARD = "/can-i/take-a-bicycle/"


@pytest.fixture(autouse=True)
def a_draft_beside_an_edition():
    library.forget()
    fill(a_guidance())
    record(a_guidance(), "First edition.", at=NOON)
    yield
    library.forget()


@pytest.fixture
def desk(client):
    """A browser signed in as somebody who may see the draft."""
    user = User.objects.create_user("robin")
    may = Permission.objects.get(
        content_type__app_label="authoring", codename="view_scenario"
    )
    user.user_permissions.add(may)
    client.force_login(user)
    return client


def text(response) -> str:
    return str(response.content.decode())


def pages() -> list[str]:
    guidance: Guidance = a_guidance()
    scenario, memo = guidance.scenarios[0].slug, guidance.memos[0]
    return [
        "/",
        "/can-i/",
        WIZARD,
        f"{WIZARD}map/",
        f"{WIZARD}?is-it-locked=yes",
        "/questions/",
        f"/questions/{scenario}/",
        "/memos/",
        f"/memos/{memo.slug}/",
        f"/memos/{memo.slug}/{memo.sections[0].slug}/",
        "/topics/bicycles/",
        "/glossary/",
        "/search/?q=bicycle",
        "/search/",
    ]


@pytest.mark.parametrize("page", pages())
def test_every_page_of_the_draft_says_that_it_is_one_and_is_kept_by_nobody(desk, page):
    response = desk.get(f"/draft{page}")

    assert response.status_code == 200
    assert "You are reading a draft." in text(response)
    assert 'data-edition="draft"' in text(response)
    assert "Edition 0" not in text(response)
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


@pytest.mark.parametrize("page", pages())
def test_nobody_else_sees_a_page_of_it(client, page):
    asked_to_sign_in = client.get(f"/draft{page}")
    client.force_login(User.objects.create_user("officer"))
    refused = client.get(f"/draft{page}")

    assert asked_to_sign_in.status_code == 302
    assert asked_to_sign_in["Location"].startswith("/admin/login/?next=/draft/")
    assert refused.status_code == 403


def test_what_was_typed_is_shown_and_officers_see_none_of_it(desk):
    Scenario.objects.update(answer="Leave it and call.")
    scenario = a_guidance().scenarios[0]

    draft = desk.get(f"/draft/questions/{scenario.slug}/")
    in_force = desk.get(f"/questions/{scenario.slug}/")

    assert "Leave it and call." in text(draft)
    assert scenario.answer in text(draft)  # beside it, as it is in force
    assert "Leave it and call." not in text(in_force)
    assert "In force at this step" not in text(in_force)


def test_the_same_step_in_force_stands_beside_it(desk):
    Outcome.objects.filter(slug="leave-it").update(verdict="must", headline="Leave it!")

    page = text(desk.get(f"/draft{WIZARD}?is-it-locked=yes"))

    assert 'data-verdict="must"' in page
    assert "In force at this step" in page
    assert 'href="/can-i/take-a-bicycle/?is-it-locked=yes"' in page
    assert "The answer is leave-it." in page


def test_what_is_new_has_nothing_beside_it(desk):
    Scenario.objects.update(slug="new-one")

    page = text(desk.get("/draft/questions/new-one/"))

    assert "There is nothing like this in the edition in force yet." in page


def test_what_is_unfinished_is_shown_as_in_force_and_its_own_page_says_what_it_lacks(
    desk,
):
    Wizard.objects.update(start=None, title="Half a wizard?")

    every = desk.get("/draft/can-i/")
    its_own = desk.get(f"/draft{WIZARD}?is-it-locked=yes")

    assert every.status_code == 200
    assert "Shown as it is in force: wizards/take-a-bicycle." in text(every)
    assert "Half a wizard?" not in text(every)
    assert a_guidance().wizards[0].title in text(every)
    assert its_own.status_code == 409
    assert "can’t be shown yet" in text(its_own)


def test_what_is_unfinished_and_never_was_in_force_is_left_out(desk):
    Wizard.objects.update(start=None, slug="half-of-it")
    Scenario.objects.update(wizard=Wizard.objects.get())
    scenario = Scenario.objects.get()

    every = desk.get("/draft/can-i/")
    leads_there = desk.get(f"/draft/questions/{scenario.slug}/")

    assert "Not shown: wizards/half-of-it" in text(every)
    assert leads_there.status_code == 200
    assert "/draft/can-i/" not in text(leads_there).partition("<main")[2]
    assert desk.get("/draft/search/?q=bicycle").status_code == 200


def test_an_unfinished_memo_takes_no_page_with_it(desk):
    Memo.objects.update(title=" ", slug="half-of-it")

    for page in pages():
        if not page.startswith("/memos/"):
            assert desk.get(f"/draft{page}").status_code == 200
    assert desk.get("/draft/memos/half-of-it/").status_code == 409


def test_without_a_department_nothing_can_be_shown(desk):
    Department.objects.update(name=" ")

    assert desk.get("/draft/").status_code == 409


def test_links_stay_in_the_draft(desk):
    page = text(desk.get(f"/draft{WIZARD}"))

    assert f'href="/draft{WIZARD}?is-it-locked=yes"' in page


def test_a_page_that_is_not_there_is_not_there_and_leads_back_to_the_desk(desk):
    for page in ("/draft/questions/none/", "/review/none/"):
        missing = desk.get(page)
        assert missing.status_code == 404
        assert 'href="/admin/"' in text(missing)
    assert 'href="/admin/"' not in text(desk.get("/questions/none/"))


def test_a_search_of_the_draft_finds_what_was_typed_as_officers_would(desk):
    Scenario.objects.update(asked_as=["Velocipede at the kerb?"])

    page = text(desk.get("/draft/search/?q=velocipede"))

    assert 'data-result="scenario:' in page
    assert "Only titles" not in page
    assert 'data-result="scenario:' not in text(desk.get("/search/?q=velocipede"))
    assert "Velocipede" not in text(desk.get("/search/?q=velocipede"))


def test_a_path_that_was_walked_is_put_to_use_at_the_desk(client):
    client.force_login(User.objects.create_superuser("tess"))
    answered, asked = f"{WIZARD}?is-it-locked=yes", WIZARD

    at_the_end = text(client.get(f"/draft{answered}"))
    on_the_way = text(client.get(f"/draft{asked}"))

    path = "path=%2Fcan-i%2Ftake-a-bicycle%2F%3Fis-it-locked%3Dyes"
    assert f'href="/admin/authoring/scenario/settle/?{path}"' in at_the_end
    wizard, outcome = Wizard.objects.get().pk, Outcome.objects.get(slug="leave-it").pk
    assert f'href="/admin/authoring/case/add/?wizard={wizard}&amp;{path}"' in at_the_end
    assert f"/build/?node=outcome-{outcome}#outcome-{outcome}" in at_the_end
    assert "Make a case of it" not in on_the_way
    assert "Open this step in the builder" in on_the_way
    assert "at the desk" not in text(client.get(answered))


def test_a_path_is_offered_to_nobody_who_may_not_use_it(desk):
    assert "at the desk" not in text(desk.get(f"/draft{WIZARD}?is-it-locked=yes"))

"""Untested paths at the desk: accepted as cases, or turned down, with one press."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guidance.authoring.case_paths import answers_on, path_of
from guidance.authoring.filling import fill
from guidance.authoring.freezing import draft_guidance, draft_problems
from guidance.authoring.models import (
    Case,
    Outcome,
    RejectedPath,
    Wizard,
)
from guidance.content.model import Guidance
from tests.authoring.conftest import signed_in
from tests.authoring.forms import page_of
from tests.content.a_guidance import (
    LOCKED,
    a_case,
    a_guidance,
    a_scenario,
    a_wizard,
    with_cases,
)

pytestmark = pytest.mark.django_db

NOT_SURE = "is-it-locked=not-sure"


@pytest.fixture
def draft() -> Guidance:
    """The Example Police Department's guidance with one case, in the rows."""
    guidance = with_cases(a_case(outcome="leave-it", sections=["bicycle-order/found"]))
    fill(guidance)
    return guidance


def untested() -> str:
    return reverse("admin:untested", args=[Wizard.objects.get().pk])


def shown(client: Client) -> dict[str, dict[str, Any]]:
    """Return what the page of untested paths offers, by path."""
    response: Any = client.get(untested())
    return {each["path"]: each for each in response.context["found"]}


def press(client: Client, button: str, path: str = NOT_SURE, **changed: str) -> Any:
    """Press `button` beside `path`, as the page shows it."""
    seen = shown(client).get(path, {}).get("seen", "")
    data = {"path": path, "seen": seen, button: "1"} | changed
    return client.post(untested(), data)


def test_the_page_offers_every_path_no_case_walks_as_a_ready_case(tess):
    found = shown(tess)

    assert len(found) == 4
    assert path_of(LOCKED) not in found
    case = found[NOT_SURE]["case"]
    assert (case.title, case.verdict.label) == ("is-it-locked? Not-sure", "No")


def test_the_page_says_what_the_cases_cover(tess):
    page = " ".join(tess.get(untested()).content.decode().split())

    assert "Cases walk 1 of 5 paths, make 1 of 6 choices and reach 1 of 3" in page


def test_a_scenario_that_the_wizard_settles_is_not_offered_again(tess):
    settled = a_scenario(settled_by={"wizard": "take-a-bicycle", "answers": LOCKED})
    fill(a_guidance(scenarios=[settled]))

    assert path_of(LOCKED) not in shown(tess)


def test_one_press_makes_a_path_a_case(tess):
    response = press(tess, "accept")

    assert (response.status_code, response["Location"]) == (303, untested())
    case = Case.objects.get(verdict="no", title="is-it-locked? Not-sure")
    assert (case.outcome and case.outcome.slug, case.order) == ("ask", 20)
    assert str(case.edited_by) == "tess"
    [case_set] = draft_guidance().case_sets
    assert case_set.cases[1].answers == {"is-it-locked": "not-sure"}
    assert case_set.cases[1].sections == ("bicycle-order/found",)
    assert draft_problems() == []
    page = tess.get(untested()).content.decode()
    assert f'<a href="{page_of(case)}">{case.title}</a>' in page
    assert NOT_SURE not in shown(tess)


def test_a_second_press_makes_no_second_case(tess):
    seen = shown(tess)[NOT_SURE]["seen"]
    press(tess, "accept")

    response = press(tess, "accept", seen=seen)

    assert response.status_code == 303
    assert Case.objects.count() == 2


def test_what_is_turned_down_is_remembered_and_not_offered_again(tess):
    response = press(tess, "reject")

    assert response.status_code == 303
    row = RejectedPath.objects.get()
    assert (row.path, row.rejected_by and row.rejected_by.username) == (
        NOT_SURE,
        "tess",
    )
    assert NOT_SURE not in shown(tess)
    assert Case.objects.count() == 1
    assert "1 path turned down" in tess.get(untested()).content.decode()


def test_what_is_turned_down_does_not_count_as_covered(tess):
    press(tess, "reject")

    assert "Cases walk 1 of 5" in " ".join(
        tess.get(untested()).content.decode().split()
    )


def test_turning_down_twice_is_remembered_once(tess):
    press(tess, "reject")

    assert press(tess, "reject").status_code == 303
    assert RejectedPath.objects.count() == 1


def test_a_wizard_that_was_changed_meanwhile_is_looked_at_again(tess):
    seen = shown(tess)[NOT_SURE]["seen"]
    Outcome.objects.filter(slug="ask").update(verdict="yes")

    response = press(tess, "accept", seen=seen)

    assert response.status_code == 409
    assert "Nothing was saved" in response.content.decode()
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["", "is-it-locked=no", "gone=yes", "is-it-locked=%00", "&&&", "a=b&a=c"]
)
@pytest.mark.parametrize("button", ["accept", "reject"])
def test_a_path_that_is_none_saves_nothing(tess, path, button):
    response = press(tess, button, path=path)

    assert response.status_code == 409
    assert Case.objects.count() == 1
    assert not RejectedPath.objects.exists()


def test_a_press_without_a_token_is_refused(tess):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = tess.cookies

    response = strict.post(untested(), {"path": NOT_SURE, "reject": "1"})

    assert response.status_code == 403
    assert not RejectedPath.objects.exists()


def test_a_supervisor_looks_and_presses_nothing(sue):
    page = sue.get(untested())

    assert page.status_code == 200
    assert b'name="accept"' not in page.content
    assert press(sue, "accept").status_code == 403
    assert press(sue, "reject").status_code == 403
    assert Case.objects.count() == 1


def test_an_officer_does_not_get_in(draft):
    assert signed_in("olly").get(untested()).status_code == 302


def test_a_wizard_that_is_not_there_has_no_page(tess):
    assert tess.get(reverse("admin:untested", args=[0])).status_code == 404


def test_looking_saves_nothing_and_other_methods_are_refused(tess):
    tess.get(f"{untested()}?path={NOT_SURE}&accept=1")

    assert Case.objects.count() == 1
    assert tess.delete(untested()).status_code == 405


def test_an_unfinished_wizard_says_what_is_missing(tess):
    Wizard.objects.update(start=None)

    page = tess.get(untested()).content.decode()

    assert "has to be finished" in page
    assert press_blind(tess).status_code == 409


def press_blind(client: Client) -> Any:
    return client.post(untested(), {"path": NOT_SURE, "seen": "", "accept": "1"})


def test_a_wizard_with_very_many_paths_shows_twenty(tess):
    graph = {f"q{n}": {"a": f"q{n + 1}", "b": f"q{n + 1}"} for n in range(40)}
    for each in graph.values():
        each["not-sure"] = "ask"
    fill(
        a_guidance(wizards=[a_wizard(graph | {"q40": {"a": "end", "not-sure": "ask"}})])
    )

    assert len(shown(tess)) == 20


def test_the_number_of_questions_asked_of_the_database_does_not_grow(
    tess, django_assert_max_num_queries
):
    fill(with_cases(*(a_case(slug=f"c{n}") for n in range(50))))

    with django_assert_max_num_queries(40):
        tess.get(untested())


def test_a_path_reads_back_as_the_answers_it_was_made_of():
    assert answers_on(path_of(LOCKED)) == LOCKED
    assert answers_on("") == {}


def test_a_colleague_may_go_and_what_they_turned_down_stays(tess):
    press(tess, "reject")
    RejectedPath.objects.update(rejected_at=timezone.now())
    signed_in("tom")
    row = RejectedPath.objects.get()
    assert row.rejected_by

    row.rejected_by.delete()

    assert RejectedPath.objects.get().rejected_by is None

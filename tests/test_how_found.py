"""How officers find a scenario: its ways of asking, a question tried, and one more way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guidance.authoring.filling import fill
from guidance.authoring.models import Edit, Scenario, Wizard
from guidance.authoring.ways_of_asking import ENOUGH
from guidance.editions.library import library
from tests.authoring.conftest import signed_in
from tests.content.a_guidance import a_department, a_guidance, a_scenario

pytestmark = pytest.mark.django_db

PAVEMENT = "Wheels left on the pavement"


@pytest.fixture(autouse=True)
def draft() -> Iterator[None]:
    """Two scenarios, and a query that is pinned to the first."""
    library.forget()
    pinned = [{"queries": ["my velocipede"], "refs": ["b", "a01"]}]
    other = a_scenario(
        slug="lock", ref="a02", question="May I cut a lock?", asked_as=["bolt cutters"]
    )
    scenarios = [a_scenario(asked_as=["ride somebody's bike", "cut a lock"]), other]
    fill(a_guidance(department=a_department(pinned=pinned), scenarios=scenarios))
    yield
    library.forget()


@pytest.fixture
def tess() -> Client:
    return signed_in("tess")


@pytest.fixture
def row() -> Scenario:
    return Scenario.objects.get(ref="a01")


def address(row: Scenario) -> str:
    return reverse("how_found", args=[row.pk])


def seen(client: Client, row: Scenario, typed: str = "") -> str:
    response = client.get(address(row), {"q": typed})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return " ".join(response.content.decode().split())


def press(client: Client, row: Scenario, typed: str, **more: Any) -> Any:
    data = {"q": typed, "version": row.version} | more
    return client.post(reverse("add_way", args=[row.pk]), data)


def refused(client: Client, row: Scenario, typed: str, **more: Any) -> str:
    """Return the page that says why nothing was added, and see that nothing was."""
    before = Scenario.objects.get(pk=row.pk).asked_as
    response = press(client, row, typed, **more)
    assert response.status_code == 409
    assert Scenario.objects.get(pk=row.pk).asked_as == before
    return str(response.content.decode())


def test_each_way_says_at_which_place_it_finds_the_scenario(tess, row):
    page = seen(tess, row)

    assert re.findall(r'<li data-place="(\d+)">', page) == ["1", "1", "2"]
    assert "2 of 3 find it first." in page
    assert re.search(
        r'after <a href="/draft/questions/lock/">a02</a> May I cut a lock', page
    )


def test_a_question_that_is_tried_shows_what_officers_would_see(tess, row):
    page = seen(tess, row, "cut a lock")

    assert 'data-place="2"' in page
    assert page.index('data-result="scenario:lock"') < page.index(
        'data-result="scenario:ride-it" aria-current="true"'
    )
    assert page.count("This one") == 1
    assert "This scenario is asked in these words already." in page


def test_what_is_pinned_and_what_is_not_found_are_told(tess, row):
    assert "It is pinned to this query, at place 2." in seen(tess, row, "My vélocipède")
    assert "Nothing is found." in seen(tess, row, "zyzzyva")
    assert "It is not found. First comes" in seen(tess, row, "bolt cutters")


def test_one_press_adds_what_was_tried_and_the_search_finds_it(tess, row):
    assert "Nothing is found." in seen(tess, row, PAVEMENT)

    response = press(tess, row, f" {PAVEMENT} ")

    assert response.status_code == 303
    page = " ".join(tess.get(response["Location"]).content.decode().split())
    assert "Added to the draft." in page
    assert "It comes first." in page
    now = Scenario.objects.get(pk=row.pk)
    assert now.asked_as[-1] == PAVEMENT
    assert (now.version, str(now.edited_by)) == (row.version + 1, "tess")
    assert Edit.objects.filter(kind="scenario", slug=row.slug).exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Ride somebody's BIKE!", "This scenario is asked in these words already."),
        ("bolt  cutters?", "a02 · May I cut a lock? is asked in these words already."),
        ("?!", "no letter and no digit"),
        ("a\0b", "control character"),
        ("why " * 200, "keep each to 500"),
    ],
)
def test_nothing_is_added_twice_or_that_could_not_stand_there(tess, row, typed, told):
    assert told in refused(tess, row, typed).replace("&#x27;", "'")


def test_what_is_nearly_asked_elsewhere_is_added_only_by_who_insists(tess, row):
    near = "May I now cut a lock?"
    assert "nearly these words" in seen(tess, row, near)
    assert "nearly these words" in refused(tess, row, near)

    assert press(tess, row, near, insist="1").status_code == 303


def test_nobody_adds_to_what_somebody_else_has_changed_since(tess, row):
    assert press(tess, row, PAVEMENT).status_code == 303

    assert "somebody else saved this scenario" in refused(tess, row, "A new way")
    assert "somebody else saved" in refused(tess, row, "A new way", version="x")


def test_more_than_enough_ways_are_too_many_and_it_says_so(tess, row):
    ways = [f"Way number {number}" for number in range(ENOUGH)]
    Scenario.objects.filter(pk=row.pk).update(asked_as=ways)

    page = seen(tess, row, PAVEMENT)

    assert f"It has {ENOUGH} ways of asking already." in page
    assert press(tess, row, PAVEMENT).status_code == 303


def test_who_may_only_look_is_offered_nothing_to_press(row):
    sue = signed_in("sue")

    assert "Add as a way of asking" not in seen(sue, row, PAVEMENT)
    assert press(sue, row, PAVEMENT).status_code == 403
    assert signed_in("olly").get(address(row)).status_code == 403


def test_the_desk_leads_there(tess, row):
    change = reverse("admin:authoring_scenario_change", args=[row.pk])
    every = reverse("admin:authoring_scenario_changelist")

    assert f'href="{address(row)}"' in tess.get(change).content.decode()
    assert f'href="{address(row)}"' in tess.get(every).content.decode()


def test_an_unfinished_wizard_is_told_and_keeps_nobody_from_trying(tess, row):
    Wizard.objects.update(start=None)

    assert "Some of it is unfinished" in seen(tess, row, PAVEMENT)


def test_an_unfinished_scenario_and_one_that_is_gone_are_told(tess, row):
    Scenario.objects.filter(pk=row.pk).update(answer=" ")
    assert tess.get(address(row)).status_code == 409

    assert tess.get(reverse("how_found", args=[10**6])).status_code == 404
    assert tess.post(address(row)).status_code == 405

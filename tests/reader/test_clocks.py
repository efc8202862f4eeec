"""The two clocks: what was in force, and what this site showed; and the bar that says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guidance.accounts.models import User
from guidance.editions.library import library
from guidance.editions.models import CallingOff
from guidance.editions.recording import record
from tests.content.a_guidance import a_department, a_guidance, a_scenario
from tests.reader.conftest import Page

pytestmark = pytest.mark.django_db

# Ten past ten in New York, and half past two.
MORNING = datetime(2025, 3, 3, 15, 10, tzinfo=UTC)
AFTERNOON = datetime(2025, 3, 3, 19, 30, 20, tzinfo=UTC)
DAY = "2025-03-03"

Read = Callable[[str], Page]


@pytest.fixture(autouse=True)
def two_editions_in_a_day():
    library.forget()
    here = a_department(time_zone="America/New_York")
    record(a_guidance(department=here), "First.", at=MORNING)
    changed = a_guidance(department=here, scenarios=[a_scenario(answer="Call.")])
    record(changed, "Next.", at=AFTERNOON)
    yield
    library.forget()


@pytest.mark.parametrize("clock", ["as-of", "shown-on"])
def test_a_minute_is_told_from_the_day_it_is_in(read: Read, clock: str):
    assert "No, leave it." in read(f"/{clock}/{DAY}T14:29/questions/ride-it/").text
    assert "Call." in read(f"/{clock}/{DAY}T14:30/questions/ride-it/").text
    assert "Call." in read(f"/{clock}/{DAY}/questions/ride-it/").text


def test_the_bar_says_which_clock_it_is(read: Read):
    in_force, shown = read(f"/as-of/{DAY}T10:10/"), read(f"/shown-on/{DAY}/")

    assert "Clock: in force on 3 Mar 2025, 10:10." in in_force.text
    assert "Edition 1. What counts today is the edition in force now." in in_force.text
    assert "Clock: what this site showed on 3 Mar 2025." in shown.text
    assert "Edition 2, which is still in force." in shown.text


def test_links_stay_inside_the_moment(read: Read):
    page = read(f"/shown-on/{DAY}T14:00/can-i/")

    inside = [each for each in page.links() if "/can-i/take" in each]
    assert inside == [f"/shown-on/{DAY}T14:00/can-i/take-a-bicycle/"]


def test_search_looks_into_the_edition_of_the_moment(read: Read):
    page = read(f"/as-of/{DAY}T11:00/search/?q=bicycle")

    assert "scenario:ride-it" in page.marked("data-result")
    assert page.marked("data-edition") == ["1"]
    assert f"/as-of/{DAY}T11:00/questions/ride-it/" in page.links()


def test_an_edition_in_force_is_not_shouted_at_under_its_number(read: Read):
    for address in ("/editions/2/", "/editions/2/questions/"):
        assert "edition--loud" not in read(address).html
    assert "edition--loud" in read("/editions/1/").html


def test_a_day_before_the_first_edition_says_so_kindly(read: Read):
    page = read("/shown-on/2025-03-02/")

    assert page.status == 404
    assert "No guidance of this site was in force on 2 March 2025." in page.text
    assert "The first edition came into force on 3 March 2025" in page.text


def test_a_day_to_come_is_a_plan(read: Read):
    soon = timezone.now() + timedelta(days=10)
    plan = record(a_guidance(), "Plan.", at=timezone.now(), in_force_from=soon)
    library.refresh(at=timezone.now())
    before, after = (soon + timedelta(days=each) for each in (-3, 3))

    still = read(f"/as-of/{before:%Y-%m-%d}/").text
    planned = read(f"/as-of/{after:%Y-%m-%d}/").text
    numbered = read("/editions/3/").text

    assert "as planned now this still counts then" in still
    assert "This is the plan, and it may be called off." in planned
    assert "until then it is a plan and may be called off" in numbered
    assert "A change comes into force on" in read("/").text

    by = User.objects.create_user("susan")
    CallingOff.objects.create(edition=plan, reason="No.", at=timezone.now(), by=by)
    library.refresh(at=timezone.now())
    assert "edition 3, which was called off" in read("/editions/3/").text
    assert "A change comes into force on" not in read("/").text
    assert "This is the plan" not in read(f"/as-of/{after:%Y-%m-%d}/").text


def test_the_freshness_line_names_the_day(read: Read):
    local = timezone.now().astimezone(library.zone)

    assert f"Guidance in force on {local:%-d %b %Y}" in read("/").text


def test_pages_of_a_moment_need_no_query(
    client: Client, django_assert_num_queries: Callable[[int], object]
):
    client.get(f"/as-of/{DAY}T11:00/")
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        client.get(f"/as-of/{DAY}T11:00/questions/ride-it/")
        client.get(f"/shown-on/{DAY}T11:00/memos/")

"""The same pages from the edition in force, from edition n and from that of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tests.content.a_guidance import BICYCLES, a_guidance, a_scenario, a_wizard
from tests.reader.conftest import Page

Read = Callable[[str], Page]

EVERYWHERE = [
    "",
    "topics/",
    "topics/bicycles/",
    "can-i/",
    "can-i/take-a-bicycle/",
    "can-i/take-a-bicycle/?is-it-locked=yes",
    "questions/",
    "questions/ride-it/",
    "memos/",
    "memos/bicycle-order/",
    "memos/bicycle-order/found/",
    "glossary/",
]


@pytest.fixture(scope="module", autouse=True)
def editions(published: Callable[..., Any]) -> Iterator[None]:
    before = a_guidance()
    after = a_guidance(
        scenarios=[
            a_scenario(answer="No, call the owner."),
            a_scenario(slug="sell-it", ref="a02", question="Can I sell it?"),
        ],
        wizards=[a_wizard(BICYCLES, title="May I take this bicycle?")],
    )
    with published(before, after):
        yield


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_page_stands_under_every_prefix_and_links_inside_it(
    read: Read, address: str
):
    for prefix, number in [("/editions/1/", "1"), ("/as-of/2025-03-02/", "1")]:
        page = read(prefix + address)
        inside = [
            each
            for each in page.links()
            if each.startswith("/") and not each.startswith("/editions/")
        ]

        assert page.status == 200
        assert page.marked("data-edition") == [number]
        assert "edition--loud" in page.html
        outside = [each for each in inside if not each.startswith(prefix)]
        # What the site counts is true of the site, whatever edition is read.
        assert set(outside) <= {"/", "/what-is-counted/"}


def test_an_old_edition_says_what_it_said(read: Read):
    assert "No, leave it." in read("/editions/1/questions/ride-it/").text
    assert "No, call the owner." in read("/editions/2/questions/ride-it/").text
    assert "No, call the owner." in read("/questions/ride-it/").text


def test_a_page_the_old_edition_did_not_have_is_missing_there(read: Read):
    assert read("/questions/sell-it/").status == 200
    assert read("/editions/1/questions/sell-it/").status == 404


def test_a_day_shows_what_was_in_force_when_it_ended(read: Read):
    assert read("/as-of/2025-02-28/").status == 404
    assert read("/as-of/2025-03-01/").marked("data-edition") == ["1"]
    assert read("/as-of/2025-03-30/").marked("data-edition") == ["1"]
    assert read("/as-of/2025-03-31/").marked("data-edition") == ["2"]


def test_a_walk_through_an_old_edition_stays_in_it(read: Read):
    page = read("/editions/1/can-i/take-a-bicycle/")

    for _ in range(2):
        page = read(page.choices().get("no") or page.choices()["yes"])
    assert page.kind == "outcome"
    assert page.marked("data-edition") == ["1"]
    assert all(each.startswith("/editions/1/") for each in page.changes())


def test_the_list_names_every_edition_with_its_note(read: Read):
    page = read("/editions/")

    assert "Note of edition 1." in page.text
    assert "Note of edition 2." in page.text
    assert {"/editions/1/", "/editions/2/"} <= set(page.links())


def test_an_edition_says_what_it_changed(read: Read):
    page = read("/editions/2/")

    assert page.kind == "edition"
    assert "Changed Scenario: Can I ride a bicycle I found?" in page.text
    assert "New Scenario: Can I sell it?" in page.text
    assert "Changed Wizard: May I take this bicycle?" in page.text
    assert "/editions/2/questions/sell-it/" in page.links()
    assert "/editions/1/" in page.links()


def test_home_shows_the_newest_changes_with_their_days(read: Read):
    page = read("/")

    assert "Note of edition 2." in page.text
    assert "31 Mar 2025" in page.text


def test_an_old_edition_knows_nothing_of_later_ones(read: Read):
    page = read("/as-of/2025-03-02/")

    assert "Note of edition 1." in page.text
    assert "Note of edition 2." not in page.text


def test_both_editions_stand_as_data(client: Client):
    first, current = (
        client.get("/editions/1.json"),
        client.get("/editions/current.json"),
    )

    assert first.json()["edition"] == 1
    assert current.json()["edition"] == 2
    assert first.json()["scenarios"][0]["answer"] == "No, leave it."

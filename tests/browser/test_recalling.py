"""The stop-use switch on the real server: two supervisors pull an outcome, and every
process of the site stops showing it within two seconds; two give it back."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deciding import open_as_published
from tests.browser.running import Site
from tests.browser.signing_in import sign_in

RECALLS = "/review/recalls/"
REF = "x-o-nycrim"
OUTCOME = "/can-i/warrant-hit/?issued-by=new-york-court"
OTHER = "/can-i/warrant-hit/?issued-by=immigration-file&other-lawful-reason=no"
LISTS = [
    f"/search/?q={REF}",
    "/memos/operations-order-2025/crime-work-goes-on/",
    "/can-i/warrant-hit/map/",
]
HEADLINE = "Take the warrant. Status does not matter."
REASON = "The court changed its order this morning."
MARK = "data-recalled"

PROMISED = 2.0
"""Seconds in which every process of the site shows a recall."""

IN_A_ROW = 12
"""So many connections, one after the other, reach both processes."""


@pytest.fixture(scope="module")
def supervisors(site: Site) -> list[tuple[str, str]]:
    """The names and passwords of two supervisors."""
    return [site.accounts["susan"], site.accounts["sheila"]]


def seconds_until(site: Site, *, marked: bool) -> float:
    """Ask for the outcome until every process has it `marked` or not; return how long
    after now the last one answered otherwise."""
    began = last = time.monotonic()
    right = 0
    while right < IN_A_ROW and time.monotonic() < began + 10:
        with urlopen(f"{site}{OUTCOME}") as response:
            is_right = (MARK in response.read().decode()) is marked
        right = right + 1 if is_right else 0
        last = last if is_right else time.monotonic()
    return last - began


@pytest.fixture
def two(
    supervisors: list[tuple[str, str]], desktop: Page, phone: Page
) -> tuple[Page, Page]:
    """The list of recalls, as the one sees it at a desk and the other on a phone."""
    for page, account in zip((desktop, phone), supervisors, strict=True):
        sign_in(page, account, RECALLS)
    return desktop, phone


def test_two_supervisors_pull_an_outcome_and_give_it_back(
    site: Site, two: tuple[Page, Page], dark: Page, axe: Callable[[Page], None]
) -> None:
    first, second = two

    propose(first, axe)
    dark.goto(OUTCOME)
    expect(dark.locator("main [data-verdict]")).to_have_attribute("data-verdict", "yes")

    confirm(second)
    assert seconds_until(site, marked=True) < PROMISED
    axe(second)
    assert second.evaluate("document.documentElement.scrollWidth") == 390
    officers_are_told(dark, axe)

    give_back(second, first)
    assert seconds_until(site, marked=False) < PROMISED
    open_as_published(dark, f"/editions/1{OUTCOME}", "This was recalled from")
    expect(dark.locator("[data-was-recalled]")).to_have_count(1)


def propose(page: Page, axe: Callable[[Page], None]) -> None:
    """Find it by the ref an officer read out, say why, and propose: by keys alone."""
    page.keyboard.type(REF)
    page.keyboard.press("Enter")
    found = page.locator(f'[data-answer="outcome:{REF}"]')
    found.wait_for()
    axe(page)
    found.press("Enter")
    expect(page.locator("#reason")).to_be_focused()
    axe(page)
    page.keyboard.type(REASON)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Proposed, not in effect")
    axe(page)


def confirm(page: Page) -> None:
    """Find it waiting, and confirm it."""
    page.reload()
    page.locator("#waiting + .results a").first.click()
    page.get_by_role("button", name="Confirm: pull it now").click()
    expect(page.locator("h1")).to_have_text("In effect")


def reload_until_told(page: Page) -> None:
    """Load the page anew until it is marked: its process has two seconds as well."""
    end = time.monotonic() + PROMISED
    page.reload()
    while page.locator("main").get_attribute(MARK) is None:
        assert time.monotonic() < end
        page.reload()


def officers_are_told(page: Page, axe: Callable[[Page], None]) -> None:
    """At the outcome, where it would flip another, in every list, in old editions."""
    reload_until_told(page)
    expect(page.locator("h1")).to_have_text("Do not rely on this.")
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main [data-verdict]")).to_have_count(0)
    axe(page)
    page.goto(OTHER)
    expect(page.locator("[data-unless]")).to_contain_text("Recalled")
    axe(page)
    for address in LISTS:
        page.goto(address)
        expect(page.locator(f"a[{MARK}]").first).to_be_attached()
        expect(page.locator("body")).not_to_contain_text(HEADLINE)
        axe(page)
    page.goto("/search/")
    page.locator('input[name="q"]').press_sequentially(REF)
    expect(page.locator(f"#results a[{MARK}]")).to_contain_text("Do not rely on this.")
    page.goto(f"/editions/1{OUTCOME}")
    expect(page.locator("[data-was-recalled]")).to_contain_text(
        "This is recalled since"
    )
    axe(page)


def give_back(one: Page, other: Page) -> None:
    """Lift it: one proposes, the other confirms."""
    one.get_by_label("Why officers may rely on it again").fill("The order was stayed.")
    one.get_by_role("button", name="Propose to lift it").click()
    expect(one.locator("h1")).to_have_text("In effect; lifting proposed")
    other.reload()
    other.get_by_role("button", name="Confirm: officers may rely on it again").click()
    expect(other.locator("h1")).to_have_text("Lifted")


def test_it_needs_no_script(
    no_script: Page, supervisors: list[tuple[str, str]]
) -> None:
    sign_in(no_script, supervisors[0], f"{RECALLS}?q=warrant+hit")
    no_script.locator('[data-answer^="wizard:"]').first.click()
    no_script.get_by_label("Why nobody may rely on it").fill(REASON)
    no_script.get_by_role("button", name="Propose to pull it").click()
    expect(no_script.locator("h1")).to_have_text("Proposed, not in effect")

    no_script.get_by_label("Why not").fill("A mistake.")
    no_script.get_by_role("button", name="Do not pull it").click()

    expect(no_script.locator("h1")).to_have_text("Refused, never in effect")

"""A new trainer takes a memo to the officers, and its revised text to the next edition.

One site, with the people on it and what they did before, serves all tests of this file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.deciding import (
    PROMISED,
    approved,
    change,
    open_as_published,
    planned_and_called_off,
    published,
    returned,
    row,
    said,
    seconds_until_officers_read,
    submit,
    submit_changed,
    take_up,
    terms,
)
from tests.browser.first_half_hour import (
    adds_three_cases,
    builds_the_wizard,
    finds_and_mends,
    imports_the_order,
    quotes,
    reaches_the_answer,
    tries_it,
)
from tests.browser.found_property import (
    AFTER,
    PHOTOGRAPH,
    TITLE,
    WIZARD,
    example_department,
)
from tests.browser.pictures import picture
from tests.browser.revising import (
    accepts_the_revised_order,
    is_returned,
    is_voided,
    works_off,
)
from tests.browser.running import Account, Site, example_site
from tests.browser.signing_in import sign_in

CASES = "Cases of"
Open = Callable[..., Page]
Axe = Callable[[Page], None]

pytestmark = pytest.mark.timeout(200)  # a server of its own, and every page of the desk


@pytest.fixture(scope="module")
def town(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the Example Police Department."""
    folder = tmp_path_factory.mktemp("town")
    names = ("nina", "sue", "sam")
    with example_site(folder, shared, example_department(), *names) as site:
        yield site


@pytest.fixture(scope="module")
def accounts(town: Site) -> dict[str, Account]:
    """A trainer, Nina, and two supervisors, Sue and Sam: names and passwords."""
    return town.accounts


def test_a_new_trainer_takes_a_memo_to_the_officers(
    town: Site, accounts: dict[str, Account], open_page: Open, axe: Axe
) -> None:
    nina, sue = (open_page(town, viewport=DESKTOP) for _ in range(2))
    sign_in(nina, accounts["nina"])
    sign_in(sue, accounts["sue"])

    imports_the_order(nina, axe)
    builds_the_wizard(nina)
    finds_and_mends(nina)
    axe(nina)
    adds_three_cases(nina)
    tries_it(nina)
    nina.goto("/review/changed/")
    picture(nina, "trainer-submit")
    assert submit_changed(nina, "A new order.") == 3
    for title in (TITLE, WIZARD, CASES):
        approved(sue, title)
    published(sue, "What may be handed out at the front desk.")
    assert seconds_until_officers_read(f"{town}/", WIZARD) < PROMISED
    reaches_the_answer(open_page(town, viewport=PHONE), AFTER)


def test_a_revised_order_reaches_the_next_edition_through_its_work_list(
    town: Site, accounts: dict[str, Account], open_page: Open, axe: Axe
) -> None:
    nina, sue = (open_page(town, viewport=DESKTOP) for _ in range(2))
    officer = open_page(town, viewport=PHONE)
    sign_in(nina, accounts["nina"], "/admin/jump/?to=found")
    sign_in(sue, accounts["sue"])
    path = reaches_the_answer(officer, AFTER)

    accepts_the_revised_order(nina, axe)
    works_off(nina, axe)
    assert submit_changed(nina, "As the order has it now.") == 2
    returned(sue, WIZARD, "Say who the clerk is.", axe)
    is_returned(nina)
    approved(sue, WIZARD)
    change(nina, "found-7", "#id_body", "They write down what they were told.")
    nina.get_by_role("link", name="Submit for review").click()
    submit(nina, "One more sentence.")
    is_voided(sue, axe)
    for title in (TITLE, WIZARD):
        approved(sue, title)
    take_up(sue, CASES)
    approved(sue, CASES)
    planned_and_called_off(sue, WIZARD, axe)
    quotes(officer, AFTER)
    published(sue, "A photograph is needed; animals go to the clerk.")
    assert seconds_until_officers_read(f"{town}{path}", PHOTOGRAPH) < PROMISED
    open_as_published(officer, path, PHOTOGRAPH)
    quotes(officer, PHOTOGRAPH)
    officer.goto(f"/editions/2{path}")
    quotes(officer, AFTER)


PAGES = [
    "/review/",
    "/review/?show=submitted",
    "/review/submissions/1/",
    "/review/documents/scenario/ride-it/",
    "/review/publish/",
    "/review/editions/1/back/",
]


def test_every_page_of_the_review_desk_fits_a_phone_by_night(
    town: Site, accounts: dict[str, Account], open_page: Open, axe: Axe
) -> None:
    page = open_page(town, viewport=PHONE, color_scheme="dark")
    sign_in(page, accounts["nina"])
    change(page, "a01", "#id_answer", "Move it out of the way.")
    page.get_by_role("link", name="Submit for review").click()
    fits(page, axe)
    submit(page, "Officers asked.")
    page.goto("/review/changed/")
    fits(page, axe)
    sign_in(page, accounts["sue"])
    for address in PAGES:
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        fits(page, axe)


def fits(page: Page, axe: Axe) -> None:
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide == PHONE["width"], page.url
    axe(page)


def test_the_review_desk_needs_no_script(
    town: Site, accounts: dict[str, Account], open_page: Open
) -> None:
    page = open_page(town, viewport=PHONE, java_script_enabled=False)
    sign_in(page, accounts["sam"], "/review/?show=unclaimed")
    title = "Can I ride a bicycle I found?"
    row(page, title).get_by_role("button", name="I’m on it").click()
    expect(page.locator("main li[data-standing]")).to_have_count(0)
    page.goto("/review/?show=mine")
    row(page, title).get_by_role("link", name=title).click()

    page.get_by_label("Comment").fill("Out of whose way?")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator("main")).to_contain_text("“Out of whose way?”")
    for tick in page.locator("main input[name=ticked]").all():
        tick.check()
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("[data-standing=approved]")).to_be_visible()

    page.goto("/review/publish/")
    page.get_by_role("button", name="See what that changes").click()
    expect(page.locator("#outlook")).to_contain_text("1 changed")
    terms(page, "Out of the way.")
    page.get_by_role("button", name="Publish", exact=True).click()
    said(page, "is in force")

"""From a trainer's edit to the officers' page on the real server: submitted, returned,
approved, voided by a section that changed, planned, called off and published."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.running import Site, copied_site
from tests.browser.signing_in import sign_in

Account = tuple[str, str]
Axe = Callable[[Page], None]
Open = Callable[..., Page]

pytestmark = pytest.mark.timeout(200)  # a server of its own, and every page of the desk

WIZARD = "Federal agents want into a precinct, City property, school or shelter"
MEMO = "City property: Administrative Code 4-210"
OUTCOME = (
    "/can-i/let-agents-in/?danger-there=no&where=not-sure&staff-only-area=not-sure"
)
# An outcome and a section that nothing else quotes.
REF, SECTION = "d-o-ask", "prop-5"
STEP = "Stay at the door."
WORDS = "Look at the signs."

PROMISED = 2.0
"""Seconds in which every process of the site shows what was published."""

IN_A_ROW = 12
"""So many connections, one after the other, reach both processes."""


@pytest.fixture(scope="module")
def own_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site beside the others': on this one things are published."""
    folder = tmp_path_factory.mktemp("deciding")
    with copied_site(folder, shared, "deciding") as address:
        yield address


@pytest.fixture(scope="module")
def accounts(own_site: Site) -> dict[str, Account]:
    """A trainer, Tess, and two supervisors, Sue and Sam: names and passwords."""
    return own_site.accounts


def seconds_until_officers_read(site: Site, words: str) -> float:
    """Ask for the outcome until every process says it; return how long from now on one
    of them still didn't."""
    began = last = time.monotonic()
    right = 0
    while right < IN_A_ROW and time.monotonic() < began + 10:
        with urlopen(f"{site}{OUTCOME}") as response:
            is_right = words in response.read().decode()
        right = right + 1 if is_right else 0
        last = last if is_right else time.monotonic()
    return last - began


def test_from_an_edit_to_the_officers_page(
    own_site: Site, accounts: dict[str, Account], open_page: Open, axe: Axe
) -> None:
    tess, sue = (open_page(own_site, viewport=DESKTOP) for _ in range(2))
    sign_in(tess, accounts["tess"])
    sign_in(sue, accounts["sue"], "/review/")

    change(tess, "outcome", REF, "#id_steps", STEP)
    submit(tess, WIZARD, axe)
    returned(sue, axe)
    tess.goto("/review/?show=returned")
    expect(tess.locator("main")).to_contain_text("Say where.")
    axe(tess)
    change(tess, "outcome", REF, "#id_steps", "Or at the gate.")
    submit(tess, WIZARD)
    approved(sue, WIZARD, axe)

    change(tess, "section", SECTION, "#id_body", WORDS)
    submit(tess, MEMO)
    voided(sue, axe)
    approved(sue, MEMO)
    approved(sue, WIZARD)

    planned_and_called_off(sue, axe)
    assert STEP not in urlopen(f"{own_site}{OUTCOME}").read().decode()
    published(sue)
    assert seconds_until_officers_read(own_site, STEP) < PROMISED


def change(page: Page, kind: str, ref: str, field: str, words: str) -> None:
    """Write more words into a field of what has that ref."""
    page.goto(f"/admin/jump/?to={ref}")
    box = page.locator(field)
    box.fill(
        f"{box.input_value().rstrip()}{' ' if kind == 'section' else chr(10)}{words}"
    )
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def submit(page: Page, title: str, axe: Axe | None = None) -> None:
    """Submit the document of the form that stands open, and come back to say so."""
    form = page.url
    page.get_by_role("link", name="Submit for review").click()
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator("ins").first).to_be_visible()
    if axe:
        axe(page)
    page.get_by_label("Note for the supervisor").fill("Officers asked.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("[data-standing]")).to_have_attribute(
        "data-standing", "waiting"
    )
    page.goto(form)
    expect(page.locator("[data-review=waiting]")).to_contain_text("is no part of it")


def row(page: Page, title: str) -> Locator:
    return page.locator("main li[data-standing]").filter(has_text=title)


def returned(page: Page, axe: Axe) -> None:
    """Take it on by the keyboard, read both sides, and give it back with words."""
    page.goto("/review/")
    axe(page)
    row(page, WIZARD).get_by_role("button", name="I’m on it").press("Enter")
    expect(row(page, WIZARD)).to_contain_text("sue is on it.")
    row(page, WIZARD).get_by_role("link", name=WIZARD).press("Enter")
    pair = page.locator(f"[data-pair={REF}]")
    expect(pair.get_by_label("What they would see")).to_contain_text(STEP)
    expect(pair.get_by_label("What officers see now")).not_to_contain_text(STEP)
    axe(page)
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.locator("[data-standing]")).to_have_attribute(
        "data-standing", "claimed"
    )
    page.get_by_label("What has to change").fill("Say where.")
    page.get_by_role("button", name="Return it to tess").press("Enter")
    expect(page.locator("[data-standing=returned]")).to_be_visible()


def approved(page: Page, title: str, axe: Axe | None = None) -> None:
    """Tick every quotation and approve, by the keyboard alone."""
    page.goto("/review/")
    row(page, title).get_by_role("link", name=title).press("Enter")
    ticks = page.locator("main input[name=ticked]")
    for tick in ticks.all():
        tick.press("Space")
    if ticks.count():
        every = f"{ticks.count()} of {ticks.count()} ticked"
        expect(page.locator("output")).to_have_text(every)
    if axe:
        axe(page)
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.locator("[data-standing=approved]")).to_be_visible()


def voided(page: Page, axe: Axe) -> None:
    """The wizard quotes the section that was submitted: it is to be approved anew."""
    page.goto("/review/?show=voided")
    expect(row(page, WIZARD)).to_contain_text(f"section {SECTION} changed")
    row(page, WIZARD).get_by_role("link", name=WIZARD).click()
    expect(page.locator(".source__change")).to_contain_text("This section changes")
    expect(page.locator(".source__change ins")).to_contain_text(WORDS.rstrip("."))
    axe(page)


def planned_and_called_off(page: Page, axe: Axe) -> None:
    """See what a choice comes to as it is made; publish for later, and think again."""
    page.goto("/review/publish/")
    expect(page.locator("#outlook")).to_contain_text("2 changed")
    # Without the wizard's new version its old one would rest on words that changed.
    page.get_by_label(WIZARD).press("Space")
    outlook = page.locator("#outlook")
    expect(outlook).to_contain_text("no longer count")
    expect(outlook.get_by_role("link", name=WIZARD)).to_be_visible()
    axe(page)
    page.get_by_label(WIZARD).press("Space")
    expect(outlook).not_to_contain_text("no longer count")
    terms(page)
    page.get_by_label("Later").check()
    moment = datetime.now(UTC) + timedelta(days=1)
    with page.expect_response(lambda each: "moment=2" in each.url):
        page.get_by_label("Day and time").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Publish", exact=True).press("Enter")
    said(page, "it comes into force on")
    axe(page)
    page.get_by_label("Why it is called off").fill("Too soon.")
    page.get_by_role("button", name="Call Edition 2 off").press("Enter")
    said(page, "was called off")


def said(page: Page, words: str) -> None:
    """Expect the page to say what became of a press; a new edition is indexed first."""
    expect(page.get_by_role("status").first).to_contain_text(words, timeout=30_000)


def terms(page: Page) -> None:
    page.get_by_label("What changed, in a sentence or two").fill(
        "The door and the signs."
    )
    page.get_by_label("Substantive").check()


def published(page: Page) -> None:
    terms(page)
    page.get_by_role("button", name="Publish", exact=True).press("Enter")
    said(page, "is in force")


def test_every_page_of_the_desk_fits_a_phone_by_night(
    own_site: Site, accounts: dict[str, Account], open_page: Open, axe: Axe
) -> None:
    page = open_page(own_site, viewport=PHONE, color_scheme="dark")
    sign_in(page, accounts["tess"])
    change(page, "outcome", REF, "#id_steps", "Or at the desk.")
    submit(page, WIZARD)
    for address in ("/review/changed/", "/review/submit/wizard/let-agents-in/"):
        fits(page, address, axe)
    sign_in(page, accounts["sue"])
    for address in PAGES:
        fits(page, address, axe)


PAGES = [
    "/review/",
    "/review/?show=submitted",
    "/review/submissions/1/",
    "/review/documents/wizard/let-agents-in/",
    "/review/publish/",
    "/review/editions/1/back/",
]


def fits(page: Page, address: str, axe: Axe) -> None:
    answer = page.goto(address)
    assert answer
    assert answer.status == 200, address
    assert page.evaluate("document.documentElement.scrollWidth") == 390, address
    axe(page)


def test_it_needs_no_script(
    own_site: Site, accounts: dict[str, Account], open_page: Open
) -> None:
    page = open_page(own_site, viewport=PHONE, java_script_enabled=False)
    sign_in(page, accounts["sam"], "/review/?show=unclaimed")
    row(page, WIZARD).get_by_role("button", name="I’m on it").click()
    expect(page.locator("main li[data-standing]")).to_have_count(0)
    page.goto("/review/?show=mine")
    row(page, WIZARD).get_by_role("link", name=WIZARD).click()

    page.get_by_label("Comment").fill("At which door?")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator("main")).to_contain_text("“At which door?”")
    for tick in page.locator("main input[name=ticked]").all():
        tick.check()
    page.get_by_role("button", name="Approve").click()
    expect(page.locator("[data-standing=approved]")).to_be_visible()

    page.goto("/review/publish/")
    page.get_by_role("button", name="See what that changes").click()
    expect(page.locator("#outlook")).to_contain_text("1 changed")
    terms(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    said(page, "is in force")

"""The order is revised: what the trainer and the supervisor do about it, step by step."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.building import open_node, save
from tests.browser.deciding import row, submit_changed
from tests.browser.found_property import (
    ANIMALS,
    BOTH,
    CLERK_ONLY,
    NOT_ANIMALS,
    PHOTOGRAPH,
    REVISED,
    WIZARD,
    YES,
)
from tests.browser.importing import DEPARTMENT, choose, look
from tests.browser.pictures import picture
from tests.content.made_files import a_pdf

Axe = Callable[[Page], None]


def accepts_the_revised_order(page: Page, axe: Axe) -> None:
    """Two sections changed, and one is not there any more."""
    page.get_by_role("link", name="Import its revised text").click()
    choose(page, "order-7-revised.pdf", a_pdf(REVISED))
    page.locator("#id_provenance").select_option(label=DEPARTMENT)
    page.get_by_role("button", name="Compare with").click()
    expect(page.locator("section[data-changed=yes]")).to_have_count(2)
    expect(page.locator("li[data-gone]")).to_have_count(1)
    look(page, axe, "comparing")
    picture(page, "trainer-compare", page.locator("section[data-changed=yes]").first)
    page.get_by_role("button", name="Accept the new text").click()


def works_off(page: Page, axe: Axe) -> None:
    """Accept two suggestions, and rest the third answer on another section."""
    tasks = page.locator("section[data-task]")
    expect(tasks).to_have_count(3)
    look(page, axe, "the work list")
    picture(page, "trainer-work-list", tasks.first)
    for headline, words in ((YES, PHOTOGRAPH), (CLERK_ONLY, BOTH)):
        task = tasks.filter(has_text=headline)
        expect(task.get_by_label("Words to quote")).to_have_value(words)
        task.get_by_role("button", name="Quote these words").click()
        expect(task).to_have_count(0)
    animals = tasks.filter(has_text=ANIMALS)
    animals.get_by_label("Section").select_option(label="found-3 · 3 Money")
    animals.get_by_label("Words to quote").fill(BOTH)
    animals.get_by_role("button", name="Quote these words").click()
    expect(tasks).to_have_count(0)
    page.get_by_role("button", name="Delete found-6 from the draft").click()
    rewords(page, ANIMALS, NOT_ANIMALS, "Give them the clerk’s number for animals.")


def rewords(page: Page, headline: str, words: str, step: str) -> None:
    """Say something else in an outcome, found by jumping to its wizard."""
    page.get_by_label("Jump to").fill("give a found thing back")
    page.get_by_label("Jump to").press("Enter")
    page.locator("#content-main").get_by_role("link", name=WIZARD).first.click()
    page.get_by_role("link", name="Build", exact=True).click()
    open_node(page, headline)
    page.locator("[data-open]").get_by_label("Headline").fill(words)
    page.locator("[data-open]").get_by_label("Steps").fill(step)
    save(page)


def is_voided(page: Page, axe: Axe) -> None:
    """What the wizard rests on was submitted: its approval no longer counts."""
    page.goto("/review/?show=voided")
    expect(row(page, WIZARD)).to_contain_text("section found-7 changed")
    row(page, WIZARD).get_by_role("link", name=WIZARD).click()
    changes = page.locator(".source__change", has_text="This section changes")
    expect(changes.locator("ins", has_text="what they were told")).to_be_visible()
    axe(page)


def is_returned(page: Page) -> None:
    """Find on the first page what was returned, and why; change it, submit it again."""
    page.goto("/admin/")
    waits = page.get_by_role("region", name="What waits for you")
    expect(waits).to_contain_text("Say who the clerk is.")
    picture(page, "trainer-waits")
    rewords(page, CLERK_ONLY, CLERK_ONLY, "Say that the clerk is Pat Example.")
    assert submit_changed(page, "It names the clerk.") == 1

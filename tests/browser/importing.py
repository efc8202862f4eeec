"""Steps of importing a memo in the browser, for every journey that needs one."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import DESKTOP, PHONE

# The admin's links fade from one colour to another.
SETTLED = "Promise.all(document.getAnimations().map(each => each.finished))"
DEPARTMENT = "Entered by the department"


def choose(page: Page, name: str, data: bytes) -> None:
    """Choose a file on the page for importing, and have it read."""
    file: FilePayload = {
        "name": name,
        "mimeType": "application/octet-stream",
        "buffer": data,
    }
    page.get_by_label("File").set_input_files(files=file)
    page.get_by_role("button", name="Read it").click()


def describe(page: Page, **facts: str) -> None:
    """Fill in what only a trainer knows of an imported memo."""
    for name, value in facts.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_provenance").select_option(label=DEPARTMENT)


def merge_and_split(page: Page, heading: str) -> None:
    """Put a section to the one before and take it out again, by keyboard alone."""
    parts = page.locator("section[data-part]")
    count = parts.count()
    parts.filter(has_text=heading).get_by_role("button", name="Merge").press("Enter")
    expect(parts).to_have_count(count - 1)
    split = page.locator(".import-paragraph", has_text=heading).get_by_role("button")
    split.press("Enter")
    expect(parts).to_have_count(count)


def look(page: Page, axe: Callable[[Page], None], name: str) -> None:
    """Look at a page as wide as a desk and as a phone, by day and by night."""
    axe(page)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.emulate_media(color_scheme="dark")
    page.evaluate(SETTLED)
    axe(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{name} is {wide} wider than a phone"
    page.emulate_media(color_scheme="light")
    page.evaluate(SETTLED)
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})

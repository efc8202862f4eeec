"""Importing a memo in a browser, and carrying a revised one through its work list."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.signing_in import sign_in
from tests.content.made_files import Block, a_pdf, a_word_file

ORDER: list[Block] = [
    (1, "Bicycle order"),
    (0, "To: all commands"),
    (2, "1. Purpose"),
    (0, "This order says what officers do with bicycles that were found."),
    (2, "2. Found bicycles"),
    (0, "An officer leaves a found bicycle where it is."),
    (2, "3. Helmets"),
    (0, "Nobody has to wear one."),
]
REVISED: list[Block] = [
    (1, "Bicycle order"),
    (2, "1. Purpose"),
    (0, "This order says what officers do with bicycles that were found."),
    (2, "2. Found bicycles"),
    (0, "Unless a supervisor agrees, an officer must leave any found bicycle there."),
]
# The admin's links fade from one colour to another.
SETTLED = "Promise.all(document.getAnimations().map(each => each.finished))"
REFS = "input[name$='-ref'][value^='bike-']"
FACTS = {
    "kind": "order",
    "issuer": "Example Police Department",
    "slug": "bicycle-order",
    "ref": "bike",
}


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
    page.locator("#id_provenance").select_option(label="Entered by the department")


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


def test_a_memo_is_imported_corrected_and_revised(
    desktop: Page, trainer: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    sign_in(desktop, trainer, "/admin/import/")
    look(desktop, axe, "importing")
    choose(desktop, "order.docx", a_word_file(ORDER))
    look(desktop, axe, "correcting")
    describe(desktop, **FACTS)
    merge_and_split(desktop)
    desktop.get_by_role("button", name="Save as a draft memo").click()

    saved = desktop.locator(".messagelist .success")
    expect(saved).to_contain_text("Bicycle order")
    expect(desktop.get_by_role("link", name="Source: order.docx")).to_be_visible()
    assert desktop.locator(REFS).count() == 3
    quote_it(desktop)
    revise_it(desktop, axe)


def merge_and_split(page: Page) -> None:
    """Put the helmets to the bicycles and take them out again, by keyboard alone."""
    helmets = page.locator("section[data-part]", has_text="Helmets")
    helmets.get_by_role("button", name="Merge").focus()
    page.keyboard.press("Enter")
    expect(page.locator("section[data-part]")).to_have_count(3)
    split = page.locator(".import-paragraph", has_text="Helmets").get_by_role("button")
    split.focus()
    page.keyboard.press("Enter")
    expect(page.locator("section[data-part]")).to_have_count(4)


def revise_it(page: Page, axe: Callable[[Page], None]) -> None:
    """Bring in the memo anew, from its page, and do what its work list asks for."""
    memo_page = page.url
    page.get_by_role("link", name="Import its revised text").click()
    choose(page, "revised.pdf", a_pdf(REVISED))
    page.locator("#id_provenance").select_option(label="Entered by the department")
    page.get_by_role("button", name="Compare with").click()
    expect(page.locator("section[data-changed=yes]")).to_have_count(1)
    expect(page.locator("li[data-gone]")).to_have_count(1)
    look(page, axe, "comparing")
    page.get_by_role("button", name="Accept the new text").click()

    task = page.locator("section[data-task]")
    expect(task).to_have_count(1)
    expect(task.get_by_label("Words to quote")).to_have_value(
        "an officer must leave any found bicycle there."
    )
    look(page, axe, "the work list")
    task.get_by_role("button", name="Quote these words").click()
    expect(page.locator("section[data-task]")).to_have_count(0)
    page.goto(memo_page)
    expect(page.locator(REFS)).to_have_count(2)


def quote_it(page: Page) -> None:
    """Have the first scenario quote the order as well, and come back to its page."""
    memo = page.url
    page.goto("/admin/authoring/scenario/?q=a01")
    page.locator("#result_list tbody th a").first.click()
    page.locator("#citations-group .add-row a").click()
    new = page.locator("#citations-group .inline-related:not(.empty-form)").last
    new.locator("input[name$=-section]").fill("bike-2")
    new.locator("textarea[name$=-words]").fill(
        "An officer leaves a found bicycle where it is."
    )
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(memo)


def test_without_scripts_a_memo_is_imported_too(
    no_script: Page, trainer: tuple[str, str]
) -> None:
    page = no_script
    sign_in(page, trainer, "/admin/import/")
    page.get_by_label("Or its text, pasted").fill("1. One. First.\n\n2. Two. Second.")
    page.get_by_role("button", name="Read it").click()
    describe(page, title="Pasted", kind="order", issuer="EPD", slug="pasted", ref="pp")

    page.get_by_role("button", name="Save as a draft memo").click()

    expect(page.locator(".messagelist .success")).to_contain_text("pp · Pasted")

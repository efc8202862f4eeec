"""The builder in the browser, for everybody who builds; a journey builds a whole wizard."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.browser.building import open_node, press, save, start_wizard
from tests.browser.conftest import PHONE
from tests.browser.signing_in import sign_in

INDEED = "Indeed" * 20  # what has no space in it must not make a page wider


def test_a_wizard_is_built_by_mouse_by_keys_and_on_a_phone(
    desktop: Page, trainer: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    sign_in(desktop, trainer)
    topic = "They want information"

    start_wizard(desktop, "Can I go on?", topic, shape="conditions")

    facts = desktop.locator(".builder__facts")
    expect(facts).to_contain_text("3 questions, 1 outcome")
    picture_and_outline_open_each_other(desktop)
    quotes_what_is_selected(desktop)
    is_asked_before_words_are_lost(desktop)
    sees_what_became_of_it(desktop)
    undoes(desktop)
    by_keyboard_alone(desktop)
    says_what_takes_longer_than_a_second(desktop)
    leads_nowhere(desktop)
    looks_right_on_a_phone_by_night(desktop, axe)


def picture_and_outline_open_each_other(page: Page) -> None:
    box = page.locator(".map [data-node]", has_text="Is the third condition met?")

    box.click()

    expect(page.locator("[data-open] h3")).to_contain_text(
        "Is the third condition met?"
    )
    expect(box).to_have_attribute("aria-current", "true")
    open_node(page, "Is the second condition met?")
    two = page.locator(".map [data-node]", has_text="Is the second condition met?")
    expect(two).to_have_attribute("aria-current", "true")


def quotes_what_is_selected(page: Page) -> None:
    """The section is found by typing, its words are taken with the keys."""
    open_node(page, "Ask before you go on")
    look, words = page.locator("#citations-0-look"), "textarea[name=citations-0-words]"
    page.locator("[name=citations-0-section]").press_sequentially("authorization civil")
    look.get_by_role("button").first.press("Enter")
    text = look.get_by_role("textbox").first
    expect(text).to_be_focused()
    for key in ["Home", "Shift+ArrowDown", "Enter"]:
        page.keyboard.press(key)
    expect(page.locator(words)).to_have_value(" ".join(text.inner_text().split()[:11]))
    page.locator(words).press("Home")
    page.keyboard.type("never")
    look.get_by_role("button", name="Take these words").press("Enter")

    expect(look).to_contain_text("✓ These words stand in")
    save(page)
    expect(page.locator("#citations-0-look")).to_contain_text("✓ These words stand in")
    open_node(page, "Is the second condition met?")


def is_asked_before_words_are_lost(page: Page) -> None:
    text = page.locator("[data-open]").get_by_label("Text:", exact=True)
    text.fill("Is the second one")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.locator(".map [data-node]", has_text="Is the third condition met?").click()
    page.get_by_role("link", name="Untested paths").click()
    expect(text).to_have_value("Is the second one")
    assert asked == ["confirm", "beforeunload"]
    page.remove_listener("dialog", refuse)
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-open]").get_by_role("link", name="Close").click()
    expect(page.locator("#outline-title")).to_be_focused()
    open_node(page, "Is the second condition met?")


def sees_what_became_of_it(page: Page) -> None:
    """What is said stands in sight from wherever it was pressed; so does what is wrong."""
    panel = page.locator("[data-open]")
    said = page.locator(".builder__said li")
    press(page, panel.get_by_role("button", name="Save").last)
    expect(said).to_be_in_viewport()
    panel.locator("#choices-0").get_by_label("Label:").fill("")
    press(page, panel.get_by_role("button", name="Save").last)
    expect(said).to_contain_text("Nothing was saved")
    expect(panel.locator("#choices-0").get_by_label("Label:")).to_be_focused()
    panel.locator("#choices-0").get_by_label("Label:").fill("Yes")
    save(page)
    press(page, page.get_by_role("button", name="Add a question"))
    expect(page.get_by_label("What it says")).to_be_focused()
    expect(said).to_be_in_viewport()
    press(page, panel.get_by_role("button", name="Delete the question"))
    expect(said).to_contain_text("Deleted")
    expect(said).to_be_in_viewport()
    press(page, page.get_by_role("button", name="Undo"))
    open_node(page, "Is the second condition met?")


def undoes(page: Page) -> None:
    """The hints tell at once of what is typed, and of what is brought back."""
    page.locator("[data-open]").get_by_label("Text:", exact=True).fill("Changed?")
    expect(page.locator("#panel-hints")).to_contain_text("The question is too short")
    save(page)
    expect(page.locator("#undone")).to_contain_text("second condition")

    press(page, page.get_by_role("button", name="Undo"))

    expect(page.locator(".builder__said")).to_contain_text("Undone")
    expect(page.locator("#panel-hints")).to_contain_text("The question reads at grade")
    expect(page.locator("[data-open] h3")).to_contain_text(
        "Is the second condition met?"
    )


def by_keyboard_alone(page: Page) -> None:
    """Enter in a line saves, and a choice goes down by its button."""
    line = page.locator("#choices-0").get_by_label("Label:")
    line.fill(INDEED)
    press(page, line)
    press(page, page.get_by_role("button", name="Move choice 1 down"))
    expect(page.locator("#choices-1").get_by_label("Label:")).to_have_value(INDEED)


def says_what_takes_longer_than_a_second(page: Page) -> None:
    """A save, and a link: what the server was asked is held here until it was said."""
    held: list[Route] = []
    page.route("**/build/?node=**", lambda route: held.append(route))
    page.locator("[data-open]").get_by_role("button", name="Save").first.press("Enter")
    said = page.get_by_text("The wizard is being saved and drawn again …")
    expect(said).to_be_visible()
    held.pop().continue_()
    page.unroute("**/build/?node=**")
    expect(said).to_have_count(0)
    page.route("**/admin/check/**", lambda route: route.abort("aborted"))
    page.get_by_role("link", name="Check with the rest").last.click(no_wait_after=True)
    expect(page.get_by_text("Working on it …")).to_be_visible()
    page.unroute("**/admin/check/**")


def leads_nowhere(page: Page) -> None:
    page.locator("#choices-1").get_by_label("Leads to").select_option("")
    save(page)
    expect(page.locator(".findings")).to_contain_text([f"“{INDEED}” leads nowhere"])


def looks_right_on_a_phone_by_night(page: Page, axe: Callable[[Page], None]) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.emulate_media(color_scheme="dark")

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= PHONE["width"]
    axe(page)


def test_two_trainers_see_each_other_and_choose_whose_words_stand(
    browser: Browser, desktop: Page, trainer: tuple[str, str], no_script: Page
) -> None:
    """The one has no script, so everything here is plain forms for her."""
    sign_in(no_script, trainer, "/admin/jump/?to=w-hit")
    sign_in(desktop, trainer, "/admin/jump/?to=w-hit")
    for page in (no_script, desktop):
        page.get_by_role("link", name="Build", exact=True).click()
        page.locator(".node__words").first.click()
        expect(page.locator("[data-open] h3")).to_be_visible()
    text = no_script.locator("[data-open]").get_by_label("Text:", exact=True)
    before = text.input_value()
    desktop.locator("[data-open]").get_by_label("Text:", exact=True).fill("His words?")
    choice = desktop.get_by_role("group", name="One more choice")
    choice.get_by_label("Label:").fill("His choice")
    save(desktop)

    text.fill("Her words?")
    no_script.locator("[data-open]").get_by_role("button", name="Save").first.click()

    conflict = no_script.locator(".desk-conflict")
    expect(conflict).to_contain_text("His words?")
    conflict.get_by_label("Yours: Her words?").check()
    added = conflict.get_by_role("group", name="Choice that somebody else added")
    expect(added.get_by_label("Keep it: Label: His choice")).to_be_checked()
    added.get_by_label("Leave it out").check()
    no_script.locator("[data-open]").get_by_role("button", name="Save").first.click()
    expect(no_script.locator("[data-open] h3")).to_contain_text("Her words?")
    expect(no_script.locator("#outline")).not_to_contain_text("His choice")
    expect(desktop.locator("#company")).to_be_attached()
    text.fill(before)
    no_script.locator("[data-open]").get_by_role("button", name="Save").first.click()

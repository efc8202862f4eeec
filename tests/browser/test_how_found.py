"""How officers find a scenario, and what is pinned, by keys and by thumb."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in

LIST = "/admin/authoring/scenario/?q=show-my-own-shield"
WAY = "velociped number plate to his face"
Axe = Callable[[Page], None]


def test_a_trainer_tries_a_question_adds_it_and_pins_another_by_keys(
    desktop: Page, trainer: tuple[str, str], axe: Axe
) -> None:
    sign_in(desktop, trainer, LIST)
    desktop.get_by_role("link", name="How officers find it").click()
    expect(desktop.get_by_text("find it first.")).to_be_visible()
    axe(desktop)

    try_and_add(desktop, axe)
    pin_by_keys(desktop, axe)
    see_it_first(desktop)


def try_and_add(page: Page, axe: Axe) -> None:
    page.get_by_label("A question as an officer would put it").focus()
    page.keyboard.type(WAY)
    page.keyboard.press("Enter")
    tried = page.locator("p[data-place]").first
    expect(tried).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Add as a way of asking").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Added to the draft.")).to_be_visible()
    expect(tried).to_contain_text("It comes first.")
    expect(page.locator(".result[aria-current=true]")).to_contain_text("This one")


def pin_by_keys(page: Page, axe: Axe) -> None:
    page.get_by_role("link", name="Pin results to a query").click()
    page.locator("#id_queries").focus()
    page.keyboard.type("Velociped at the desk?")
    refs = page.locator("#id_refs")
    refs.focus()
    page.keyboard.type("show-my-own-shield")
    found = page.locator("#pinned-refs").get_by_role("button").first
    expect(found).to_be_visible()
    axe(page)
    found.focus()
    page.keyboard.press("Enter")
    expect(refs).to_be_focused()
    expect(page.locator("#pinned-refs")).to_contain_text("✓")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".messagelist .success")).to_be_visible()


def see_it_first(page: Page) -> None:
    page.goto("/draft/search/")
    page.locator("#asked").focus()
    page.keyboard.type("velociped at the DESK")

    group = page.get_by_role("group", name="Chosen by your department")
    expect(group.locator("[data-result]")).to_have_attribute(
        "data-result", "scenario:show-my-own-shield"
    )

"""Looking something up: results while typing, and the same without a script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

Axe = Callable[[Page], None]
RESULTS = "#results [data-result]"
MAGISTRATE = "scenario:hand-over-on-a-magistrates-warrant"
HAND_OVER = '[data-result="scenario:hand-over-on-an-i-200"]'
ANSWER = "/questions/hand-over-on-an-i-200/"


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Your question")


def type_in(page: Page, text: str) -> None:
    box(page).press_sequentially(text, delay=20)


def test_results_come_while_typing_on_the_first_page(phone: Page, axe: Axe):
    phone.goto("/")
    type_in(phone, "hand him over i-2")

    expect(phone.locator(RESULTS).first).to_contain_text("Can I hand him over?")
    expect(phone.get_by_role("status").first).to_contain_text("found")
    expect(box(phone)).to_be_focused()
    axe(phone)


def test_a_result_is_one_tab_and_enter_away_and_back_finds_it_again(desktop: Page):
    desktop.goto("/")
    type_in(desktop, "a01")
    expect(desktop.locator(RESULTS)).to_have_count(1)

    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Tab")
    expect(desktop.locator(HAND_OVER)).to_be_focused()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("main")).to_have_attribute("data-page", "scenario")
    desktop.go_back()

    expect(desktop.locator(HAND_OVER)).to_be_visible()
    expect(box(desktop)).to_have_value("a01")
    box(desktop).press("Enter")
    expect(desktop).to_have_url(ANSWER)
    desktop.go_back()
    expect(desktop.locator(HAND_OVER)).to_be_visible()


def test_what_comes_late_does_not_change_the_next_pages_address(desktop: Page):
    held: list[Route] = []
    desktop.route("**/search/?q=a01", lambda route: held.append(route))
    desktop.goto("/")
    with desktop.expect_request("**/search/?q=a01"):
        box(desktop).press_sequentially("a01")
    box(desktop).press("Enter")
    expect(desktop).to_have_url(ANSWER)

    with desktop.expect_event("requestfinished"):
        held.pop().continue_()
    desktop.evaluate("new Promise(requestAnimationFrame)")

    expect(desktop).to_have_url(ANSWER)


def test_the_arrow_keys_choose_a_result_and_enter_opens_it(
    desktop: Page, axe: Axe
) -> None:
    desktop.goto("/")
    type_in(desktop, "jucidial warrent ice")
    expect(desktop.get_by_role("option").first).to_be_visible()
    expect(box(desktop)).to_have_attribute("aria-expanded", "true")
    axe(desktop)

    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("ArrowDown")
    desktop.keyboard.press("ArrowUp")
    chosen = desktop.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(box(desktop)).to_have_attribute("aria-activedescendant", "option-0")
    expect(box(desktop)).to_be_focused()
    expect(chosen).to_have_attribute("data-result", MAGISTRATE)
    desktop.keyboard.press("Enter")

    expect(desktop.locator("main")).to_have_attribute("data-page", "scenario")
    expect(desktop).to_have_url("/questions/hand-over-on-a-magistrates-warrant/")


def test_escape_lets_go_of_a_result_and_then_empties_the_box(desktop: Page) -> None:
    desktop.goto("/search/")
    type_in(desktop, "la migra at the door")
    expect(desktop.get_by_role("option").first).to_contain_text("knock")
    desktop.keyboard.press("ArrowUp")

    desktop.keyboard.press("Escape")
    expect(desktop.get_by_role("option", selected=True)).to_have_count(0)
    expect(box(desktop)).to_have_value("la migra at the door")
    desktop.keyboard.press("Escape")

    expect(box(desktop)).to_have_value("")
    expect(desktop.locator(RESULTS)).to_have_count(0)
    expect(box(desktop)).to_have_attribute("aria-expanded", "false")


def test_an_emptied_box_shows_nothing(desktop: Page):
    desktop.goto("/search/?q=warrant")
    expect(desktop.locator(RESULTS)).to_have_count(10)

    box(desktop).fill("")

    expect(desktop.locator(RESULTS)).to_have_count(0)
    expect(desktop.locator("#found")).to_be_empty()


def test_nothing_found_shows_the_ways_on(phone: Page, axe: Axe):
    phone.goto("/search/")
    type_in(phone, "velocipede")
    expect(phone.locator("#results")).to_contain_text("Keep typing")
    expect(phone.locator("#found")).to_be_empty()
    axe(phone)

    # Nobody types any more.
    expect(phone.locator("#found")).to_have_text("Nothing found.")
    expect(phone.locator("#results")).to_contain_text("Ask your supervisor")
    axe(phone)


def test_without_a_script_the_form_leads_to_the_same_results(no_script: Page):
    no_script.goto("/")
    no_script.get_by_role("searchbox").fill("hand him over on an i-200")
    no_script.get_by_role("button", name="Ask").click()

    expect(no_script.locator("main")).to_have_attribute("data-page", "search")
    expect(no_script.locator(RESULTS).first).to_contain_text("Can I hand him over?")


def test_without_a_script_there_are_ten_and_then_more(no_script: Page):
    no_script.goto("/search/?q=warrant")
    expect(no_script.locator(RESULTS)).to_have_count(10)

    no_script.get_by_role("link", name="Show more").click()

    expect(no_script.locator(RESULTS).nth(10)).to_be_visible()


def test_a_pinned_edition_is_searched_inside_its_own_pages(desktop: Page):
    desktop.goto("/editions/1/search/")
    type_in(desktop, "i-200")
    expect(desktop.locator(RESULTS).first).to_be_visible()

    desktop.locator(HAND_OVER).click()

    expect(desktop).to_have_url("/editions/1/questions/hand-over-on-an-i-200/")


def test_the_search_page_is_accessible_by_night(dark: Page, axe: Axe):
    dark.goto("/search/?q=ice+warrant")

    expect(dark.locator(RESULTS)).to_have_count(10)
    expect(dark.locator("#results mark").first).to_be_visible()
    axe(dark)

"""What pages do in a browser beyond showing themselves: switches, keys, focus, meanings."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

WIZARD = "/can-i/hold-or-hand-over/"
RECORD = (
    f"{WIZARD}?in-custody=in-custody&what-they-want=hold"
    "&paper-shown=federal-judge&kind-of-warrant=hold"
)
SCENARIO = "/questions/alert-for-a-federal-partner/"
NARROW: ViewportSize = {"width": 320, "height": 640}
PAGES = [
    "/",
    WIZARD,
    RECORD,
    SCENARIO,
    "/questions/",
    "/memos/",
    "/search/?q=warrant",
]


def scheme(page: Page) -> str:
    """Return the colours the page is drawn in: "light dark" follows the system."""
    script = "getComputedStyle(document.documentElement).colorScheme"
    return str(page.evaluate(script))


def test_night_mode_is_remembered_from_page_to_page(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("button", name="Night mode").tap()

    phone.goto(WIZARD)

    assert scheme(phone) == "dark"
    expect(phone.get_by_role("button", name="Night mode", pressed=True)).to_be_visible()


def test_going_back_to_what_the_system_wants_leaves_nothing_behind(dark: Page) -> None:
    dark.goto("/")
    switch = dark.get_by_role("button", name="Night mode")
    expect(switch).to_have_attribute("aria-pressed", "true")

    switch.click()
    assert scheme(dark) == "light"
    switch.click()

    assert scheme(dark) == "light dark"
    assert dark.evaluate("localStorage.length") == 0


def test_a_tapped_choice_brings_focus_title_and_address(phone: Page) -> None:
    phone.goto(WIZARD)

    phone.locator("[data-choice=in-custody]").tap()

    heading = phone.get_by_role("heading", level=1, name="What do they want?")
    expect(heading).to_be_focused()
    expect(phone).to_have_url(
        f"{phone.url.split('/can-i')[0]}{WIZARD}?in-custody=in-custody"
    )
    assert phone.title().startswith("What do they want?")
    expect(phone.locator("#main")).to_have_count(1)


def test_going_back_shows_the_question_before_and_no_page_is_kept(phone: Page) -> None:
    phone.goto(WIZARD)
    first = phone.locator("h1").inner_text()
    phone.locator("[data-choice=in-custody]").tap()
    expect(phone.locator("h1")).not_to_have_text(first)

    phone.go_back()

    expect(phone.locator("h1")).to_have_text(first)
    assert phone.evaluate("sessionStorage.getItem('htmx-history-cache')") is None


def test_a_number_key_takes_the_choice_that_shows_it(desktop: Page) -> None:
    desktop.goto(WIZARD)
    wanted = desktop.locator("[data-choice]").nth(1).get_attribute("data-choice")

    desktop.keyboard.press("2")

    expect(desktop.locator("h1")).to_be_focused()
    assert desktop.url.endswith(f"?in-custody={wanted}")


def test_number_keys_can_be_switched_off_and_stay_off(desktop: Page) -> None:
    desktop.goto(WIZARD)
    desktop.get_by_role("button", name="Number keys").click()
    desktop.reload()
    address = desktop.url

    desktop.keyboard.press("1")

    switch = desktop.get_by_role("button", name="Number keys", pressed=False)
    expect(switch).to_have_accessible_name("Number keys: off")
    expect(desktop.locator("kbd").first).to_be_hidden()
    assert desktop.url == address


def test_a_number_typed_into_a_field_chooses_nothing(desktop: Page) -> None:
    desktop.goto(RECORD)
    desktop.locator("summary").click()
    field = desktop.get_by_label("Find in the list")

    field.press_sequentially("120")

    expect(field).to_have_value("120")
    expect(desktop.locator("main")).to_have_attribute("data-page", "question")


def test_filtering_a_list_hides_the_rest_and_says_how_many_are_left(
    phone: Page,
) -> None:
    phone.goto(RECORD)
    phone.locator("summary").tap()
    every = phone.locator("#listed > li").count()

    phone.get_by_label("Find in the list").fill("120.10")

    expect(phone.locator("#listed > li:visible")).to_have_text(["120.10"])
    expect(phone.locator(".filter output")).to_have_text(f"1 of {every}")


def test_a_marked_word_tells_its_meaning_where_it_stands(desktop: Page) -> None:
    desktop.goto(RECORD)
    word = desktop.locator("a.term").first
    address = desktop.url

    word.focus()
    desktop.keyboard.press("Enter")

    meaning = desktop.get_by_role("dialog", name="What it means")
    expect(meaning).to_contain_text("A felony on the list in City law")
    expect(meaning).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(word).to_be_focused()
    assert desktop.url == address


def test_without_a_script_a_marked_word_leads_to_its_meaning(no_script: Page) -> None:
    no_script.goto(RECORD)

    no_script.locator("a.term").first.click()

    expect(no_script.locator(":target")).to_contain_text("A felony on the list")


def test_without_a_script_nothing_shows_that_needs_one(no_script: Page) -> None:
    for address in (RECORD, SCENARIO):
        no_script.goto(address)

        for name in ("Night mode", "Number keys", "Print", "Copy link"):
            expect(no_script.get_by_role("button", name=name)).to_have_count(0)


def test_the_link_to_an_answer_is_copied_and_that_is_said(desktop: Page) -> None:
    desktop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desktop.goto(SCENARIO)

    desktop.get_by_role("button", name="Copy link").click()

    expect(desktop.locator(".announcer")).to_have_text("Link copied")
    copied = desktop.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(SCENARIO)


def test_paper_carries_the_verdict_the_edition_and_whole_addresses(
    desktop: Page,
) -> None:
    desktop.goto(SCENARIO)
    desktop.emulate_media(media="print")
    desktop.evaluate("dispatchEvent(new Event('beforeprint'))")

    link = desktop.locator(".source h3 a").first
    shown = link.evaluate("each => getComputedStyle(each, '::after').content")
    assert shown.startswith('" (http://localhost:')
    expect(desktop.locator(".foot")).to_contain_text("Edition 1")
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("No:")
    expect(desktop.get_by_role("button")).to_have_count(0)


def test_nothing_is_cut_off_on_the_narrowest_screen(desktop: Page) -> None:
    desktop.set_viewport_size(NARROW)

    for address in PAGES:
        desktop.goto(address)
        width = desktop.evaluate("document.documentElement.scrollWidth")
        assert width == NARROW["width"], address


@pytest.mark.parametrize("address", [WIZARD, RECORD])
def test_a_first_visit_to_a_wizard_takes_at_most_30_kilobytes(
    desktop: Page, address: str
) -> None:
    network = desktop.context.new_cdp_session(desktop)
    network.send("Network.enable")
    bytes_taken: list[float] = []
    network.on(
        "Network.loadingFinished",
        lambda done: bytes_taken.append(done["encodedDataLength"]),
    )

    desktop.goto(address, wait_until="networkidle")

    assert len(bytes_taken) > 5
    assert sum(bytes_taken) <= 30 * 1024

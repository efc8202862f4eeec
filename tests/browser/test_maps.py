"""The map in a browser: seen, scrolled, printed, read out; and unless, followed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

WIZARD = "/can-i/hold-or-hand-over/"
PATH = (
    "in-custody=in-custody&what-they-want=hold&paper-shown=other-paper"
    "&hold-started=yes&time-run-out=yes"
)
MAP = f"{WIZARD}map/"
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.mark.parametrize("address", [MAP, f"{MAP}?{PATH}#here", f"{WIZARD}?{PATH}"])
def test_the_pages_have_no_fault_of_access_by_day_and_by_night(
    phone: Page, desktop: Page, axe: Callable[[Page], None], address: str
) -> None:
    for page in (phone, desktop):
        page.goto(address)
        axe(page)
    phone.emulate_media(color_scheme="dark")
    axe(phone)


def test_the_picture_scrolls_within_itself_on_a_narrow_screen(phone: Page) -> None:
    phone.set_viewport_size(NARROW)
    phone.goto(MAP)
    picture = phone.get_by_role("region", name="Picture of the map")

    wide = "box => [box.scrollWidth > box.clientWidth, document.body.scrollWidth]"
    assert picture.evaluate(wide) == [True, NARROW["width"]]
    picture.focus()
    expect(picture).to_be_focused()


def test_the_map_opens_where_the_answers_have_led(phone: Page) -> None:
    phone.goto(f"{WIZARD}?{PATH}")
    phone.get_by_role("link", name="See the whole map").click()

    here = phone.locator("#here")
    expect(here).to_be_in_viewport()
    expect(here).to_contain_text("Release him now")
    assert phone.url.endswith(f"{MAP}?{PATH}#here")


def test_the_map_opens_at_the_first_question_where_nothing_was_answered(
    phone: Page,
) -> None:
    phone.goto("/can-i/warrant-hit/")
    phone.get_by_role("link", name="See the whole map").click()

    expect(phone.locator("#start")).to_be_in_viewport()


def test_the_picture_has_its_colours_however_it_was_come_to(desktop: Page) -> None:
    filled = "box => getComputedStyle(box).fill"
    box = desktop.locator(".map__box--no > rect").first
    desktop.goto(MAP)
    by_address = box.evaluate(filled)
    desktop.goto(WIZARD)
    desktop.get_by_role("link", name="See the whole map").click()
    expect(box).to_have_css("fill", by_address)

    assert by_address != "none"


def test_a_box_leads_to_its_page(desktop: Page) -> None:
    desktop.goto(MAP)
    desktop.locator(".map [data-node='wanted-for']").click()

    expect(desktop.locator("h1")).to_have_text("What do they want this person for?")


def test_no_words_stick_out_of_their_box(desktop: Page) -> None:
    for wizard in ("hold-or-hand-over", "give-information", "let-agents-in"):
        desktop.goto(f"/can-i/{wizard}/map/")
        sticking_out = desktop.locator(".map .map__box").evaluate_all(
            """boxes => boxes.filter((box) => {
                const frame = box.querySelector(":scope > rect").getBBox();
                return [...box.querySelectorAll(":scope > text")].some((text) => {
                    const words = text.getBBox();
                    return words.x + words.width > frame.x + frame.width - 2
                        || words.y + words.height > frame.y + frame.height;
                });
            }).map((box) => box.textContent)"""
        )
        assert sticking_out == []


def test_on_paper_the_picture_is_cut_into_sheets_that_can_be_read(
    desktop: Page,
) -> None:
    desktop.goto(MAP)
    desktop.emulate_media(media="print")

    expect(desktop.locator(".map")).to_be_hidden()
    expect(desktop.get_by_text("Picture, sheet 1 of 4")).to_be_visible()
    sheet = desktop.locator(".map__sheet svg").first
    scale = sheet.evaluate(
        "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
    )
    assert 12.5 * scale * 0.75 > 6  # points
    expect(desktop.locator("#in-words")).to_be_visible()


def test_a_verdict_is_told_without_colours(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, forced_colors="active")
    page = context.new_page()
    page.goto(MAP)

    box = page.locator(".map [data-node='release-now']").first
    expect(box).to_contain_text("You must:")
    expect(box.locator(".icon")).to_be_visible()
    fill = "shape => getComputedStyle(shape).fill"
    assert box.locator("> rect").evaluate(fill) != box.locator("> text").last.evaluate(
        fill
    )
    context.close()


def test_following_unless_reaches_the_other_verdict(phone: Page) -> None:
    phone.goto(f"{WIZARD}?{PATH}")
    expect(phone.locator("[data-verdict]")).to_have_attribute("data-verdict", "must")
    phone.locator("[data-change='what-they-want=talk']").click()

    expect(phone.locator("[data-verdict]")).to_have_attribute("data-verdict", "no")


def test_the_changes_that_are_less_near_are_folded(no_script: Page) -> None:
    no_script.goto(f"{WIZARD}?{PATH}")
    last = no_script.locator("[data-change='in-custody=not-sure']")
    expect(last).to_be_hidden()

    no_script.get_by_text("7 more").click()

    expect(last).to_be_visible()

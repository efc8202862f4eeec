"""Officers' journeys in a real browser: with and without a script, by key and by touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

Axe = Callable[[Page], None]

WIZARD = "/can-i/hold-or-hand-over/"
CUSTODY = f"{WIZARD}?in-custody=in-custody"
NO = f"{CUSTODY}&what-they-want=hold&paper-shown=other-paper&hold-started=no&meets-48-hour-test=no"
LIST = f"{CUSTODY}&what-they-want=hold&paper-shown=federal-judge&kind-of-warrant=hold"

EVERY_KIND = [
    "/",
    "/topics/",
    "/topics/custody/",
    "/can-i/",
    WIZARD,
    f"{NO}&change_answer=what-they-want",
    f"{WIZARD}?in-custody=elsewhere",
    LIST,
    NO,
    "/questions/",
    "/questions/knock-for-ice/",
    "/memos/",
    "/memos/operations-order-2025/",
    "/memos/operations-order-2025/core-rule/",
    "/lists/violent-or-serious-crimes/",
    "/glossary/",
    "/editions/",
    "/editions/1/",
    "/editions/compare/",
    "/editions/1/questions/knock-for-ice/",
    "/questions/knock-for-ice/history/",
    "/as-of/2999-01-01/",
    "/changes/?since=2026-01-01",
    "/nothing-here/",
]


def heading(page: Page) -> Any:
    return page.locator("h1")


def choose(page: Page, *choices: str) -> None:
    for choice in choices:
        page.locator(f"[data-choice={choice}]").click()


def change(page: Page, question: str) -> None:
    name = re.compile(f"Change.*{re.escape(question)}")
    page.get_by_role("link", name=name).click()


def test_from_home_to_a_verdict(phone: Page):
    phone.goto("/")
    phone.get_by_role("link", name="Federal agents want us to hold").click()
    expect(phone.locator("main")).to_have_attribute("data-page", "question")

    choose(phone, "in-custody", "hold", "other-paper", "no", "no")

    expect(phone.locator("[data-verdict=no]")).to_be_visible()
    expect(phone.locator("blockquote[data-cites] mark").first).to_be_visible()
    assert phone.url.endswith(NO)


def test_from_home_to_a_verdict_without_a_script(no_script: Page):
    no_script.goto("/")
    no_script.get_by_role("link", name="Federal agents want us to hold").click()
    choose(no_script, "in-custody", "hold", "other-paper", "no", "no")

    expect(no_script.locator("[data-verdict=no]")).to_be_visible()
    assert no_script.url.endswith(NO)


def test_a_step_moves_the_focus_the_title_and_the_address(desktop: Page):
    desktop.goto(WIZARD)
    choose(desktop, "in-custody")

    expect(heading(desktop)).to_have_text("What do they want?")
    expect(heading(desktop)).to_be_focused()
    expect(desktop).to_have_title(
        "What do they want? · Federal agents want us to hold or hand over someone "
        "in custody"
    )
    assert desktop.url.endswith(CUSTODY)


def test_back_shows_the_question_before_and_forward_the_next(desktop: Page):
    desktop.goto(WIZARD)
    first = heading(desktop).inner_text()
    choose(desktop, "in-custody")
    expect(heading(desktop)).to_have_text("What do they want?")

    desktop.go_back()
    expect(heading(desktop)).to_have_text(first)
    expect(desktop.locator("[data-choice=in-custody]")).to_be_visible()

    desktop.go_forward()
    expect(heading(desktop)).to_have_text("What do they want?")


def test_a_wizard_is_walked_by_number_keys(desktop: Page):
    desktop.goto(WIZARD)

    for key, question in [
        ("1", "What do they want?"),
        ("1", "What paper did they show?"),
    ]:
        desktop.keyboard.press(key)
        expect(heading(desktop)).to_have_text(question)


def test_number_keys_can_be_switched_off(desktop: Page):
    desktop.goto(WIZARD)
    desktop.get_by_role("button", name="Number keys").click()
    first = heading(desktop).inner_text()

    desktop.keyboard.press("1")
    choose(desktop, "on-the-street")

    expect(heading(desktop)).not_to_have_text(first)
    assert desktop.url.endswith("?in-custody=on-the-street")


def test_a_verdict_is_reached_with_tab_and_enter_alone(desktop: Page):
    desktop.goto(WIZARD)

    for choice in ["in-custody", "hold", "other-paper", "no", "no"]:
        place = heading(desktop).inner_text()
        for _ in range(40):
            desktop.keyboard.press("Tab")
            focused = desktop.locator(":focus")
            if focused.get_attribute("data-choice") == choice:
                break
        desktop.keyboard.press("Enter")
        expect(heading(desktop)).not_to_have_text(place)

    expect(desktop.locator("[data-verdict=no]")).to_be_visible()


@pytest.mark.parametrize("device", ["phone", "no_script"])
def test_changing_an_answer_keeps_the_others(
    device: str, request: pytest.FixtureRequest
):
    page: Page = request.getfixturevalue(device)
    page.goto(NO)

    change(page, "What paper did they show?")
    expect(heading(page)).to_have_text("What paper did they show?")
    expect(page.locator("[aria-current][data-choice=other-paper]")).to_be_visible()

    choose(page, "not-sure")
    expect(heading(page)).to_contain_text("Does the paper itself say")
    choose(page, "no")

    # The two later answers still apply, so the verdict follows at once.
    expect(page.locator("[data-verdict=no]")).to_be_visible()


def test_an_answer_that_no_longer_applies_is_named(phone: Page):
    phone.goto(NO)
    change(phone, "What do they want?")
    choose(phone, "talk")

    expect(phone.get_by_role("heading", name="No longer applies")).to_be_visible()
    expect(phone.locator(".passed-over")).to_contain_text("What paper did they show?")


def test_the_list_of_crimes_is_narrowed_where_the_question_needs_it(phone: Page):
    phone.goto(LIST)
    phone.locator("summary").click()
    phone.get_by_label("Find in the list").fill("140.25")

    expect(phone.locator("#listed > :visible")).to_have_count(1)
    expect(phone.locator("[data-choice=yes]")).to_be_visible()


def test_a_terms_meaning_is_one_tap_away(phone: Page):
    phone.goto("/memos/federal-papers-and-statutes/forms-and-warrants/")
    phone.locator("a.term").first.click()

    expect(phone.get_by_role("dialog")).to_be_visible()


def test_a_terms_meaning_is_one_tap_away_without_a_script(no_script: Page):
    no_script.goto("/memos/federal-papers-and-statutes/forms-and-warrants/")
    no_script.locator("a.term").first.click()

    assert "#term-" in no_script.url


@pytest.mark.parametrize("address", EVERY_KIND)
def test_no_page_has_a_barrier_by_day_or_night(one_phone: Page, axe: Axe, address: str):
    one_phone.emulate_media(color_scheme="light")
    one_phone.goto(address)

    axe(one_phone)
    one_phone.emulate_media(color_scheme="dark")
    axe(one_phone)


def test_no_page_is_wider_than_the_smallest_phone(phone: Page):
    phone.set_viewport_size({"width": 320, "height": 640})

    for address in EVERY_KIND:
        phone.goto(address)
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, address


def test_every_choice_is_large_enough_for_a_thumb(phone: Page):
    phone.goto(CUSTODY)

    for choice in phone.locator("[data-choice]").all():
        box = choice.bounding_box()
        assert box
        assert box["height"] >= 44


def test_print_carries_the_ref_the_edition_and_whole_addresses(desktop: Page):
    desktop.goto(NO)
    desktop.emulate_media(media="print")

    page = desktop.locator("body")
    expect(page).to_contain_text("h-o-no")
    expect(page).to_contain_text("Edition 1")
    expect(page).to_contain_text(desktop.url)
    expect(desktop.get_by_role("button", name="Print")).to_be_hidden()


def test_no_page_is_kept_in_the_browser(desktop: Page):
    desktop.goto(WIZARD)
    choose(desktop, "in-custody")
    expect(heading(desktop)).to_have_text("What do they want?")

    assert desktop.context.cookies() == []
    # htmx notes the address it is at, which the address bar says as well.
    kept = desktop.evaluate("Object.keys({...sessionStorage, ...localStorage})")
    assert set(kept) <= {"htmx-current-path-for-history"}

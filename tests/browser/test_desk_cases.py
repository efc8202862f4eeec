"""Cases at the desk in a browser: looked at, accepted and turned down."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in


def at_the_paths(page: Page, account: tuple[str, str]) -> None:
    """Go to the untested paths of the first wizard, as a trainer finds them."""
    sign_in(page, account, "/admin/authoring/wizard/")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Untested paths").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Untested paths")


def test_the_list_of_cases_and_the_page_of_one_are_accessible(
    desktop: Page, trainer: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    sign_in(desktop, trainer, "/admin/authoring/case/")
    axe(desktop)
    desktop.locator("#result_list tbody th a").first.click()
    expect(desktop.locator("#case_form")).to_be_visible()
    axe(desktop)


def test_a_trainer_accepts_one_path_and_turns_another_down(
    desktop: Page, trainer: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    at_the_paths(desktop, trainer)
    axe(desktop)
    paths = desktop.locator("[data-path]")
    first = paths.nth(0).get_attribute("data-path")
    second = paths.nth(1).get_attribute("data-path")

    paths.nth(0).get_by_role("button", name="Accept as a case").click()
    expect(desktop.locator(".messagelist")).to_contain_text("Accepted as a case")
    paths.nth(0).get_by_role("button", name="Turn down").click()

    expect(desktop.locator(".messagelist")).to_contain_text("Turned down")
    expect(desktop.locator(f'[data-path="{first}"]')).to_have_count(0)
    expect(desktop.locator(f'[data-path="{second}"]')).to_have_count(0)


def test_the_paths_can_be_read_and_pressed_on_a_phone(
    phone: Page, trainer: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    at_the_paths(phone, trainer)

    axe(phone)
    button = phone.get_by_role("button", name="Turn down").first
    box = button.bounding_box()
    assert box
    assert box["height"] >= 44

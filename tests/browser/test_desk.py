"""The trainers' desk in a browser: signing in, editing, and no dead ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in

QUESTION = "a01"
PAGES = [
    "/admin/",
    "/admin/check/",
    "/admin/authoring/scenario/",
    "/admin/authoring/scenario/add/",
    "/admin/authoring/wizard/",
    "/admin/authoring/memo/",
    "/admin/authoring/department/",
    "/admin/authoring/scenario/settle/?path=/can-i/warrant-hit/",
    "/draft/can-i/hold-or-hand-over/?in-custody=not-sure",
]


@pytest.mark.parametrize("address", PAGES)
def test_the_desk_is_accessible(
    desktop: Page,
    trainer: tuple[str, str],
    axe: Callable[[Page], None],
    address: str,
) -> None:
    answer = sign_in(desktop, trainer, address)

    assert answer
    assert answer.status == 200
    axe(desktop)


def test_a_trainer_changes_an_answer_and_officers_go_on_reading_the_edition(
    desktop: Page, trainer: tuple[str, str]
) -> None:
    sign_in(desktop, trainer, f"/admin/authoring/scenario/?q={QUESTION}")
    desktop.locator("#result_list tbody th a").first.click()
    answer = desktop.locator("#id_answer")
    before = answer.input_value()

    answer.fill("No. This is only a draft.")
    desktop.get_by_role("button", name="Save and continue editing").click()

    expect(desktop.locator(".messagelist .success")).to_be_visible()
    expect(answer).to_have_value("No. This is only a draft.")
    desktop.goto("/questions/hand-over-on-an-i-200/")
    expect(desktop.locator("h1")).to_contain_text(before.removeprefix("No. "))


def test_words_that_are_not_in_the_section_are_refused(
    desktop: Page, trainer: tuple[str, str]
) -> None:
    sign_in(desktop, trainer, "/admin/authoring/scenario/?q=a02")
    desktop.locator("#result_list tbody th a").first.click()
    words = desktop.locator("textarea[name$='-words']").first

    words.fill("Words that nobody ever wrote.")
    desktop.get_by_role("button", name="Save", exact=True).click()

    expect(desktop.locator(".errorlist").first).to_be_visible()
    expect(words).to_have_value("Words that nobody ever wrote.")


def test_without_an_account_the_desk_is_closed(desktop: Page) -> None:
    desktop.goto("/admin/authoring/scenario/")

    expect(desktop).to_have_url(
        f"{desktop.url.split('/admin')[0]}/admin/login/?next=/admin/authoring/scenario/"
    )

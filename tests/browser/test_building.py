"""A trainer builds a wizard in the browser, and finds it usable by everybody."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.building import Cited, build_wizard
from tests.browser.signing_in import sign_in

QUESTIONS = [
    f"Is condition {word} met?"
    for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"]
]


def test_a_trainer_builds_a_wizard_of_eight_questions(
    desktop: Page, trainer: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    page = desktop
    sign_in(page, trainer)
    build_wizard(
        page,
        "Can I take eight steps?",
        "They want information",
        QUESTIONS,
        Cited("oo4-2", "lack of immigration authorization is by itself a civil matter"),
    )
    page.screenshot(path="/tmp/builder/built.png", full_page=True)

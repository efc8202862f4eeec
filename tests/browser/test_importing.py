"""Importing a memo in a browser without scripts; with them a journey imports its own."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.importing import describe
from tests.browser.signing_in import sign_in


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

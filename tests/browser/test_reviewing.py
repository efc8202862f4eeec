"""What the draft would change, as a supervisor sees it in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Site
from tests.browser.signing_in import sign_in, sign_in_by_form

CHANGES = "/review/changes/"

# A verdict, where a choice leads, a section's words and a scenario's steps.
DRAFT = """
from guidance.authoring.models import Choice, Outcome, Scenario, Section
wizard = "hold-or-hand-over"
Choice.objects.filter(
    question__wizard__slug=wizard, question__slug="paper-shown", slug="other-paper"
).update(
    to_question=None,
    to_outcome=Outcome.objects.get(wizard__slug=wizard, slug="find-out-first"),
)
Outcome.objects.filter(
    wizard__slug="let-agents-in", slug="keep-them-out"
).update(verdict="only_if")
section = Section.objects.get(slug="detainer-is-a-request")
body = section.body.replace("It is not an order", "It is no order")
Section.objects.filter(pk=section.pk).update(body=body)
Scenario.objects.filter(slug="knock-for-ice").update(steps=["Say no."])
"""


@pytest.fixture(scope="module")
def supervisor(site: Site) -> tuple[str, str]:
    """The name and the password of a supervisor; the draft has been changed."""
    site.manage("shell", "-c", DRAFT)
    return site.accounts["susan"]


def show(page: Page, account: tuple[str, str]) -> None:
    sign_in(page, account, CHANGES)
    expect(page.locator("main")).to_have_attribute("data-page", "changes")


def test_a_supervisor_sees_every_answer_that_would_change(
    desktop: Page, supervisor: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    show(desktop, supervisor)

    wizard = desktop.locator("#answers-hold-or-hand-over")
    expect(wizard).to_contain_text("ways end otherwise than before")
    expect(desktop.locator("ins").first).to_be_visible()
    bar = desktop.locator(".bar__row").bounding_box()
    assert bar
    assert bar["height"] < 60, "the bar takes more than one line"
    expect(desktop.locator('[id="scenarios/knock-for-ice"]')).to_contain_text("Say no")
    axe(desktop)


def test_it_fits_a_phone_by_night(
    dark: Page, supervisor: tuple[str, str], axe: Callable[[Page], None]
) -> None:
    show(dark, supervisor)

    assert dark.evaluate("document.documentElement.scrollWidth") == 390
    axe(dark)


def test_it_needs_no_script(no_script: Page, supervisor: tuple[str, str]) -> None:
    sign_in_by_form(no_script, supervisor, CHANGES)

    no_script.get_by_role("link", name="Walk it in edition 1").first.click()

    expect(no_script.locator("main")).to_have_attribute("data-page", "outcome")
    expect(no_script.locator(".edition")).to_contain_text("Edition 1")

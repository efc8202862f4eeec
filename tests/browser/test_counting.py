"""What a browser tells of a search: settled questions that found nothing, and results."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

import psycopg
from playwright.sync_api import Page, Request, expect

from tests.browser.running import Site

NOTHING = "[data-unfound]"


def counts(site: Site) -> tuple[int, int]:
    """Return how many questions were counted, and how many results."""
    with psycopg.connect(site.environment["DATABASE_URL"]) as connection:
        row = connection.execute(
            "SELECT (SELECT coalesce(sum(times), 0) FROM demand_unfound), "
            "       (SELECT coalesce(sum(times), 0) FROM demand_opened)"
        ).fetchone()
    assert row
    return row


def is_told(request: Request) -> bool:
    return request.url.endswith("/counts/")


def what(request: Request) -> dict[str, str]:
    answer = request.response()
    assert answer is not None
    assert answer.status == 204
    assert "cookie" not in request.all_headers()
    return dict(parse_qsl(request.post_data or ""))


def test_a_question_left_standing_and_a_result_opened_are_counted_once(
    desktop: Page, site: Site, axe: Callable[[Page], None]
) -> None:
    before = counts(site)
    sent: list[Request] = []
    desktop.on("request", lambda each: sent.append(each) if is_told(each) else None)
    desktop.clock.install()
    desktop.goto("/")
    box = desktop.locator("#asked")

    with desktop.expect_request_finished(is_told) as told:
        box.press_sequentially("hippopotamus parade", delay=10)
        expect(desktop.locator(NOTHING)).to_be_visible()
        assert sent == []
        desktop.clock.fast_forward(3000)  # it has stood for a while now
    assert what(told.value) == {"unfound": "hippopotamus parade"}
    box.press("Enter")
    expect(desktop.locator("h1")).to_be_focused()

    box.fill("a01")
    option = desktop.locator("[data-result='scenario:hand-over-on-an-i-200']")
    with desktop.expect_request_finished(is_told) as told:
        option.click()
    assert what(told.value) == {"opened": "scenario:hand-over-on-an-i-200"}
    expect(desktop.locator("main")).to_have_attribute("data-page", "scenario")

    assert len(sent) == 2
    unfound, opened = counts(site)
    assert (unfound - before[0], opened - before[1]) == (1, 1)
    desktop.get_by_role("link", name="nothing records who asked").click()
    expect(desktop.locator("main")).to_have_attribute("data-page", "counted")
    axe(desktop)


def test_a_form_that_is_sent_counts_at_once_and_an_old_edition_never(
    desktop: Page,
) -> None:
    sent: list[Request] = []
    desktop.on("request", lambda each: sent.append(each) if is_told(each) else None)

    with desktop.expect_request_finished(is_told) as told:
        desktop.goto("/search/?q=hippopotamus")
    assert what(told.value) == {"unfound": "hippopotamus"}
    desktop.reload()
    expect(desktop.locator(NOTHING)).to_be_visible()
    desktop.goto("/editions/1/search/?q=hippopotamus")
    expect(desktop.locator(NOTHING)).to_be_visible()

    assert len(sent) == 1

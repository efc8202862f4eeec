"""Steps of submitting, deciding and publishing in the browser, as people take them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect

Axe = Callable[[Page], None]

PROMISED = 2.0
"""Seconds in which every process of the site shows what was published."""

IN_A_ROW = 12
"""So many connections, one after the other, reach both processes."""


def seconds_until_officers_read(address: str, words: str) -> float:
    """Ask for `address` until every process says `words`; return how long from now on
    one of them still didn't."""
    began = last = time.monotonic()
    right = 0
    while right < IN_A_ROW and time.monotonic() < began + 10:
        with urlopen(address) as response:
            is_right = words in response.read().decode()
        right = right + 1 if is_right else 0
        last = last if is_right else time.monotonic()
    return last - began


def open_as_published(page: Page, address: str, words: str) -> None:
    """Open `address`, and again while a process that is late shows the last edition:
    one that is busy answers less often, and may not have been asked before."""
    end = time.monotonic() + PROMISED
    page.goto(address)
    while not page.get_by_text(words).count() and time.monotonic() < end:
        page.goto(address)
    expect(page.get_by_text(words).first).to_be_visible()


def row(page: Page, title: str) -> Locator:
    """Return the line of a document in the queue, by its title or the beginning of it."""
    named = page.get_by_role("heading", name=re.compile(f"^{re.escape(title)}"))
    return page.locator("main li[data-standing]").filter(has=named)


def change(page: Page, ref: str, field: str, words: str) -> None:
    """Write more words into a field of what has that ref."""
    page.goto(f"/admin/jump/?to={ref}")
    box = page.locator(field)
    box.fill(f"{box.input_value().rstrip()} {words}")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def submit(page: Page, note: str) -> None:
    """Submit the document whose page for it stands open."""
    page.get_by_label("Note for the supervisor").fill(note)
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("[data-standing=waiting]")).to_be_visible()


def submit_changed(page: Page, note: str) -> int:
    """Submit whatever the draft says otherwise, one by one; return how much it was."""
    count = 0
    page.goto("/review/changed/")
    waiting = page.get_by_role("link", name="Submit it")
    while waiting.count():
        waiting.first.click()
        submit(page, note)
        page.get_by_role("link", name="Submit what else was changed").click()
        expect(page.locator("h1")).to_have_text("What was changed")
        count += 1
    return count


def returned(page: Page, title: str, words: str, axe: Axe) -> None:
    """Take it on by the keyboard, try to approve it unread, and give it back."""
    page.goto("/review/")
    axe(page)
    row(page, title).get_by_role("button", name="I’m on it").press("Enter")
    expect(row(page, title)).to_contain_text("sue is on it.")
    row(page, title).get_by_role("link", name=title).press("Enter")
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.locator("[data-standing=claimed]")).to_be_visible()
    axe(page)
    page.get_by_label("What has to change").fill(words)
    page.get_by_role("button", name="Return it to").press("Enter")
    expect(page.locator("[data-standing=returned]")).to_be_visible()


def approved(page: Page, title: str) -> None:
    """Tick every quotation and approve, by the keyboard alone."""
    page.goto("/review/")
    row(page, title).get_by_role("link", name=title).press("Enter")
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    ticks = page.locator("main input[name=ticked]")
    for tick in ticks.all():
        tick.press("Space")
    if ticks.count():
        every = f"{ticks.count()} of {ticks.count()} ticked"
        expect(page.locator("output")).to_have_text(every)
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.locator("[data-standing=approved]")).to_be_visible()


def take_up(page: Page, title: str) -> None:
    """Put up what is in force and was voided, to be approved anew as it is."""
    page.goto("/review/?show=voided")
    row(page, title).get_by_role("button", name="Take it up").press("Enter")
    expect(page.get_by_role("status").first).to_be_visible()


def planned_and_called_off(page: Page, title: str, axe: Axe) -> None:
    """See what a choice comes to as it is made; publish for later, and think again."""
    page.goto("/review/publish/")
    outlook = page.locator("#outlook")
    # Without its new version the old one would rest on words that changed.
    page.get_by_label(title).press("Space")
    expect(outlook).to_contain_text("no longer count")
    expect(outlook.get_by_role("link", name=title)).to_be_visible()
    axe(page)
    page.get_by_label(title).press("Space")
    expect(outlook).not_to_contain_text("no longer count")
    terms(page, "Too soon.")
    page.get_by_label("Later").check()
    moment = datetime.now(UTC) + timedelta(days=1)
    with page.expect_response(lambda each: "moment=2" in each.url):
        page.get_by_label("Day and time").fill(moment.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Publish", exact=True).press("Enter")
    said(page, "it comes into force on")
    axe(page)
    page.get_by_label("Why it is called off").fill("Too soon.")
    page.get_by_role("button", name="off").press("Enter")
    said(page, "was called off")


def published(page: Page, note: str) -> None:
    """Publish all that is approved, now."""
    page.goto("/review/publish/")
    terms(page, note)
    page.get_by_role("button", name="Publish", exact=True).press("Enter")
    said(page, "is in force")


def terms(page: Page, note: str) -> None:
    page.get_by_label("What changed, in a sentence or two").fill(note)
    page.get_by_label("Substantive").check()


def said(page: Page, words: str) -> None:
    """Expect the page to say what became of a press; a new edition is indexed first."""
    expect(page.get_by_role("status").first).to_contain_text(words, timeout=30_000)

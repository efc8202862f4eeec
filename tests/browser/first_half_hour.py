"""A new trainer's first half hour, step by step as docs/trainers.md tells it.

`make screenshots` keeps the pictures of these steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.building import (
    ask_questions,
    cite,
    open_node,
    press,
    save,
    start_wizard,
    write_outcome,
)
from tests.browser.deciding import open_as_published
from tests.browser.found_property import (
    AFTER,
    ASK,
    ORDER,
    OUTCOMES,
    QUESTIONS,
    SIGN,
    TITLE,
    TOPIC,
    WIZARD,
    YES,
    Cited,
)
from tests.browser.importing import choose, describe, look, merge_and_split
from tests.browser.pictures import picture
from tests.content.made_files import a_word_file

Axe = Callable[[Page], None]

FACTS = {"kind": "order", "issuer": "Example Police Department", "ref": "found"}
MISQUOTED = AFTER.replace("signs for it", "signs a form")
TO_YES = {
    "Is it marked as evidence?": "no",
    "Is it money?": "no",
    "Is it an animal?": "no",
    "Do they describe it?": "yes",
    "Does it bear a name?": "no",
    "Did somebody send them?": "no",
}


def imports_the_order(page: Page, axe: Axe) -> None:
    picture(page, "trainer-first-page")
    page.get_by_role("link", name="Import a memo").click()
    look(page, axe, "importing")
    choose(page, "order-7.docx", a_word_file(ORDER))
    parts = page.locator("section[data-part]")
    expect(parts).to_have_count(9)
    look(page, axe, "correcting")
    merge_and_split(page, "When it is not clear")
    is_told_what_is_missing(page)
    describe(page, **FACTS)
    parts.filter(has_text="Distribution").get_by_role("button", name="Leave").click()
    expect(parts.filter(has_text="left out")).to_have_count(2)
    picture(page, "trainer-import", parts.nth(2))
    page.get_by_role("button", name="Save as a draft memo").click()

    expect(page.locator(".messagelist .success")).to_contain_text(TITLE)
    expect(page.locator("input[name$='-ref'][value^='found-']")).to_have_count(7)
    expect(page.get_by_role("link", name="Source: order-7.docx")).to_be_visible()


def is_told_what_is_missing(page: Page) -> None:
    """Save too early, from far down the page: what is missing comes into sight."""
    page.get_by_role("button", name="Save as a draft memo").click()
    missing = page.get_by_role("alert").first
    expect(missing).to_contain_text("Issuer: This field is required.")
    expect(missing).to_be_in_viewport()


def builds_the_wizard(page: Page) -> None:
    start_wizard(page, WIZARD, TOPIC)
    ask_questions(page, QUESTIONS, OUTCOMES)
    for headline, ending in OUTCOMES.items():
        write_outcome(page, headline, ending)
        if headline == YES:
            is_told_what_the_words_are(page)
        save(page)


def is_told_what_the_words_are(page: Page) -> None:
    """Quote what the order doesn't say, and take the nearest words that it does."""
    panel = page.locator("[data-open]")
    cite(panel, Cited("found-2", MISQUOTED))
    box = panel.locator(".desk-look").last
    expect(box).to_contain_text("These words don’t stand in found-2")
    picture(page, "trainer-quote", panel.get_by_text("Citations"))
    box.get_by_role("button", name="Take these words").click()
    expect(panel.get_by_label("Words:").last).to_have_value(AFTER)
    expect(box).to_contain_text("✓ These words stand in found-2")


def finds_and_mends(page: Page) -> None:
    """Take back a *not sure* that was deleted, and name whom to ask."""
    errors = page.locator("[data-finding][data-severity=error]")
    expect(errors).to_contain_text(["nobody is named to ask. Add a contact."])
    open_node(page, "Do they describe it?")
    press(page, page.get_by_role("button", name="Delete choice 3"))
    expect(errors).to_contain_text(["no “not sure”", "nobody is named to ask."])
    picture(page, "trainer-findings", page.locator("[data-open]"), wide=True)
    press(page, page.get_by_role("button", name="Undo"))
    expect(errors).to_have_count(1)
    open_node(page, ASK)
    page.locator("[data-open] select[name$=-contact]").select_option(index=1)
    save(page)
    facts = page.locator(".builder__facts")
    expect(facts).to_contain_text("8 questions, 8 outcomes")
    expect(facts).to_contain_text("Nothing found.")
    picture(page, "trainer-build", facts, wide=True)


def adds_three_cases(page: Page) -> None:
    page.get_by_role("link", name="Untested paths").click()
    for _ in range(3):
        page.get_by_role("button", name="Accept as a case").first.click()
        expect(page.locator(".messagelist")).to_contain_text("Accepted as a case")
    picture(page, "trainer-cases")
    page.get_by_role("link", name="Its cases").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(3)


def tries_it(page: Page) -> None:
    """Walk the draft as officers would, under a bar that says it is one."""
    page.goto("/admin/")
    page.get_by_role("link", name="See it as officers would").click()
    page.get_by_role("link", name=WIZARD).first.click()
    answer(page, TO_YES)
    expect(page.locator("main [data-verdict=yes]")).to_contain_text(SIGN)
    expect(page.locator(".edition--loud")).to_contain_text("reading a draft")
    picture(page, "trainer-draft")


def reaches_the_answer(page: Page, words: str) -> str:
    """Without an account, from the first page; the words are the order's own."""
    open_as_published(page, "/", WIZARD)
    page.get_by_role("link", name=WIZARD).first.click()
    answer(page, TO_YES)
    expect(page.locator("main [data-verdict=yes]")).to_contain_text(SIGN)
    quotes(page, words)
    picture(page, "trainer-answer")
    return urlsplit(page.url)._replace(scheme="", netloc="").geturl()


def quotes(page: Page, words: str) -> None:
    quoted = page.locator("blockquote[data-cites]")
    expect(quoted).to_have_count(1)
    expect(quoted).to_contain_text(words)


def answer(page: Page, answers: Mapping[str, str]) -> None:
    for question, choice in answers.items():
        expect(page.get_by_role("heading", level=1)).to_have_text(question)
        page.locator(f"[data-choice={choice}]").click()

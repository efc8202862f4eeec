"""Building a wizard in the browser, for every journey that needs one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Cited:
    """A section by its ref, and words that stand in it."""

    ref: str
    words: str


def start_wizard(page: Page, title: str, topic: str, shape: str = "blank") -> None:
    """Start a wizard; not by way of the list, which examines the whole draft."""
    page.goto("/admin/authoring/wizard/start/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Summary").fill("When this is asked.")
    page.get_by_label("Topic").select_option(label=topic)
    page.locator(f"input[name=shape][value={shape}]").check()
    page.get_by_label("Whom to ask").select_option(index=1)
    page.get_by_role("button", name="Start", exact=True).click()


def build_wizard(
    page: Page, title: str, topic: str, questions: Sequence[str], cited: Cited
) -> None:
    """Build a wizard in which each of the `questions` must be answered with yes."""
    start_wizard(page, title, topic)
    panel = page.locator("[data-open]")
    panel.get_by_label("Text:", exact=True).fill(questions[0])
    no = ""
    for number, following in enumerate(questions[1:], 1):
        lead(panel, 1, "new-question", following)
        if number == 1:
            lead(panel, 2, "new-outcome-no", "No. Leave it.")
        else:
            choice(panel, 2).get_by_label("Leads to").select_option(label=no)
        save(page)
        no = named(panel, "No: No. Leave it.")
        open_node(page, following)
    lead(panel, 1, "new-outcome-yes", "Yes. Go on.")
    choice(panel, 2).get_by_label("Leads to").select_option(label=no)
    save(page)
    for headline in ("No. Leave it.", "Yes. Go on.", "Ask before you go on"):
        open_node(page, headline)
        panel.get_by_label("Steps").fill(f"Do what it says: {headline}")
        cite(panel, cited)
        save(page)


def choice(panel: Locator, number: int) -> Locator:
    """Return the fields of the choice that stands as the one of that `number`."""
    return panel.locator(f"#choices-{number - 1}")


def lead(panel: Locator, number: int, where: str, words: str) -> None:
    choice(panel, number).get_by_label("Leads to").select_option(value=where)
    choice(panel, number).get_by_label("Words:").fill(words)


def named(panel: Locator, ending: str) -> str:
    """Return the whole label of what a choice can lead to, by how it ends."""
    labels = (
        choice(panel, 1).get_by_label("Leads to").locator("option").all_inner_texts()
    )
    return next(each for each in labels if each.endswith(ending))


def cite(panel: Locator, cited: Cited) -> None:
    panel.locator("[name$='-section']").last.fill(cited.ref)
    panel.locator("textarea[name$='-words']").last.fill(cited.words)


def open_node(page: Page, words: str) -> None:
    page.locator(".node__words", has_text=words).first.click()
    expect(page.locator("[data-open] h3")).to_contain_text(words)


def save(page: Page) -> None:
    press(page, page.locator("[data-open]").get_by_role("button", name="Save").first)
    expect(page.locator(".builder__said .success")).to_be_visible()


def press(page: Page, button: Locator) -> None:
    """Press `button` with the keyboard, and wait for the screen that answers."""
    screen = page.locator("#builder").element_handle()
    button.press("Enter")
    screen.wait_for_element_state("hidden")  # another has taken its place

"""Building a wizard in the browser, for every journey that needs one of its own."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser.found_property import Cited, Ending


def start_wizard(page: Page, title: str, topic: str, *, shape: str = "blank") -> None:
    """Start a wizard from the first page, with nobody to ask yet."""
    page.goto("/admin/")
    page.get_by_role("link", name="Start a wizard").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Summary").fill("When this is asked.")
    page.get_by_label("Topic").select_option(label=topic)
    page.locator(f"input[name=shape][value={shape}]").check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("[data-open]")).to_be_visible()


def ask_questions(
    page: Page, questions: Mapping[str, tuple[str, str]], outcomes: Mapping[str, Ending]
) -> None:
    """Write `questions`, each with what its *yes* and its *no* lead to, into a new
    wizard. Whatever they lead to is made where the first of them leads to it."""
    panel = page.locator("[data-open]")
    first = next(iter(questions))
    panel.get_by_label("Text:", exact=True).fill(first)
    there = {first}
    for question, ways in questions.items():
        if question != first:
            open_node(page, question)
        for number, target in enumerate(ways, 1):
            if target in there:
                lead(panel, number, target)
            else:
                verdict = outcomes[target].verdict if target in outcomes else ""
                lead_to_new(panel, number, target, verdict)
            there.add(target)
        save(page)


def write_outcome(page: Page, headline: str, ending: Ending) -> None:
    """Say what to do, and cite the words that say so; what was open is left."""
    open_node(page, headline)
    panel = page.locator("[data-open]")
    panel.get_by_label("Steps").fill(ending.step)
    cite(panel, ending.cited)


def choice(panel: Locator, number: int) -> Locator:
    """Return the fields of the choice that stands as the one of that `number`."""
    return panel.locator(f"#choices-{number - 1}")


def lead_to_new(panel: Locator, number: int, words: str, verdict: str = "") -> None:
    """Lead a choice to a new question, or to a new outcome with a `verdict`."""
    where = f"new-outcome-{verdict}" if verdict else "new-question"
    choice(panel, number).get_by_label("Leads to").select_option(value=where)
    choice(panel, number).get_by_label("Words:").fill(words)


def lead(panel: Locator, number: int, words: str) -> None:
    """Lead a choice to what is there already."""
    select = choice(panel, number).get_by_label("Leads to")
    labels = select.locator("option").all_inner_texts()
    select.select_option(label=next(each for each in labels if each.endswith(words)))


def cite(panel: Locator, cited: Cited) -> None:
    panel.locator("[name$='-section']").last.fill(cited.ref)
    panel.locator("textarea[name$='-words']").last.fill(cited.words)


def open_node(page: Page, words: str) -> None:
    page.locator(".node__words", has_text=words).first.click()
    expect(page.locator("[data-open] h3")).to_contain_text(words)
    # Only then does it hear of what is typed.
    expect(page.locator(".htmx-settling")).to_have_count(0)


def save(page: Page) -> None:
    press(page, page.locator("[data-open]").get_by_role("button", name="Save").first)
    expect(page.locator(".builder__said .success")).to_be_visible()


def press(page: Page, button: Locator) -> None:
    """Press `button` with the keyboard, and wait for the screen that answers."""
    page.locator("#builder").evaluate("screen => screen.dataset.pressed = ''")
    button.press("Enter")
    # Another has taken its place.
    expect(page.locator("#builder[data-pressed]")).to_have_count(0)
    # Only then does it send its forms itself.
    expect(page.locator(".htmx-settling")).to_have_count(0)

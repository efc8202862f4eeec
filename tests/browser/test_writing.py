"""Writing at the desk in a browser: quoting by keys and by mouse, hints, no script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.signing_in import sign_in

ADDING = "/admin/authoring/scenario/add/"
STANDS = "✓ These words stand in"
WORDS = "#id_citations-0-words"
Axe = Callable[[Page], None]


def test_an_answer_is_written_by_keys_alone_and_quoted_by_mouse_too(
    desktop: Page, trainer: tuple[str, str], axe: Axe
) -> None:
    sign_in(desktop, trainer, "/admin/authoring/scenario/?q=a01")
    known = desktop.locator("#result_list .field-question").first.inner_text()
    desktop.goto(ADDING)

    ask_what_is_asked_already(desktop, known)
    stay_with_what_is_not_saved(desktop)
    see_the_answer_as_officers_would(desktop)
    quote_by_keys(desktop)
    expect(desktop.locator(".announcer")).to_be_empty()  # who stayed waits for nothing
    axe(desktop)
    quote_by_mouse(desktop)
    take_the_nearest(desktop)
    walk_the_path_by_keys(desktop)
    axe(desktop)


def ask_what_is_asked_already(page: Page, known: str) -> None:
    page.locator("#id_question").focus()
    page.keyboard.type(known.removesuffix("?") + " now?")

    expect(page.locator("#near-questions")).to_contain_text("a01")


def stay_with_what_is_not_saved(page: Page) -> None:
    typed = page.locator("#id_question").input_value()

    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("link", name="Home").click()

    assert asked.value.type == "beforeunload"
    expect(page.locator("#id_question")).to_have_value(typed)


def see_the_answer_as_officers_would(page: Page) -> None:
    page.locator("#id_verdict").select_option("must")
    page.locator("#id_answer").focus()
    page.keyboard.type("Do it at once, notwithstanding administrative authorization.")

    shown = page.locator(".desk-preview [data-verdict=must]")
    expect(shown).to_contain_text("Do it at once")
    expect(page.locator(".desk-hints")).to_contain_text("The answer reads at grade")


def quote_by_keys(page: Page) -> None:
    look, words = page.locator("#citations-0-look"), page.locator(WORDS)
    page.get_by_text("Add another Citation").focus()
    page.keyboard.press("Enter")
    page.locator("#id_citations-0-section").focus()
    page.keyboard.type("civil immigration")
    expect(look.get_by_role("button").first).to_be_visible()
    words.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    text = look.get_by_role("textbox").first
    expect(text).to_be_focused()
    for key in ["Home", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter"]:
        page.keyboard.press(key)

    expect(words).to_be_focused()
    expect(words).to_have_value(" ".join(text.inner_text().split()[1:4]))
    expect(look).to_contain_text(STANDS)
    expect(text.locator("mark")).to_have_text(words.input_value())
    expect(page.locator(".desk-preview mark").first).to_be_visible()


def quote_by_mouse(page: Page) -> None:
    look, words = page.locator("#citations-0-look"), page.locator(WORDS)
    before = words.input_value()
    look.get_by_role("textbox").first.dblclick(position={"x": 30, "y": 20})
    look.get_by_role("button", name="Quote what is selected").click()

    expect(words).not_to_have_value(before)
    expect(look).to_contain_text(STANDS)


def take_the_nearest(page: Page) -> None:
    look = page.locator("#citations-0-look")
    right = look.get_by_role("textbox").first.inner_text()
    page.locator(WORDS).fill(right[:60].rpartition(" ")[0].replace("e ", "ee ", 1))
    look.get_by_role("button", name="Take these words").click()

    expect(look).to_contain_text(STANDS)


def walk_the_path_by_keys(page: Page) -> None:
    path = page.locator("#settled-path")
    path.get_by_role("button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#settled-next")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(path.locator("ol li")).to_have_count(1)


def test_without_a_script_the_same_form_sends_itself(
    no_script: Page, trainer: tuple[str, str]
) -> None:
    page, look = no_script, no_script.locator("#citations-0-look")
    sign_in(page, trainer, "/admin/authoring/scenario/?q=a02")
    page.locator("#result_list tbody th a").first.click()
    right = page.locator(WORDS).input_value()

    page.locator(WORDS).fill(f"{right} and then some")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Nothing was saved yet.")).to_be_visible()
    look.get_by_role("button", name="Take these words").click()

    expect(look).to_contain_text(STANDS)
    expect(page.locator(".desk-preview [data-verdict]")).to_be_visible()
    page.locator("#id_citations-0-section").fill("immigration")
    page.get_by_role("button", name="Preview").click()
    look.get_by_role("button").first.click()
    expect(look.locator(".desk-look__text").first).to_be_visible()

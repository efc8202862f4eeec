"""The pictures in docs/: `make screenshots` takes them from the running site."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.running import ROOT, running_site

FOLDER = ROOT / "docs" / "screenshots"
WIZARD = "/can-i/hold-or-hand-over/"
PAPER = f"{WIZARD}?in-custody=in-custody&what-they-want=hold"
REFUSED = f"{PAPER}&paper-shown=other-paper&hold-started=no&meets-48-hour-test=no"


class Picture(NamedTuple):
    """A page to show, how wide, and whether by night."""

    name: str
    address: str
    size: dict[str, int]
    dark: bool = False


PICTURES = [
    Picture("home-desktop", "/", DESKTOP),
    Picture("home-phone", "/", PHONE),
    Picture("question-phone", PAPER, PHONE),
    Picture("question-desktop-dark", PAPER, DESKTOP, dark=True),
    Picture("outcome-phone-dark", f"{WIZARD}?in-custody=not-sure", PHONE, dark=True),
    Picture("outcome-desktop", REFUSED, DESKTOP),
    Picture("map-desktop", "/can-i/warrant-hit/map/", DESKTOP),
    Picture("scenario-desktop", "/questions/hand-over-on-an-i-200/", DESKTOP),
    Picture("section-phone", "/memos/operations-order-2025/core-rule/", PHONE),
    Picture("editions-desktop", "/editions/", DESKTOP),
    Picture("search-desktop", "/search/?q=hold+him+on+a+detainer", DESKTOP),
]


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright)
        for picture in PICTURES:
            take(browser, site, picture)
        browser.close()


def take(browser: Browser, site: str, picture: Picture) -> None:
    """Save `picture` under its name. Raises ValueError where the page isn't there."""
    options: dict[str, Any] = {
        "viewport": picture.size,
        "color_scheme": "dark" if picture.dark else "light",
    }
    context = browser.new_context(base_url=site, **options)
    page = context.new_page()
    answer = page.goto(picture.address)
    if answer is None or not answer.ok:
        raise ValueError(f"{picture.address} is not there")
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()

"""A real Chromium on the real site, as a department would run it.

Every page fails its test if it broke the Content-Security-Policy, raised a
script error or asked another host for anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser import chromium
from tests.browser.running import Site, copied_site

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
EXPECTED = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Site]:
    """The address of the running site, with the NYPD pack as its first edition."""
    with copied_site(tmp_path_factory.mktemp("site"), shared) as address:
        yield address


@pytest.fixture(scope="session")
def trainer(site: Site) -> tuple[str, str]:
    """The name and the password of a trainer with an account."""
    return site.accounts["teresa"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page of any site, with the options of a browser context."""
    with ExitStack() as stack:
        yield lambda site, **options: stack.enter_context(
            _page(browser, site, **options)
        )


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    with _page(browser, site, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        yield page


@pytest.fixture(scope="module")
def one_phone(browser: Browser, site: str) -> Iterator[Page]:
    """One phone for a whole file's tests that only look at pages."""
    with _page(browser, site, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        yield page


@pytest.fixture
def desktop(browser: Browser, site: str) -> Iterator[Page]:
    with _page(browser, site, viewport=DESKTOP) as page:
        yield page


@pytest.fixture
def dark(browser: Browser, site: str) -> Iterator[Page]:
    with _page(browser, site, viewport=PHONE, color_scheme="dark") as page:
        yield page


@pytest.fixture
def no_script(browser: Browser, site: str) -> Iterator[Page]:
    with _page(browser, site, viewport=PHONE, java_script_enabled=False) as page:
        yield page


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Assert that a page, as it stands, has no violation of WCAG 2.2 AA."""
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text()
    # No preloading: axe would fetch stylesheets anew, past the policy of the page.
    options = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}

    def check(page: Page) -> None:
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(script)
        found = page.evaluate("options => axe.run(options)", options)["violations"]
        assert [_violation(page, one) for one in found] == []

    return check


def _violation(page: Page, one: dict[str, Any]) -> str:
    places = ", ".join(str(node["target"][0]) for node in one["nodes"])
    return f"{page.url}: {one['help']} ({one['id']}) at {places}"


@contextmanager
def _page(browser: Browser, site: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=site, reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda said: wrong.extend(_complaint(page, said)))
    page.on("request", lambda asked: wrong.extend(_abroad(asked.url, site)))
    yield page
    context.close()
    assert wrong == []


def _complaint(page: Page, said: ConsoleMessage) -> list[str]:
    # A page that answers 404 on purpose is reported as a resource that failed, and a
    # request that the next one took the place of by htmx.
    expected = said.text.startswith(EXPECTED)
    is_one = said.type == "error" and not expected
    return [f"{page.url}: {said.text}"] if is_one else []


def _abroad(url: str, site: str) -> list[str]:
    at_home = url.startswith((site + "/", "data:", "blob:"))
    return [] if at_home else [f"asked for {url}"]

"""Pictures of a journey on its way: `make screenshots` keeps them for docs/trainers.md.

Any other run of the tests takes none.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.databases import ROOT

FOLDER = ROOT / "docs" / "screenshots"
KEEP = "KEEP_PICTURES"
QUALITY = 70
WIDTH, HEIGHT = 1000, 760
ABOVE = 12
"""So much of the page shows above what a picture is about."""

# Below what stands in sight however far one scrolls.
TO_ITS_TOP = """(at, above) => {
  const covered = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  scrollTo(0, at.getBoundingClientRect().top + scrollY - above - (covered || 0));
}"""


def picture(
    page: Page, name: str, at: Locator | None = None, *, wide: bool = False
) -> None:
    """Keep what `page` shows, from the place `at` on or from its top, if asked to.

    It is laid out as wide as the picture, unless it is narrower, or shown smaller where
    it needs a `wide` window.
    """
    if KEEP not in os.environ:
        return
    before = page.viewport_size or {"width": WIDTH, "height": HEIGHT}
    width = before["width"] if wide else min(before["width"], WIDTH)
    page.set_viewport_size({"width": width, "height": HEIGHT})
    # What sticks to the window, as the builder's picture does, is shown in its place.
    (at or page.locator("body")).evaluate(TO_ITS_TOP, ABOVE)
    top = page.evaluate("scrollY")
    size = {"width": width, "height": HEIGHT, "scale": min(1, WIDTH / width)}
    _keep(page, FOLDER / f"{name}.webp", {"x": 0, "y": top, **size})
    page.set_viewport_size(before)


def _keep(page: Page, path: Path, clip: dict[str, float]) -> None:
    wanted = {"format": "webp", "quality": QUALITY}
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {**wanted, "clip": clip})
    session.detach()
    path.write_bytes(base64.b64decode(taken["data"]))

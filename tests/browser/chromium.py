"""The Chromium of the browser tests: found, or installed by `make chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

# The one without a window first: it takes half as long for the same pages.
NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
PACKAGES = ["chromium-headless-shell", "fonts-liberation"]
# Where Debian can't be reached, soon enough for whoever waits.
PATIENCE = ["-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=0"]
# Nothing but the pages: Chromium looks up nothing of its own.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium that is here, or say how to get one."""
    path = find()
    if not path:
        raise FileNotFoundError(missing())
    # Chromium has no sandbox for root, and refuses to start unless told to do without.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    return playwright.chromium.launch(executable_path=path, args=flags)


def find() -> str | None:
    """Return the Chromium to use: the one named by $CHROMIUM, on PATH, or Playwright's."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path), None) or _playwrights_own()


def missing() -> str:
    """Return the sentence for a machine without Chromium, with the command to type."""
    command = ".venv/bin/playwright install --with-deps chromium"
    if os.environ.get("CHROMIUM"):
        command = "unset CHROMIUM (which names no program)"
    elif shutil.which("apt-get"):
        command = f"sudo apt-get install --no-install-recommends {' '.join(PACKAGES)}"
    return f"The browser tests need Chromium. Type: {command}"


def install() -> None:
    """Install Debian's Chromium, where that can be done without asking anybody."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    get = ["install", "--no-install-recommends", *PACKAGES]
    # What is known of packages may be old, or not there at all.
    if not _apt_get(*get) and _apt_get("update"):
        _apt_get(*get)


def _apt_get(*arguments: str) -> bool:
    command = ["apt-get", "-qq", *PATIENCE, *arguments]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def _playwrights_own() -> str | None:
    cache = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    builds = Path(cache).expanduser().glob("chromium-*/chrome-linux*/chrome")
    newest = max(builds, key=lambda path: path.stat().st_mtime, default=None)
    return str(newest) if newest else None


if __name__ == "__main__":
    if "CHROMIUM" not in os.environ and not shutil.which(NAMES[0]):
        install()
    if not find():
        sys.exit(missing())

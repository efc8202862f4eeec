"""Signing in at the desk: by the form once for each account, then with its session.

A password is slow to check on purpose; only the first of many tests needs to wait.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, Response

SESSIONS: dict[tuple[str, str], Any] = {}


def sign_in(
    page: Page, account: tuple[str, str], address: str = "/admin/"
) -> Response | None:
    """Open `address` as `account`, a name and a password, and return the answer."""
    if account in SESSIONS:
        page.context.add_cookies(SESSIONS[account])
    else:
        sign_in_by_form(page, account, address)
        SESSIONS[account] = page.context.cookies()
    return page.goto(address)


def sign_in_by_form(page: Page, account: tuple[str, str], address: str) -> None:
    """Ask for `address`, which asks to sign in first."""
    page.goto(address)
    page.get_by_label("Username").fill(account[0])
    page.get_by_label("Password").fill(account[1])
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Password").wait_for(state="detached")

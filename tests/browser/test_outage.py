"""Postgres goes away under a running site, and comes back; and a dump restored elsewhere.

The site stands on a PostgreSQL of its own, filled from a dump, so that stopping it stops
nobody else's.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from time import monotonic
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect

from guidance import local_postgres
from tests.browser.running import Site, copy_database, own_postgres, site_on
from tests.browser.signing_in import sign_in_by_form

# What happened at the desk: a recall of two people, an edition called off.
HAPPENED = """
from datetime import timedelta
from django.utils import timezone
from guidance.accounts.models import User
from guidance.editions.library import library
from guidance.editions.models import CallingOff, Recall, RecallStep
from guidance.editions.recording import record
now = timezone.now()
susan, sam = (User.objects.create_user(each) for each in ("olive", "omar"))
recall = Recall.objects.create(kind="scenario", ref="a02", title="A question", reason="Wrong.", at=now, by=susan)
RecallStep.objects.create(recall=recall, what="confirmed", at=now, by=sam)
later = now + timedelta(days=30)
plan = record(library.numbered(1).guidance, "A plan.", at=now, in_force_from=later, by=susan)
CallingOff.objects.create(edition=plan, reason="Not yet.", at=now, by=sam)
"""
pytestmark = pytest.mark.timeout(150)  # two servers are started, and one goes away

STALE = "This page may not be the newest."


@pytest.fixture(scope="module")
def own_site(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, str]]:
    """A site restored from a dump of the other, and the address of its database."""
    with own_postgres() as database_url:
        copy_database(site.environment["DATABASE_URL"], database_url)
        folder = tmp_path_factory.mktemp("outage")
        with site_on(database_url, folder, site) as address:
            address.manage("shell", "-c", HAPPENED)
            yield address, database_url


def until(holds: Callable[[], bool], *, seconds: float) -> None:
    """Wait until something holds, looking a few times a second."""
    pause, end = threading.Event(), monotonic() + seconds
    while not holds():
        assert monotonic() < end, f"not within {seconds} seconds"
        pause.wait(0.2)


def standing(site: str) -> str:
    """Return what /readyz says."""
    with urlopen(f"{site}/readyz") as answer:
        return str(json.load(answer)["status"])


def test_a_restored_dump_says_the_same_to_the_letter(
    own_site: tuple[Site, str],
) -> None:
    site, database_url = own_site
    server = local_postgres.address("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("create database restored")
    copy = Site("")
    copy.environment = {
        **site.environment,
        "DATABASE_URL": local_postgres.address("restored"),
    }

    copy_database(database_url, copy.environment["DATABASE_URL"])

    said = site.manage("verify_editions", "--json")
    assert said == copy.manage("verify_editions", "--json")
    assert "recall of scenario a02, confirmed" in said


def test_officers_read_on_and_the_desk_loses_nothing(
    own_site: tuple[Site, str], browser: Browser
) -> None:
    site, _ = own_site
    page, desk = (browser.new_context(base_url=site).new_page() for _ in "ab")
    desk.set_default_timeout(10_000)
    sign_in_by_form(desk, site.accounts["olga"], "/admin/authoring/memo/")
    desk.locator("#result_list tbody a").first.click()
    desk.get_by_label("Title", exact=False).first.fill(
        "Typed while the database went away"
    )
    page.goto("/can-i/hold-or-hand-over/")

    local_postgres.stop()
    try:
        # Nobody opened this page before, so it is made from memory now.
        page.goto("/questions/knock-for-ice/")
        expect(page.locator("[data-verdict]")).to_be_visible()
        until(lambda: standing(site) == "degraded", seconds=20)
        until(lambda: stale(page, "/questions/knock-for-ice/"), seconds=10)
        page.goto("/search/?q=knock")
        expect(page.locator("#results")).to_contain_text("Searching titles only")
        desk.get_by_role("button", name="Save", exact=True).click()
        expect(desk.locator("main")).to_contain_text("Nothing was saved")
        desk.locator("summary").click()
        expect(desk.locator("main")).to_contain_text("Typed while the database")
        # Pressed too early it says so again, and still has it all.
        desk.get_by_role("button", name="Try again").click()
        expect(desk.locator("main")).to_contain_text("Nothing was saved")
    finally:
        local_postgres.start()

    until(lambda: standing(site) == "ready", seconds=15)
    until(lambda: not stale(page, "/questions/knock-for-ice/"), seconds=5)
    desk.get_by_role("button", name="Try again").click()
    expect(desk.locator("#result_list")).to_contain_text("Typed while the database")


def stale(page: Page, address: str) -> bool:
    page.goto(address)
    return STALE in page.locator("header").inner_text()

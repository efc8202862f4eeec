"""The pictures in docs/: `make screenshots` takes them from the running site."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.running import Site, running_site
from tests.browser.signing_in import sign_in
from tests.databases import ROOT

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
    at_the_desk: bool = False


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
    Picture("queue-desktop", "/review/", DESKTOP, at_the_desk=True),
    Picture(
        "submission-desktop", "/review/submissions/1/#parts", DESKTOP, at_the_desk=True
    ),
    Picture("publish-desktop", "/review/publish/", DESKTOP, at_the_desk=True),
]

# Two questions that a trainer changed: one waits, the other is approved; and a memo
# under them that changes too. The words only show where words change.
DESK = """
from django.utils import timezone
from guidance.accounts.models import User
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import Scenario, Section
from guidance.review.approving import approve, to_sign
from guidance.review.candidate import desk_candidate
from guidance.review.submitting import submit
trainer, supervisor = (User.objects.get(username=n) for n in ("trainer", "supervisor"))
def change(row, kind, slug, note, **words):
    type(row).objects.filter(pk=row.pk).update(**words)
    log_edit(row, by=trainer, at=timezone.now())
    return submit(kind, slug, note=note, by=trainer, at=timezone.now())
def question(slug, more, note):
    row = Scenario.objects.get(slug=slug)
    return change(row, "scenario", slug, note, answer=f"{row.answer} {more}")
question("knock-for-ice", "Tell the desk officer.", "Officers asked whom to tell.")
made = question("hand-over-on-an-i-200", "Tell the desk officer.", "The same.")
asked = to_sign(made, desk_candidate())
ticked = {each.key for each in asked.quoted}
approve(made, by=supervisor, at=timezone.now(), ticked=ticked, seen=asked.seen)
section = Section.objects.get(slug="detainer-is-a-request")
change(section, "memo", section.memo.slug, "", body=f"{section.body} See also the form.")
"""


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        account = prepare_desk(site)
        browser = chromium.launch(playwright)
        for picture in PICTURES:
            take(browser, site, picture, account)
        browser.close()


def prepare_desk(site: Site) -> tuple[str, str]:
    """Give the desk something to do, and return the account of who looks at it."""
    for name in ("trainer", "supervisor"):
        site.manage("open_account", name, name)
    said = site.manage("open_account", "another", "supervisor")
    site.manage("shell", "-c", DESK)
    return "another", said.splitlines()[0].partition(": ")[2]


def take(
    browser: Browser, site: str, picture: Picture, account: tuple[str, str]
) -> None:
    """Save `picture` under its name. Raises ValueError where the page isn't there."""
    options: dict[str, Any] = {
        "viewport": picture.size,
        "color_scheme": "dark" if picture.dark else "light",
    }
    context = browser.new_context(base_url=site, **options)
    page = context.new_page()
    if picture.at_the_desk:
        answer = sign_in(page, account, picture.address)
    else:
        answer = page.goto(picture.address)
    if answer is None or not answer.ok:
        raise ValueError(f"{picture.address} is not there")
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()

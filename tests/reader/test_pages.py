"""Every page of the NYPD guidance stands at its address and says what it must.

No test here may use the database, so each page proves that it asks for nothing.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pytest
from django.test import Client

from guidance.content.model import Guidance
from guidance.content.vocabulary import said_once
from guidance.content.walking import walk
from guidance.reader.citing import NUMBERING
from tests.reader.conftest import Page

Read = Callable[[str], Page]

KINDS = {
    "/": "home",
    "/topics/": "topics",
    "/topics/custody/": "topic",
    "/can-i/": "wizards",
    "/can-i/hold-or-hand-over/": "question",
    "/can-i/hold-or-hand-over/?in-custody=not-sure": "outcome",
    "/questions/": "scenarios",
    "/questions/knock-for-ice/": "scenario",
    "/memos/": "memos",
    "/memos/operations-order-2025/": "memo",
    "/memos/operations-order-2025/core-rule/": "section",
    "/glossary/": "glossary",
    "/lists/violent-or-serious-crimes/": "list",
    "/editions/": "editions",
    "/editions/1/": "edition",
}


@pytest.mark.parametrize("address", KINDS)
def test_a_page_is_marked_and_may_be_kept_by_anybody(
    site: Guidance, client: Client, address: str
):
    response = client.get(address)
    page = Page(response)

    assert (page.status, page.kind) == (200, KINDS[address])
    assert page.marked("data-edition") == ["1"]
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert "csrf" not in page.html
    assert [tag for tag, _ in page.elements].count("h1") == 1


@pytest.mark.parametrize("address", KINDS)
def test_a_page_answers_head_and_refuses_to_be_written_to(
    site: Guidance, client: Client, address: str
):
    client.handler.enforce_csrf_checks = True

    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    assert client.put(address).status_code == 405


@pytest.mark.parametrize("address", KINDS)
def test_no_page_holds_a_script_a_style_or_a_handler(
    site: Guidance, read: Read, address: str
):
    page = read(address)

    assert page.marked("style") == []
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    assert all("src" in a for tag, a in page.elements if tag == "script")
    assert "<style" not in page.html


# Searches and histories ask the database, which is closed here.
ASKS = re.compile(r"/search/.*|/.*/history/")


@pytest.mark.parametrize("address", KINDS)
def test_every_link_leads_somewhere(site: Guidance, read: Read, address: str):
    page = read(address)
    ids = page.marked("id")

    for link in page.links():
        path, _, place = link.replace("https://localhost", "").partition("#")
        if ASKS.fullmatch(path) or not path:
            assert not place or place in ids
        else:
            assert read(path).status == 200, link


def test_every_scenario_stands_at_its_address(site: Guidance, read: Read):
    for scenario in site.scenarios:
        page = read(f"/questions/{scenario.slug}/")

        assert (page.status, page.kind) == (200, "scenario")
        assert page.marked("data-verdict") == [scenario.verdict.value]
        assert scenario.question in page.text
        assert said_once(scenario.verdict, scenario.answer) in page.text
        assert scenario.ref in page.text
        assert set(page.marked("data-cites")) == {c.section for c in scenario.citations}
        assert "<mark>" in page.html
        assert scenario.basis.label in page.text
        assert scenario.asked_by.label in page.text
        assert all(step in page.text for step in scenario.steps)
        assert all(each in page.text for each in scenario.unverified)

    assert len(site.scenarios) == 90


def test_a_scenario_links_to_the_very_walk_that_settles_it(site: Guidance, read: Read):
    settled = [each for each in site.scenarios if each.settled_by]
    for scenario in settled:
        assert scenario.settled_by
        page = read(f"/questions/{scenario.slug}/")
        link = next(
            each
            for each in page.links()
            if each.startswith(f"/can-i/{scenario.settled_by.wizard}/?")
        )
        outcome = read(link)
        assert outcome.marked("data-verdict") == [scenario.verdict.value]

    assert len(settled) > 60


def test_every_section_stands_at_its_address(site: Guidance, read: Read):
    count = 0
    for memo in site.memos:
        for section in memo.sections:
            count += 1
            page = read(f"/memos/{memo.slug}/{section.slug}/")
            assert (page.status, page.kind) == (200, "section")
            assert section.heading in page.text
            assert section.ref in page.text
            assert (NUMBERING in page.text) == memo.numbering_is_ours
            if section.quotation:
                assert section.quotation.text in page.text

    assert count == 60


def test_a_section_says_which_answers_rest_on_it_and_leads_to_each(
    site: Guidance, read: Read
):
    page = read("/memos/operations-order-2025/core-rule/")
    walks = [
        each for each in page.links() if each.startswith("/can-i/") and "?" in each
    ]

    assert "/questions/knock-for-ice/" in page.links()
    assert len(walks) > 5
    for each in walks:
        assert "operations-order-2025/core-rule" in read(each).marked("data-cites")


def test_sections_lead_to_those_before_and_after(site: Guidance, read: Read):
    memo = next(each for each in site.memos if each.slug == "operations-order-2025")
    first, second, third, *_ = memo.sections

    page = read(f"/memos/{memo.slug}/{second.slug}/")

    assert f"/memos/{memo.slug}/{first.slug}/" in page.links()
    assert f"/memos/{memo.slug}/{third.slug}/" in page.links()


def test_a_memo_shows_its_dates_standing_and_contents(site: Guidance, read: Read):
    page = read("/memos/admin-code-10-178/")

    assert "30 Jan 2018" in page.text
    assert "in force; last amended by Local Law 63 of 2026" in page.text
    assert "/memos/admin-code-10-178/no-city-resources/" in page.links()


def test_a_contact_nobody_has_entered_is_said_to_be_missing(site: Guidance, read: Read):
    page = read("/can-i/hold-or-hand-over/?in-custody=not-sure")

    assert "not set by your department yet" in page.text.lower()


def test_terms_lead_to_their_meaning_on_the_page(site: Guidance, read: Read):
    page = read("/memos/federal-papers-and-statutes/forms-and-warrants/")
    marked = [a["href"] for tag, a in page.elements if a.get("class") == "term"]

    assert marked
    assert {each.removeprefix("#") for each in marked} <= set(page.marked("id"))


def test_questions_can_be_narrowed_to_a_verdict(site: Guidance, read: Read):
    wanted = [each for each in site.scenarios if each.verdict.value == "must"]

    page = read("/questions/?verdict=must")

    shown = {
        each
        for each in page.links()
        if each.startswith("/questions/") and "?" not in each
    }
    assert shown - {"/questions/"} == {f"/questions/{each.slug}/" for each in wanted}


def test_a_verdict_that_does_not_exist_is_said_to_be_none(site: Guidance, read: Read):
    page = read("/questions/?verdict=perhaps")

    assert page.status == 200
    assert "no such verdict" in page.text


def test_the_list_of_crimes_is_narrowed_by_its_address(site: Guidance, read: Read):
    page = read("/lists/violent-or-serious-crimes/?filter=140.")
    whole = read("/lists/violent-or-serious-crimes/")

    shown = [a for tag, a in page.elements if tag == "li" and "hidden" not in a]
    assert len(whole.html.split("<li")) > 154
    assert 3 <= len(shown) < 20
    assert whole.marked("hidden") == []


@pytest.mark.parametrize(
    "answers",
    [
        "",
        # The question that carries the list of crimes.
        "?in-custody=in-custody&what-they-want=hold"
        "&paper-shown=federal-judge&kind-of-warrant=hold",
    ],
)
def test_a_step_is_small_enough_for_a_car_terminal(
    site: Guidance, client: Client, answers: str
):
    response = client.get(f"/can-i/hold-or-hand-over/{answers}")

    assert Page(response).kind == "question"
    assert len(gzip.compress(response.content)) < 10_000


def test_the_settled_walks_are_written_in_the_order_of_the_questions(
    site: Guidance, read: Read
):
    scenario = next(each for each in site.scenarios if each.settled_by)
    assert scenario.settled_by
    wizard = next(w for w in site.wizards if w.slug == scenario.settled_by.wizard)
    order = list(walk(wizard, scenario.settled_by.answers).answers)

    link = next(
        each
        for each in read(f"/questions/{scenario.slug}/").links()
        if each.startswith(f"/can-i/{wizard.slug}/?")
    )

    assert [each.split("=")[0] for each in link.partition("?")[2].split("&")] == order


def test_the_banner_says_the_verdict_once(read: Read):
    banner = read("/questions/hand-over-on-an-i-200/").html.split("<h1")[1]

    assert banner.split("</h1>")[0].count("No") == 1


def test_a_boosted_link_gets_the_page_without_its_head(site: Guidance, client: Client):
    address = "/can-i/hold-or-hand-over/"

    whole = client.get(address, headers={"hx-request": "true"})
    part = client.get(
        address, headers={"hx-request": "true", "hx-boosted": "true"}
    ).content.decode()

    assert b"<!doctype html>" in whole.content
    assert part.lstrip().startswith("<title>")
    assert "<head>" not in part
    assert "<script" not in part
    assert all(each in part for each in ("<header>", "<main", "</footer>"))


def test_a_page_restored_from_the_history_comes_whole(site: Guidance, client: Client):
    answer = client.get(
        "/",
        headers={
            "hx-request": "true",
            "hx-boosted": "true",
            "hx-history-restore-request": "true",
        },
    )

    assert answer.content.startswith(b"<!doctype html>")
    assert "HX-Boosted" in answer["Vary"]


def test_a_quotation_in_an_answer_says_whose_words_it_is(read: Read):
    page = read("/questions/tell-ice-the-release-time/")

    assert "The law's own words" in page.text
    assert "In our words" in page.text

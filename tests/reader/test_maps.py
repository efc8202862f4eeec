"""The map of a wizard: everything is on it, twice, and each part leads to its page."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from guidance.content.map_drawing import (
    LABEL,
    OVERLAP,
    SHEET,
    Drawing,
    broken,
    drawing,
    sheets,
    width,
)
from guidance.content.mapping import MOST_LINES
from guidance.content.model import Guidance, Wizard
from guidance.content.walking import walk
from guidance.reader.answers import shortest
from guidance.reader.map_outline import DEEPEST
from tests.content.a_guidance import a_guidance, a_wizard
from tests.reader.conftest import Page

Read = Callable[[str], Page]

MAP = "/can-i/hold-or-hand-over/map/"
WIZARD = "/can-i/hold-or-hand-over/"
TALK = "in-custody=in-custody&what-they-want=talk"


def picture(page: Page) -> Page:
    return part(page.html.split('class="map"')[1].split('class="stack outline"')[0])


def outline(page: Page) -> Page:
    return part(page.html.split('class="stack outline"')[1].split("</section>")[0])


def part(html: str) -> Page:
    return Page(HttpResponse(f"<div {html}"))


def walks(page: Page) -> list[str]:
    return [each for each in page.links() if each.startswith("/can-i/")]


def led_to(wizard: Wizard, address: str) -> str:
    """Return the slug of the node that a walk at `address` ends at."""
    return walk(wizard, dict(parse_qsl(urlsplit(address).query))).node.slug


def one_line(page: Page) -> str:
    return unescape(page.text)


def test_every_question_and_outcome_is_in_both_and_leads_to_its_page(
    site: Guidance, read: Read
):
    for wizard in site.wizards:
        page = read(f"/can-i/{wizard.slug}/map/")

        assert (page.status, page.kind) == (200, "map")
        for half in (picture(page), outline(page)):
            assert {led_to(wizard, each) for each in walks(half)} == set(wizard.nodes)
            for each in set(walks(half)):
                kind = "outcome" if walk_ends(wizard, each) else "question"
                assert read(each).kind == kind


def walk_ends(wizard: Wizard, address: str) -> bool:
    return led_to(wizard, address) in {each.slug for each in wizard.outcomes}


def test_each_box_of_the_picture_leads_to_what_it_says(site: Guidance, read: Read):
    for wizard in site.wizards:
        boxes = [
            (given["data-node"], given["href"])
            for _, given in picture(read(f"/can-i/{wizard.slug}/map/")).elements
            if "data-node" in given
        ]

        assert {slug for slug, _ in boxes} == set(wizard.nodes)
        assert all(led_to(wizard, address) == slug for slug, address in boxes)


def test_every_text_is_in_both(site: Guidance, read: Read):
    for wizard in site.wizards:
        page = read(f"/can-i/{wizard.slug}/map/")
        for half in (one_line(picture(page)), one_line(outline(page))):
            for question in wizard.questions:
                assert question.text in half
                assert all(choice.label in half for choice in question.choices)
            for outcome in wizard.outcomes:
                assert outcome.headline.split(". ")[-1] in half
                assert outcome.verdict.label in half


def test_a_question_leads_to_where_the_fewest_answers_ask_it(
    site: Guidance, read: Read
):
    wizard = next(each for each in site.wizards if each.slug == "hold-or-hand-over")
    fewest = shortest(wizard)

    for slug, address in boxes_of(read(MAP)):
        if slug in {each.slug for each in wizard.questions}:
            given = dict(parse_qsl(urlsplit(address).query))
            assert len(given) == len(fewest[slug])


def boxes_of(page: Page) -> list[tuple[str, str]]:
    return [
        (given["data-node"], given["href"])
        for _, given in page.elements
        if "data-node" in given
    ]


def test_the_path_taken_is_drawn_thick_and_said_in_words(site: Guidance, read: Read):
    page = read(f"{MAP}?{TALK}")

    classes = [given.get("class", "") for _, given in page.elements]
    assert sum("map__line--taken" in each for each in classes) == 2
    assert sum("map__label--taken" in each for each in classes) == 2
    assert sum("map__box--taken" in each for each in classes) == 3
    assert page.marked("id").count("here") == 1
    assert outline(page).text.count("(your answer)") == 2
    assert f"{WIZARD}?{TALK}" in page.links()
    assert "Back to the answer" in page.text


def test_without_answers_nothing_is_taken(site: Guidance, read: Read):
    for address in (MAP, f"{MAP}?in-custody=nonsense&utm_source=x"):
        page = read(address)

        assert not any("--taken" in each for each in page.marked("class"))
        assert "You are here" not in page.text
        assert "start" in page.marked("id")
        assert "here" not in page.marked("id")


def test_a_node_on_the_path_taken_is_come_by_with_its_answers(
    site: Guidance, read: Read
):
    long_way = (
        "in-custody=in-custody&what-they-want=hold&paper-shown=not-sure"
        "&paper-heading=yes&kind-of-warrant=hold"
    )

    page = read(f"{MAP}?{long_way}")

    asked = f"{WIZARD}?{long_way.removesuffix('&kind-of-warrant=hold')}"
    assert ("kind-of-warrant", asked) in boxes_of(page)


@pytest.mark.parametrize("address", [WIZARD, f"{WIZARD}?in-custody=in-custody"])
def test_a_question_leads_to_the_map(site: Guidance, read: Read, address: str):
    (link,) = (each for each in read(address).links() if "/map/" in each)

    assert read(link).kind == "map"
    assert ("#here" in link) == ("?" in address)


def test_an_outcome_leads_to_the_map_with_its_answers_on_it(site: Guidance, read: Read):
    assert f"{MAP}?{TALK}#here" in read(f"{WIZARD}?{TALK}").links()


def test_a_map_stands_in_every_edition_and_keeps_to_it(site: Guidance, read: Read):
    for prefix in ("/editions/1", "/as-of/2999-01-01"):
        page = read(f"{prefix}{MAP}?{TALK}")

        assert page.kind == "map"
        assert all(each.startswith(prefix) for _, each in boxes_of(page))


def test_it_may_be_kept_by_anybody_and_holds_no_style(site: Guidance, client: Client):
    response = client.get(MAP)
    page = Page(response)

    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    assert page.marked("style") == []
    assert "<style" not in page.html
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    ids = page.marked("id")
    assert len(ids) == len(set(ids))
    inside = [each[1:] for each in page.links() if each.startswith("#")]
    assert set(inside) <= set(ids)


def test_a_map_of_no_wizard_is_not_there(site: Guidance, read: Read):
    page = read("/can-i/nothing/map/")

    assert (page.status, page.kind) == (404, "error")


def test_a_wizard_too_large_for_a_picture_is_told_in_words(
    published: Callable[..., Any], read: Read
):
    graph = {
        f"q{number}": {
            "on": f"q{number + 1}",
            **{f"c{each}": f"o{number}-{each}" for each in range(MOST_LINES // 10)},
        }
        for number in range(10)
    }
    wizard = a_wizard(graph)
    with published(a_guidance(wizards=[wizard])):
        page = read(f"/can-i/{wizard.slug}/map/")

    assert "too many choices for a picture" in page.text
    assert page.marked("data-node") == []
    told = {led_to(wizard, each) for each in walks(outline(page))}
    assert told == set(wizard.nodes)


def test_a_chain_is_not_told_ever_deeper(published: Callable[..., Any], read: Read):
    chain = {f"q{n}": {"on": f"q{n + 1}", "not-sure": "ask"} for n in range(60)}
    wizard = a_wizard(chain)
    with published(a_guidance(wizards=[wizard])):
        page = outline(read(f"/can-i/{wizard.slug}/map/"))

    depth = deepest = 0
    for tag in page.html.split("<")[1:]:
        depth += tag.startswith("ul>") - tag.startswith("/ul>")
        deepest = max(deepest, depth)
    assert deepest <= 2 * DEEPEST + 1
    assert {led_to(wizard, each) for each in walks(page)} == set(wizard.nodes)


def test_text_is_broken_where_it_fits_and_nothing_of_it_is_lost():
    for text in ("", "Yes", "W" * 60, "one two three four five six " * 9, "ﷺ" * 40):
        lines = broken(text, LABEL)

        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width(line) <= LABEL for line in lines)


@pytest.mark.parametrize(
    ("size", "count"),
    [((300, 200), 1), (SHEET, 1), ((SHEET[0] + 1, 200), 2), ((1800, 2000), 4)],
)
def test_each_box_stands_whole_on_a_sheet_of_paper(
    size: tuple[float, float], count: int
):
    found = sheets(Drawing(*size, boxes=(), strokes=()))

    assert len(found) == count
    for axis in (0, 1):
        ends = sorted({((each.x, each.y)[axis], each.size[axis]) for each in found})
        assert ends[0][0] == 0
        assert ends[-1][0] + ends[-1][1] == size[axis]
        for (start, length), (following, _) in pairwise(ends):
            assert start + length - following >= min(OVERLAP, length)


def test_a_drawing_is_made_once(site: Guidance):
    wizard = site.wizards[0]

    assert drawing(wizard) is drawing(wizard)

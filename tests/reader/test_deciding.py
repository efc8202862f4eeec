"""An outcome says which answers decided it, and which one would have flipped it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from guidance.content.deciding import because, unless
from guidance.content.model import Guidance, Wizard
from guidance.content.walking import paths, walk
from guidance.reader.answers import written
from guidance.reader.deciding import AT_FIRST
from tests.content.a_guidance import a_guidance, a_wizard, an_outcome
from tests.reader.conftest import Page

Read = Callable[[str], Page]

BICYCLE = a_wizard(
    outcomes=[
        an_outcome("leave-it"),
        an_outcome("take-it", verdict="yes"),
        an_outcome("ask", verdict="ask_first"),
    ]
)
LEAVE_IT = "/can-i/take-a-bicycle/?is-it-locked=no&is-it-yours=no"


def changes(page: Page) -> dict[str, str]:
    """The walk that each changed answer leads to, by `question=choice`."""
    return {
        given["data-change"]: given["href"]
        for _, given in page.elements
        if "data-change" in given
    }


def walked(wizard: Wizard, address: str) -> Any:
    return walk(wizard, dict(parse_qsl(urlsplit(address).query)))


def test_because_is_a_sentence_whatever_the_texts_are(
    published: Callable[..., Any], read: Read
):
    with published(a_guidance(wizards=[BICYCLE])):
        page = read(LEAVE_IT)

    words = page.text.replace("“ ", "“")
    assert (
        "Because you answered “No” to “is-it-locked?” and “No” to “is-it-yours?”."
        in words
    )


def test_unless_links_each_change_to_its_walk_and_says_its_verdict(
    published: Callable[..., Any], read: Read
):
    with published(a_guidance(wizards=[BICYCLE])):
        page = read(LEAVE_IT)

    assert changes(page) == {
        "is-it-yours=yes": "/can-i/take-a-bicycle/?is-it-locked=no&is-it-yours=yes",
        "is-it-yours=not-sure": (
            "/can-i/take-a-bicycle/?is-it-locked=no&is-it-yours=not-sure"
        ),
        "is-it-locked=not-sure": "/can-i/take-a-bicycle/?is-it-locked=not-sure",
    }
    said = page.html.split("data-change=")[1].split("</li>")[0]
    assert "Yes</a>: " in said
    assert 'tag--yes">Yes</span>' in said
    assert "more questions" not in said


def test_a_change_that_opens_questions_says_so_and_all_that_can_come(
    published: Callable[..., Any], read: Read
):
    with published(a_guidance(wizards=[BICYCLE])):
        page = read("/can-i/take-a-bicycle/?is-it-locked=yes")

    said = page.html.split('data-change="is-it-locked=no"')[1].split("</li>")[0]
    assert "more questions, then" in said
    assert said.index("tag--yes") < said.index("tag--no") < said.index("tag--ask_first")


def test_a_department_can_turn_unless_off_for_a_wizard(
    published: Callable[..., Any], read: Read
):
    silent = BICYCLE.model_copy(update={"unless": False})
    with published(a_guidance(wizards=[silent])):
        page = read(LEAVE_IT)

    assert changes(page) == {}
    assert "Unless" not in page.text
    assert "Because you answered" in page.text


def test_what_decided_nothing_is_not_said(published: Callable[..., Any], read: Read):
    graph = {"one": {"yes": "end", "no": "end", "not-sure": "end"}}
    with published(a_guidance(wizards=[a_wizard(graph)])):
        page = read("/can-i/take-a-bicycle/?one=yes")

    assert page.kind == "outcome"
    assert "Because" not in page.text
    assert "Unless" not in page.text


def test_it_is_right_for_every_path_of_every_nypd_wizard(site: Guidance, read: Read):
    shown: set[tuple[str, str]] = set()
    for wizard in site.wizards:
        for path in paths(wizard):
            end = walk(wizard, path).outcome
            assert end
            page = read(written(f"/can-i/{wizard.slug}/", path))
            shown.add((wizard.slug, end.slug))
            right(page, wizard, path)
            for change, address in changes(page).items():
                question, _, choice = change.partition("=")
                reached = walked(wizard, address)
                assert reached.answers.get(question) == choice
                if reached.outcome:
                    assert reached.outcome.verdict != end.verdict
                else:
                    said = page.html.split(f'data-change="{change}"')[1]
                    assert "more questions" in said.split("</li>")[0]

    assert len(shown) == sum(len(each.outcomes) for each in site.wizards)


def right(page: Page, wizard: Wizard, path: dict[str, str]) -> None:
    """Assert that the page says what deciding found, and folds what would crowd it."""
    found = unless(wizard, path)
    expected = {f"{c.step.question.slug}={c.choice.slug}" for c in found}
    assert set(changes(page)) == expected
    if len(found) > AT_FIRST + 1:
        assert f"{len(found) - AT_FIRST} more" in page.text
    for step in because(wizard, path):
        assert f"“{step.choice.label}”" in page.text.replace("“ ", "“").replace(
            " ”", "”"
        )

"""Every wizard can be walked to its end by links alone, and each end is an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guidance.content.model import Guidance
from guidance.content.vocabulary import said_once
from guidance.content.walking import paths, walk
from guidance.reader.answers import written
from tests.reader.conftest import Page

WIZARDS = 12


def test_every_path_of_every_wizard_ends_in_a_verdict_and_quoted_words(
    site: Guidance, read: Callable[[str], Page]
):
    ends = 0
    for wizard in site.wizards:
        waiting = [f"/can-i/{wizard.slug}/"]
        while waiting:
            page = read(waiting.pop())
            assert page.status == 200
            if page.kind == "question":
                assert len(page.marked("data-not-sure")) == 1
                waiting += page.choices().values()
            else:
                ends += 1
                assert page.kind == "outcome"
                assert len(page.marked("data-verdict")) == 1
                assert page.marked("data-cites")
                assert "<mark>" in page.html

    assert len(site.wizards) == WIZARDS
    assert ends == sum(len(list(paths(wizard))) for wizard in site.wizards)


def test_every_outcome_marks_words_in_each_section_it_cites(
    site: Guidance, read: Callable[[str], Page]
):
    for wizard in site.wizards:
        shown: set[str] = set()
        for answers in paths(wizard):
            outcome = walk(wizard, answers).outcome
            assert outcome
            if outcome.slug in shown:
                continue
            shown.add(outcome.slug)
            page = read(written(f"/can-i/{wizard.slug}/", answers))
            cited = {each.section for each in outcome.citations}
            assert set(page.marked("data-cites")) == cited
            quoted = page.html.split("<blockquote data-cites=")[1:]
            assert all("<mark>" in each.split("</blockquote>")[0] for each in quoted)
            assert said_once(outcome.verdict, outcome.headline) in page.text
            assert outcome.ref in page.text
            assert all(step in page.text for step in outcome.steps)
            assert all(each in page.text for each in outcome.not_asked)


def test_a_question_says_how_many_can_follow_and_which_is_the_last(
    site: Guidance, read: Callable[[str], Page]
):
    first = read("/can-i/hold-or-hand-over/")
    last = read("/can-i/victim-or-witness/?who-asks=not-sure")

    assert "At most 7 more questions, this one included" in first.text
    assert last.kind in {"question", "outcome"}


@pytest.mark.parametrize("question", ["record-search", "meets-48-hour-test"])
def test_a_question_that_needs_a_list_carries_it(
    site: Guidance, read: Callable[[str], Page], question: str
):
    wizard = next(each for each in site.wizards if each.slug == "hold-or-hand-over")
    answers = next(each for each in paths(wizard) if question in each)
    before = {key: value for key, value in answers.items() if key != question}
    kept = walk(wizard, before).answers

    page = read(written(f"/can-i/{wizard.slug}/", kept))

    assert page.kind == "question"
    assert page.marked("data-filters") == ["listed"]
    assert "140.25" in page.text

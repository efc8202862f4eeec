"""What an edition changed, on its own page: documents, and the answers."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client

from guidance.content.model import Guidance
from guidance.editions.library import library
from guidance.editions.recording import record
from tests.content.a_guidance import (
    BICYCLES,
    a_guidance,
    a_scenario,
    a_wizard,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    library.forget()
    yield
    library.forget()


def second_edition(guidance: Guidance) -> str:
    """Return the page of an edition that changes the example to `guidance`."""
    record(a_guidance(), "First edition.", at=NOON)
    record(guidance, "Second edition.", at=NOON)
    page = Client().get("/editions/2/").content.decode()
    return unescape(" ".join(page.split()))


def test_an_edition_says_which_ways_through_a_wizard_end_otherwise():
    graph = {**BICYCLES, "is-it-yours": {**BICYCLES["is-it-yours"], "no": "take-it"}}

    page = second_edition(a_guidance(wizards=[a_wizard(graph)]))

    assert "1 of 5 ways ends otherwise than before." in page
    assert "The same verdict by another outcome: 1 way" in page


def test_an_edition_says_which_scenario_has_another_verdict():
    page = second_edition(a_guidance(scenarios=[a_scenario(verdict="yes")]))

    tags = page.partition("Answers that changed")[2]
    assert tags.index("tag--no") < tags.index("tag--yes")


def test_an_edition_that_only_rewords_changes_no_answers():
    page = second_edition(a_guidance(scenarios=[a_scenario(answer="Leave it there.")]))

    assert "Changed</span> Scenario" in page
    assert "Answers that changed" not in page


def test_a_scenario_at_another_address_is_told_as_that():
    page = second_edition(a_guidance(scenarios=[a_scenario(slug="push-it")]))

    assert "Another address</span> Scenario: ride-it → push-it" in page


def test_a_first_edition_changes_no_answers():
    record(a_guidance(), "First edition.", at=NOON)

    page = Client().get("/editions/1/").content.decode()

    assert "Answers that changed" not in page

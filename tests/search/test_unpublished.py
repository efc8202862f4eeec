"""A draft is indexed when it is searched, once as long as nobody edits it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from guidance.content.freezing import digest, freeze
from guidance.content.lookup import Lookup
from guidance.content.model import Guidance
from guidance.editions.reading import Copy
from guidance.search.models import DraftIndex, Entry, Listing
from guidance.search.searching import outage, search
from guidance.search.unpublished import KEPT, MOST_THINGS, is_too_large
from tests.content.a_guidance import a_guidance, a_scenario
from tests.search.conftest import NOON

pytestmark = pytest.mark.django_db


def a_draft(guidance: Guidance) -> Copy:
    """Return `guidance` as it is read anew from the rows for every request."""
    name = digest([digest(freeze(each)) for each in guidance.documents()])
    return Copy(0, name, "The draft.", NOON, NOON, Lookup(guidance), {})


def asking(way: str) -> Copy:
    return a_draft(a_guidance(scenarios=[a_scenario(asked_as=[way])]))


def first(text: str, copy: Copy) -> str:
    return search(text, copy, limit=10).found[0].ref


def test_a_draft_is_found_by_what_it_says_now():
    assert first("wheels on the pavement", asking("wheels on the pavement")) == "a01"


def test_it_is_indexed_once_until_somebody_edits_it(
    django_assert_num_queries: Callable[[int], Any],
):
    first("velocipede", asking("velocipede"))

    with django_assert_num_queries(2):  # which index, and the search in it
        first("velocipede", asking("velocipede"))
    assert DraftIndex.objects.count() == 1


def test_the_last_few_are_kept():
    for number in range(KEPT + 2):
        search("velocipede", asking(f"velocipede {number}"), limit=10)

    assert DraftIndex.objects.count() == KEPT
    assert Listing.objects.values("edition").distinct().count() == KEPT
    assert Entry.objects.filter(kind="scenario").count() == KEPT
    assert Entry.objects.filter(kind="wizard").count() == 1


def test_where_it_cannot_be_written_titles_are_searched_and_officers_lose_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")

    results = search("ride a bicycle", asking("velocipede"), limit=10)

    assert results.titles_only
    assert "a01" in [each.ref for each in results.found]
    assert outage.may_try()  # an edition's index is there to be read


def test_a_large_draft_is_searched_by_titles_alone():
    scenario = a_scenario()
    many = [
        scenario.model_copy(update={"slug": f"s{each}"}) for each in range(MOST_THINGS)
    ]
    large = a_draft(a_guidance().model_copy(update={"scenarios": tuple(many)}))

    assert is_too_large(large)
    assert search("ride a bicycle", large, limit=10).titles_only
    assert not DraftIndex.objects.exists()

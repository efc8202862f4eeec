"""Search while the database is away: titles and refs, at once, and it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from hypothesis import given
from hypothesis import strategies as st

from guidance.editions.reading import Copy
from guidance.search import outage as outages
from guidance.search.searching import Results, outage, search

pytestmark = pytest.mark.django_db


def refuse(*_: Any) -> None:
    raise OperationalError("the server closed the connection")


@pytest.fixture
def away(nypd: Copy) -> Iterator[None]:
    with connection.execute_wrapper(refuse):
        yield


def refs(results: Results) -> list[str]:
    return [each.ref for each in results.found]


def test_titles_are_searched_in_memory(away: None, nypd: Copy):
    results = search("hand him over i-200 house", nypd, limit=10)

    assert results.titles_only
    assert refs(results)[0] == "a01"
    assert "is signed by an ICE officer" in results.found[0].excerpt


def test_refs_go_first_and_are_found_inside_wizards(away: None, nypd: Copy):
    assert refs(search("a01", nypd, limit=10))[0] == "a01"
    assert refs(search("oo4-3", nypd, limit=10))[0] == "oo4-3"
    assert refs(search("h-o-no", nypd, limit=10))[0] == "w-hold"


def test_the_beginning_of_a_word_is_enough(away: None, nypd: Copy):
    assert "j04" in refs(search("bottl", nypd, limit=10))


def test_the_count_goes_on_where_the_list_ends(away: None, nypd: Copy):
    few = search("ice", nypd, limit=2)

    assert len(few.found) == 2
    assert few.count > 2


def test_nothing_in_a_title_is_nothing_found(away: None, nypd: Copy):
    results = search("velocipede", nypd, limit=10)

    assert (results.titles_only, results.count) == (True, 0)


@given(st.text())
def test_any_text_gets_an_answer(nypd: Copy, text: str):
    outage.begin()

    assert search(text, nypd, limit=10).count >= 0


def test_a_server_that_cannot_be_reached_is_no_error(
    nypd: Copy, monkeypatch: pytest.MonkeyPatch
):
    # Another thread has another connection, which it can't open.
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")

    with ThreadPoolExecutor(1) as other:
        results = other.submit(search, "i-200", nypd, limit=10).result()

    assert results.titles_only
    assert "a01" in refs(results)


def test_after_a_failure_nobody_waits_for_the_database(
    nypd: Copy, django_assert_num_queries: Callable[[int], Any]
):
    with connection.execute_wrapper(refuse):
        search("warrant", nypd, limit=10)

    with django_assert_num_queries(0):
        assert search("warrant", nypd, limit=10).titles_only


def test_of_those_who_wait_one_tries_again_after_a_pause(
    monkeypatch: pytest.MonkeyPatch,
):
    now = 100.0
    monkeypatch.setattr(outages, "monotonic", lambda: now)
    outage.begin()
    assert not outage.may_try()

    now += outages.PAUSE

    assert [outage.may_try(), outage.may_try()] == [True, False]


def test_search_is_whole_again_once_postgres_is_back(nypd: Copy):
    with connection.execute_wrapper(refuse):
        search("warrant", nypd, limit=10)
    outage.end()

    assert not search("warrant", nypd, limit=10).titles_only

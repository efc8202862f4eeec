"""The page of what officers look for: leading on, and taking off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guidance.accounts.roles import Role
from guidance.demand.counting import count_opened, count_unfound, digest
from guidance.editions.library import library
from tests.content.a_guidance import a_department, a_guidance
from tests.review.desk_pages import client_of, text, words
from tests.review.desk_work import first_edition

pytestmark = pytest.mark.django_db

PAGE = "/review/sought/"
DOG = ("bite", "dog")


@pytest.fixture(autouse=True)
def counted(settings) -> Iterator[None]:
    """A question was asked in vain on three days, and a scenario opened on them."""
    settings.COUNT_AFTER_DAYS = 3
    term = {"slug": "bicycle", "term": "Bicycle", "meaning": "Has two wheels."}
    first_edition(a_guidance(department=a_department(glossary=[term])))
    [scenario] = library.newest().guidance.scenarios
    for ago in range(3):
        day = timezone.localdate(timezone.now(), library.zone) - timedelta(days=ago)
        count_unfound(DOG, day=day)
        count_opened("scenario", scenario.ref, day=day)
        count_opened("scenario", "gone", day=day)
        count_opened("term", "bicycle", day=day)
    yield
    library.forget()


@pytest.fixture
def tess() -> Client:
    return client_of("tess", Role.TRAINER)


def test_a_line_leads_on_to_whatever_there_is_to_do(tess: Client):
    page = tess.get(PAGE)

    assert "On 3 days, 3 times in all" in words(page)
    assert 'href="/draft/search/?q=bite+dog"' in text(page)
    assert 'href="/admin/authoring/scenario/?q=bite+dog"' in text(page)
    assert 'href="/admin/authoring/department/1/change/"' in text(page)
    assert 'data-opened="a01"' in text(page)
    assert 'data-opened="gone"' not in text(page)
    assert '<a href="/glossary/#bicycle">Bicycle</a>' in text(page)
    assert PAGE in text(tess.get("/admin/"))


def test_a_supervisor_may_be_done_with_it_but_edits_no_department():
    sue = client_of("sue", Role.SUPERVISOR)
    assert "/admin/authoring/department/" not in text(sue.get(PAGE))

    page = sue.post(f"{PAGE}done/", {"digest": digest(DOG)}, follow=True)

    assert "Done with “bite dog”." in words(page)
    assert "data-sought" not in text(page)
    again = sue.post(f"{PAGE}done/", {"digest": "\0gone"}, follow=True)
    assert "That is not on the list any more." in words(again)


def test_where_nothing_is_counted_the_page_says_so(tess: Client, settings):
    settings.COUNT_AFTER_DAYS = 0

    page = tess.get(PAGE)

    assert "Nothing is counted on this site." in words(page)
    assert "data-sought" not in text(page)

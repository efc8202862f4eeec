"""A document's own history: every edition that changed it, under whatever address."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from guidance.accounts.models import User
from guidance.content.model import Guidance
from guidance.editions.library import library
from guidance.editions.models import CallingOff
from guidance.editions.recording import record
from tests.content.a_guidance import (
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
    a_wizard,
)
from tests.review import desk_work

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_in_memory():
    library.forget()
    yield
    library.forget()


def editions(*guidances: Guidance) -> None:
    for number, guidance in enumerate(guidances, start=1):
        at = NOON + timedelta(days=number)
        record(guidance, f"Note of edition {number}.", at=at)
    library.refresh(at=NOON + timedelta(days=30))


def text(address: str) -> str:
    page = Client().get(address).content.decode()
    return unescape(
        " ".join(re.sub(r"<[^>]*>", " ", page.partition("<main")[2]).split())
    )


CALLED = a_guidance(scenarios=[a_scenario(answer="No, call the owner.")])
MOVED = a_guidance(scenarios=[a_scenario(slug="push-it", answer="No, call the owner.")])
GONE = a_guidance(scenarios=[])


def test_every_edition_that_changed_a_question_is_told_under_any_of_its_addresses():
    editions(a_guidance(), a_guidance(), CALLED, MOVED)

    now, before = (
        text("/questions/push-it/history/"),
        text("/questions/ride-it/history/"),
    )

    for page in (now, before):
        assert page.index("Changed in edition 4") < page.index("Changed in edition 3")
        assert "[put in: call the owner ]" in page
        assert "New in edition 1" in page
        assert "edition 2" not in page
        assert "no approval of it in this edition" in page


def test_what_was_taken_out_has_its_history_still():
    editions(a_guidance(), GONE, CALLED)

    page = text("/editions/2/questions/ride-it/history/")
    assert "which is not in edition 2" in page
    assert page.index("Taken out with edition 2") < page.index("New in edition 1")
    assert "New in edition 3" in text("/questions/ride-it/history/")


def test_a_history_goes_as_far_as_what_is_read():
    editions(a_guidance(), CALLED)

    page = Client().get("/editions/1/questions/ride-it/history/").content.decode()

    assert "Changed" not in page.partition("<main")[2]
    assert 'href="/editions/1/questions/ride-it/"' in page


def test_what_was_called_off_is_no_part_of_it():
    editions(a_guidance(), CALLED)
    now = datetime.now(UTC)
    plan = record(GONE, "Plan.", at=now, in_force_from=now + timedelta(days=9))
    by = User.objects.create_user("susan")
    CallingOff.objects.create(edition=plan, reason="No.", at=now, by=by)
    record(CALLED, "Again.", at=now)
    library.refresh(at=now)

    page = text("/questions/ride-it/history/")

    assert "edition 3" not in page
    assert "edition 4" not in page


def test_each_document_leads_to_its_history():
    editions(a_guidance())

    for address in (
        "/questions/ride-it/",
        "/memos/bicycle-order/",
        "/can-i/take-a-bicycle/?is-it-locked=yes",
    ):
        page = Client().get(address).content.decode()
        found = re.search(r'href="([^"]*/history/)"', page)
        assert found, address
        assert Client().get(found[1]).status_code == 200


def test_memos_and_wizards_have_theirs():
    memo = a_memo(title="Bicycle order, new")
    wizard = a_wizard(summary="Bicycles that were found")
    editions(a_guidance(), a_guidance(memos=[memo], wizards=[wizard]))

    assert "[put in: , new ]" in text("/memos/bicycle-order/history/")
    assert "Changed in edition 2" in text("/can-i/take-a-bicycle/history/")


def test_a_section_called_history_keeps_its_address():
    section = a_section(slug="history", heading="How it came about")
    editions(a_guidance(memos=[a_memo(sections=[a_section(), section])]))

    assert "How it came about" in text("/memos/bicycle-order/history/")


def test_who_approved_it_stands_beside_the_change():
    desk_work.first_edition()
    desk_work.released(CALLED)
    library.refresh(at=desk_work.LATER)

    page = text("/editions/2/questions/ride-it/history/")

    assert "approved by sue on 21 Nov 2026" in page


@pytest.mark.parametrize("kind", ["questions", "memos", "can-i"])
def test_an_address_nothing_ever_had_has_no_history(kind: str):
    editions(a_guidance())

    assert Client().get(f"/{kind}/never-there/history/").status_code == 404


def test_a_history_is_a_few_queries_however_many_editions(
    django_assert_max_num_queries,
):
    editions(*[a_guidance(), CALLED] * 4)

    with django_assert_max_num_queries(3):
        Client().get("/questions/ride-it/history/")


def test_a_snapshot_that_was_changed_is_not_shown():
    editions(a_guidance(), CALLED)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE editions_snapshot SET stored = jsonb_set(stored, "
            "'{document,answer}', '\"Yes.\"') WHERE kind = 'scenario'"
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")

    response = Client().get("/questions/ride-it/history/")

    assert response.status_code == 503
    assert b"not what was published" in response.content

"""Two people press at the same moment, on connections of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from guidance.accounts.models import User
from guidance.content.recallable import Answer
from guidance.editions import recalling
from guidance.editions.library import library
from guidance.editions.models import Recall
from guidance.editions.recalling import CannotBeDone
from guidance.editions.recording import record
from tests.content.a_guidance import a_guidance, a_scenario
from tests.editions.conftest import NOON

ANSWER = Answer("scenario", a_scenario().ref, a_scenario().question, a_scenario().slug)
REASON = "The court order came down."
TABLES = [
    "editions_recallstep",
    "editions_recall",
    "search_listing",
    "search_entry",
    "editions_edition",
    "editions_snapshot",
    "accounts_user",
]


@pytest.fixture
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, User]]:
    """Three supervisors as every connection sees them; all is taken away afterwards,
    past the triggers that would not let it go."""
    with django_db_blocker.unblock():
        names = ("diaz", "okafor", "lee")
        yield {each: User.objects.create(username=each) for each in names}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in TABLES:
                cursor.execute(f"DELETE FROM {table}")


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of `acts` at the same moment; return what those were told that failed."""
    together, told = Barrier(len(acts)), []

    def attempt(act: Callable[[], object]) -> None:
        together.wait(timeout=10)
        try:
            act()
        except CannotBeDone as problem:
            told.append(str(problem))
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=[each]) for each in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_of_two_who_confirm_one_does_and_the_other_is_told(people):
    recall = recalling.propose(ANSWER, REASON, by=people["diaz"], at=NOON)

    [told] = at_once(
        lambda: recalling.confirm(recall, by=people["okafor"], at=NOON),
        lambda: recalling.confirm(recall, by=people["lee"], at=NOON),
    )

    [step] = Recall.objects.get().taken()
    assert told == f"{step.by} was quicker and confirmed this."


def test_of_two_who_propose_the_same_one_does_and_the_other_is_told(people):
    [told] = at_once(
        lambda: recalling.propose(ANSWER, REASON, by=people["okafor"], at=NOON),
        lambda: recalling.propose(ANSWER, REASON, by=people["lee"], at=NOON),
    )

    assert told == f"{Recall.objects.get().by} proposed to pull this answer already."


def test_confirmed_and_refused_at_once_is_one_of_the_two(people):
    recall = recalling.propose(ANSWER, REASON, by=people["diaz"], at=NOON)

    [told] = at_once(
        lambda: recalling.confirm(recall, by=people["okafor"], at=NOON),
        lambda: recalling.refuse(recall, "It is right.", by=people["lee"], at=NOON),
    )

    [step] = Recall.objects.get().taken()
    assert f"{step.by} was quicker and {step.what} this." == told


def test_a_recall_does_not_wait_for_a_publication_that_is_under_way(people):
    recall = recalling.propose(ANSWER, REASON, by=people["diaz"], at=NOON)
    with transaction.atomic():
        record(a_guidance(), "First edition.", at=NOON)

        told = at_once(lambda: recalling.confirm(recall, by=people["okafor"], at=NOON))
        with transaction.atomic():
            seen_inside = Recall.objects.get().is_in_effect

    library.refresh(at=NOON)
    assert told == []
    assert seen_inside
    assert library.current(NOON).number == 1
    assert library.pulled().recalled("scenario", ANSWER.ref)

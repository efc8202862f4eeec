"""The library: editions in memory, chosen by the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from guidance.accounts.models import User
from guidance.content.model import Guidance
from guidance.editions.library import NoEdition, library
from guidance.editions.models import CallingOff, Edition, Recall, Reviewed
from guidance.editions.recording import Publication, record, record_publication
from tests.content.a_guidance import a_department, a_guidance, a_scenario
from tests.editions.conftest import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=10)


def test_nothing_is_in_force_before_the_first_edition():
    record(a_guidance(), "First edition.", at=NOON)

    with pytest.raises(NoEdition):
        library.current(NOON - timedelta(seconds=1))


def test_an_edition_is_in_force_from_its_moment_on():
    record(a_guidance(), "First edition.", at=NOON)

    assert library.current(NOON).number == 1


def test_a_scheduled_edition_comes_into_force_by_the_clock(
    django_assert_num_queries,
):
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(), "For later.", at=NOON, in_force_from=LATER)
    library.refresh(at=NOON)

    with django_assert_num_queries(0):
        assert library.current(LATER - timedelta(seconds=1)).number == 1
        assert library.current(LATER).number == 2


def test_of_two_from_the_same_moment_the_later_number_counts():
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(), "A correction.", at=NOON)

    assert library.current(NOON).number == 2


def test_reading_what_is_in_memory_asks_the_database_nothing(
    django_assert_num_queries,
):
    record(a_guidance(), "First edition.", at=NOON)
    library.current(NOON)

    with django_assert_num_queries(0):
        library.current(NOON)
        library.editions()
        library.numbered(1)
        library.changes(1)
        library.generation(NOON)


def test_looking_for_news_costs_one_query(django_assert_num_queries):
    record(a_guidance(), "First edition.", at=NOON)
    library.refresh(at=NOON)

    with django_assert_num_queries(1):
        library.refresh(at=NOON)


def test_a_new_edition_is_seen_at_the_next_look():
    record(a_guidance(), "First edition.", at=NOON)
    library.current(NOON)
    before = library.generation(NOON)

    record(a_guidance(), "Second edition.", at=NOON)
    library.refresh(at=NOON)

    assert library.current(NOON).number == 2
    assert library.generation(NOON) != before


def test_any_edition_can_be_read_by_number():
    record(a_guidance(), "First edition.", at=NOON)
    changed = a_guidance(scenarios=[a_scenario(answer="No, never.")])
    record(changed, "Second edition.", at=NOON)

    assert library.numbered(1).guidance == a_guidance()
    assert library.numbered(2).guidance == changed
    with pytest.raises(NoEdition):
        library.numbered(3)


def in_new_york() -> Guidance:
    return a_guidance(department=a_department(time_zone="America/New_York"))


def test_a_day_and_a_minute_end_on_the_departments_clock():
    record(in_new_york(), "First edition.", at=NOON)

    day = library.end_of(date(2026, 11, 21))
    minute = library.end_of(date(2026, 11, 21), time(14, 30))

    assert day == datetime(2026, 11, 22, 5, tzinfo=UTC) - timedelta(microseconds=1)
    assert minute == datetime(2026, 11, 21, 19, 31, tzinfo=UTC) - timedelta(
        microseconds=1
    )


def test_of_a_minute_that_came_twice_the_later_one_counts():
    record(in_new_york(), "First edition.", at=NOON)

    # The clocks went back from two to one.
    minute = library.end_of(date(2026, 11, 1), time(1, 30))

    assert minute.replace(microsecond=0) == datetime(2026, 11, 1, 6, 30, 59, tzinfo=UTC)


def test_the_last_day_of_the_calendar_is_no_mistake():
    record(a_guidance(), "First edition.", at=NOON)

    with pytest.raises(OverflowError):
        library.end_of(date.max)


def test_an_edition_called_off_changed_nothing_that_a_later_one_follows():
    record(a_guidance(), "First edition.", at=NOON)
    changed = a_guidance(scenarios=[a_scenario(answer="No, never.")])
    plan = record(changed, "Planned.", at=NOON, in_force_from=LATER)
    by = User.objects.create_user("susan")
    CallingOff.objects.create(edition=plan, reason="Not yet.", at=NOON, by=by)
    record(changed, "Now.", at=NOON + timedelta(seconds=1))

    assert library.before(1) is None
    assert library.before(2) == library.before(3) == library.line(1)
    assert [each.slug for each in library.changes(3).changed] == ["ride-it"]


def test_an_edition_says_what_it_changed():
    record(a_guidance(), "First edition.", at=NOON)
    changed = a_guidance(scenarios=[a_scenario(answer="No, never.")])
    record(changed, "Second edition.", at=NOON)

    changes = library.changes(2)

    assert [each.slug for each in changes.changed] == [a_scenario().slug]
    assert changes.added == changes.removed == ()


def test_what_is_not_known_yet_is_asked_of_nobody(django_assert_num_queries):
    record(a_guidance(), "First edition.", at=NOON)

    with django_assert_num_queries(0):
        assert library.generation(NOON) == ""


def test_another_database_in_the_place_of_the_old_is_noticed():
    record(a_guidance(), "First edition.", at=NOON)
    library.refresh(at=NOON)
    restored = a_guidance(scenarios=[a_scenario(answer="No, never.")])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM editions_edition")
        cursor.execute("DELETE FROM search_listing")
    record(restored, "First edition.", at=NOON)

    library.refresh(at=NOON)

    assert library.current(NOON).guidance == restored


def test_an_edition_that_was_changed_is_left_out_from_the_start():
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(scenarios=[a_scenario(answer="No, never.")]), "Second.", at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE editions_edition SET note = 'x' WHERE number = 2")

    library.refresh(at=NOON)

    assert library.current(NOON).number == 1
    assert library.unreadable == {2}


def test_an_edition_of_a_newer_program_is_left_out(monkeypatch):
    record(a_guidance(), "First edition.", at=NOON)
    monkeypatch.setattr("guidance.content.freezing.UPGRADES", {})

    library.refresh(at=NOON)

    assert library.unreadable == {1}
    with pytest.raises(NoEdition):
        library.current(NOON)


def test_memory_holds_only_so_many_editions():
    for number in range(15):
        record(a_guidance(), f"Edition {number}.", at=NOON + timedelta(days=number))

    for number in range(1, 16):
        library.numbered(number)

    assert len(library._copies) == 12
    assert library.numbered(1).number == 1


@pytest.fixture
def supervisor() -> User:
    return User.objects.create(username="diaz", name="Sgt. Diaz")


def test_an_edition_that_was_called_off_is_never_in_force(supervisor):
    record(a_guidance(), "First edition.", at=NOON)
    record(a_guidance(), "For later.", at=NOON, in_force_from=LATER)
    library.refresh(at=NOON)
    CallingOff.objects.create(
        edition=Edition.objects.get(number=2),
        reason="Too early.",
        at=NOON,
        by=supervisor,
    )

    library.refresh(at=NOON)

    assert library.current(LATER).number == 1
    assert library.newest().number == 1
    assert [each.called_off for each in library.editions()] == [NOON, None]


def test_a_list_of_editions_says_who_published_each_and_its_grade(supervisor):
    record(a_guidance(), "First edition.", at=NOON)
    by_hand = Publication("A correction.", by=supervisor, grade="urgent")
    record_publication(a_guidance(), by_hand, at=NOON)

    second, first = library.editions()

    assert (first.by, first.grade) == ("", "")
    assert (second.by, second.grade) == ("Sgt. Diaz", "urgent")


def test_a_recall_is_news(supervisor):
    record(a_guidance(), "First edition.", at=NOON)
    library.refresh(at=NOON)
    before = library.generation(NOON)
    pulled = {"kind": "scenario", "ref": a_scenario().ref, "title": "Which?"}
    row = Recall.objects.create(
        **pulled, reason="It is wrong.", alone=True, at=NOON, by=supervisor
    )
    library.refresh(at=NOON)
    alone = library.generation(NOON)
    other = User.objects.create(username="okafor")
    row.steps.create(what="lift_proposed", at=LATER, by=other)
    row.steps.create(what="lifted", at=LATER, by=supervisor)
    library.refresh(at=LATER)

    assert len({before, alone, library.generation(NOON)}) == 3
    assert library.pulled().recalled("scenario", a_scenario().ref) is None
    then = library.pulled(NOON).recalled("scenario", a_scenario().ref)
    assert then
    assert then.reason == "It is wrong."


def test_a_review_is_news_and_the_latest_counts():
    record(a_guidance(), "First edition.", at=NOON)
    name = library.current(NOON).snapshots[f"scenarios/{a_scenario().slug}"]
    before = library.generation(NOON)
    assert library.reviewed(name) is None
    for at in (NOON, LATER):
        Reviewed.objects.create(snapshot_id=name, at=at)

    library.refresh(at=LATER)

    assert library.reviewed(name) == LATER
    assert library.reviewed(name, NOON) == NOON
    assert library.generation(NOON) != before


def test_pages_are_made_anew_when_the_departments_day_begins():
    zone = a_guidance().department.model_copy(update={"time_zone": "America/New_York"})
    record(a_guidance(department=zone), "First edition.", at=NOON)
    library.refresh(at=NOON)
    evening = datetime(2026, 11, 22, 4, 59, tzinfo=UTC)

    same_day, next_day = evening, evening + timedelta(minutes=1)

    assert library.generation(NOON) == library.generation(same_day)
    assert library.generation(same_day) != library.generation(next_day)

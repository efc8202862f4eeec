"""The statement of the record, and what it finds when somebody went past the triggers."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from guidance.accounts.models import User
from guidance.content.freezing import digest
from guidance.content.lookup import Lookup
from guidance.content.signing import fingerprint, sign
from guidance.editions.models import CallingOff, Edition, Recall, RecallStep, Reviewed
from guidance.editions.reading import Signature
from guidance.editions.recording import Publication, keep, record
from guidance.editions.recording import record_publication as publish
from guidance.review.models import Approval, Step, Submission
from tests.content.a_guidance import a_guidance, a_scenario
from tests.review import desk_work

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCENARIO = a_scenario(answer="No, call the owner.")


@pytest.fixture
def a_record() -> None:
    """Three editions and all that can happen: an approval, a recall, a calling-off."""
    teresa, susan = (User.objects.create_user(each) for each in ("teresa", "susan"))
    record(a_guidance(), "First edition.", at=NOON)
    guidance = a_guidance(scenarios=[SCENARIO])
    snapshot = keep(SCENARIO, at=NOON)
    submission = Submission.objects.create(
        kind="scenario",
        slug="ride-it",
        title="Ride",
        snapshot=snapshot,
        at=NOON,
        by=teresa,
    )
    Step.objects.create(
        submission=submission,
        what="commented",
        comment="Fine.",
        at=NOON + HOUR,
        by=susan,
    )
    signed = sign(SCENARIO, snapshot.digest, Lookup(guidance))
    approval = Approval.objects.create(
        submission=submission,
        signed=signed,
        fingerprint=fingerprint(signed),
        at=NOON + HOUR,
        by=susan,
    )
    Reviewed.objects.create(snapshot=snapshot, at=NOON + HOUR)
    recall = Recall.objects.create(
        kind="scenario",
        ref="a01",
        title="Ride",
        reason="Wrong.",
        at=NOON + HOUR,
        by=teresa,
    )
    RecallStep.objects.create(
        recall=recall, what="confirmed", at=NOON + HOUR * 2, by=susan
    )
    signature: Signature = {
        "document": "scenarios/ride-it",
        "snapshot": snapshot.digest,
        "by": "susan",
        "at": (NOON + HOUR).isoformat(timespec="microseconds"),
        "fingerprint": approval.fingerprint,
    }
    second = Publication("Second edition.", by=susan, signatures=[signature])
    publish(guidance, second, at=NOON + HOUR * 3)
    later = record(
        guidance, "Later.", at=NOON + HOUR * 4, in_force_from=NOON + HOUR * 40
    )
    CallingOff.objects.create(
        edition=later, reason="Not yet.", at=NOON + HOUR * 5, by=susan
    )
    record(a_guidance(), "Back again.", at=NOON + HOUR * 6)


def verified(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_editions", *arguments, stdout=out)
    return out.getvalue()


def found_wrong(*arguments: str) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("verify_editions", "--json", *arguments, stdout=out)
    assert error.value.returncode == 1
    wrong: list[str] = json.loads(out.getvalue())["wrong"]
    return wrong


def tamper(change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(change)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_a_whole_record_ends_in_one_line_to_file(a_record: None):
    said = verified()

    line = said.splitlines()[-1]
    assert line.startswith(
        "Everything is as it was published. Record of 4 editions, 5 snapshots, "
        "1 approval, 1 recall; SHA-256 "
    )
    assert f"digest     {Edition.objects.get(number=2).digest}" in said
    assert "approved: 1 by susan" in said
    assert "recall of scenario a01, confirmed, by account" in said
    assert "“Not yet.”" in said


def test_nothing_published_is_a_record_too():
    assert "Record of 0 editions" in verified()


def test_the_statement_is_the_same_every_time(a_record: None):
    assert verified("--json") == verified("--json")


def test_the_digest_is_that_of_all_it_says(a_record: None):
    said: dict[str, Any] = json.loads(verified("--json"))

    record = {
        each: said[each] for each in ("format", "editions", "snapshots", "evidence")
    }
    assert said["digest"] == digest(record)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "UPDATE editions_edition SET note = 'Other.' WHERE number = 2",
            "edition 2 is not what was published",
        ),
        ("DELETE FROM editions_edition WHERE number = 2", "edition 2 is missing"),
        ("DELETE FROM editions_edition WHERE number = 1", "edition 1 is missing"),
        (
            "UPDATE editions_edition SET number = number + 100 WHERE number < 3;"
            "UPDATE editions_edition SET number = 103 - number WHERE number > 100",
            "edition 1 does not follow nothing as it is here",
        ),
        (
            "UPDATE editions_edition SET documents = array_remove(documents, documents[2])",
            "edition 1 is not what was published",
        ),
        (
            "UPDATE editions_snapshot SET stored = jsonb_set(stored, "
            "'{document,verdict}', '\"yes\"') WHERE kind = 'scenario'",
            "of scenario ride-it was changed",
        ),
        (
            "UPDATE editions_snapshot SET slug = 'other' WHERE kind = 'memo'",
            "stands under another name: other",
        ),
        ("DELETE FROM editions_snapshot WHERE kind = 'memo'", "is missing"),
        (
            "UPDATE review_approval SET at = at + interval '1 hour'",
            "the approval of scenarios/ride-it by susan is not in the record",
        ),
        (
            "UPDATE review_approval SET signed = '{}'",
            "an approval of scenario ride-it is not what was signed",
        ),
        (
            "DELETE FROM review_approval",
            "vouches for a row that is not there: approval",
        ),
        (
            "UPDATE editions_recall SET reason = 'Other.'",
            "no edition vouches for this: recall of scenario a01",
        ),
        ("DELETE FROM editions_recallstep", "is not there: recall step"),
        (
            "UPDATE editions_recallstep SET by_id = (SELECT by_id FROM editions_recall)",
            "confirmed by who proposed it",
        ),
        (
            "UPDATE editions_callingoff SET at = at + interval '3 days'",
            "Edition 3 called off after it came into force",
        ),
        ("DELETE FROM review_step", "is not there: step"),
        ("UPDATE editions_reviewed SET at = now()", "is not there: reviewed"),
    ],
)
def test_what_was_changed_past_the_triggers_is_found(
    a_record: None, change: str, told: str
):
    tamper(change)

    assert any(told in each for each in found_wrong()), found_wrong()


def test_newest_rows_cut_off_are_missing_from_what_was_filed(a_record: None, tmp_path):
    filed = tmp_path / "filed.json"
    filed.write_text(verified("--json"))
    verified("--against", str(filed))

    tamper("DELETE FROM editions_edition WHERE number = 4")
    tamper("DELETE FROM editions_callingoff")

    verified()  # the record alone has no gap now
    assert found_wrong("--against", str(filed)) == [
        "edition 4 is not as it was filed",
        "edition 3 called off is not as it was filed",
    ]


def test_what_came_in_after_the_filing_is_no_difference(a_record: None, tmp_path):
    filed = tmp_path / "filed.json"
    filed.write_text(verified("--json"))

    record(a_guidance(), "Fifth.", at=NOON + HOUR * 9)

    verified("--against", str(filed))


def test_a_file_that_is_no_statement_is_refused(tmp_path):
    other = tmp_path / "other.json"
    other.write_text("{}")

    with pytest.raises(CommandError, match="no statement"):
        verified("--against", str(other))


def test_what_the_desk_approves_and_publishes_stands_in_the_record():
    desk_work.first_edition()
    without_scenario = a_guidance(scenarios=[])

    desk_work.released(a_guidance(scenarios=[SCENARIO]))
    desk_work.released(without_scenario, at=desk_work.LATER + HOUR)

    assert "approved: 1 by sue" in verified()

"""Publishing: the whole draft or nothing, and only what passes every check."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guidance.accounts.models import User
from guidance.authoring.filling import fill
from guidance.authoring.models import Scenario, Waiver
from guidance.content.examining import examine
from guidance.content.model import Guidance
from guidance.content.packs import dump_pack
from guidance.content.problems import Refused
from guidance.editions.library import library
from guidance.editions.models import Edition, Snapshot
from guidance.editions.reading import read
from guidance.review.calling_off import call_off
from guidance.review.models import Submission
from guidance.review.publishing import publish_first
from guidance.review.submitting import renew
from tests.content.a_guidance import a_guidance, a_scenario
from tests.review.desk_work import (
    HOUR,
    NOON,
    approved,
    first_edition,
    person,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_in_memory():
    library.forget()
    yield
    library.forget()


def test_what_is_published_is_the_draft():
    fill(a_guidance())

    edition = publish_first("First edition.", at=NOON)

    assert read(edition).guidance == a_guidance()


def test_a_draft_with_a_problem_is_not_published():
    fill(a_guidance())
    Scenario.objects.get().citations.all().delete()

    with pytest.raises(Refused) as refused:
        publish_first("First edition.", at=NOON)

    assert [each.kind for each in refused.value.problems] == ["no-citation"]
    assert not Edition.objects.exists()
    assert not Snapshot.objects.exists()


def hard_to_read() -> Guidance:
    answer = "Departmental authorization necessitates consideration of circumstances."
    return a_guidance(scenarios=[a_scenario(answer=answer)])


def test_a_warning_that_nobody_waived_keeps_the_draft_from_being_published():
    fill(hard_to_read())

    with pytest.raises(Refused) as refused:
        publish_first("First edition.", at=NOON)

    assert [each.kind for each in refused.value.problems] == ["reading-grade"]
    assert not Edition.objects.exists()


def test_a_waived_warning_is_published_with_who_waived_it_and_why():
    fill(hard_to_read())
    [finding] = examine(hard_to_read(), on=NOON.date())
    Waiver.objects.create(
        finding=finding.name,
        document=finding.document,
        sentence=finding.sentence,
        reason="Law.",
        by="Robin",
        at=NOON.date(),
    )

    edition = publish_first("First edition.", at=NOON)

    [kept] = read(edition).guidance.waivers.waivers
    assert (kept.finding, kept.reason, kept.by) == (finding.name, "Law.", "Robin")


def test_the_command_publishes_and_says_so():
    fill(a_guidance())
    said = StringIO()

    call_command("publish", note="First edition.", stdout=said)

    assert said.getvalue().startswith("Edition 1 published; digest ")


def test_the_command_lists_every_problem_and_publishes_nothing():
    fill(a_guidance())
    Scenario.objects.get().citations.all().delete()
    said = StringIO()

    with pytest.raises(CommandError, match="Nothing was published: 1 problem"):
        call_command("publish", note="First edition.", stderr=said)

    assert "rests on no words of the policy" in said.getvalue()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("moment", ["tomorrow", "2026-13-01T00:00Z", "2099-01-01"])
def test_the_command_says_how_a_moment_is_written(moment):
    fill(a_guidance())

    with pytest.raises(CommandError, match="Write it like"):
        call_command("publish", note="For later.", in_force_from=moment)


def test_the_command_lets_an_edition_come_into_force_later():
    fill(a_guidance())

    call_command(
        "publish", note="Later.", in_force_from="2099-01-01T06:00Z", stdout=StringIO()
    )

    assert Edition.objects.get().in_force_from == datetime(2099, 1, 1, 6, tzinfo=UTC)


def test_the_command_publishes_nothing_that_a_scheduled_edition_would_undo():
    first_edition()
    written(a_guidance(scenarios=[a_scenario(answer="No, leave it there.")]))
    approved(*Submission.objects.all())
    later = "2099-01-01T06:00Z"
    call_command("publish", note="Later.", in_force_from=later, stdout=StringIO())
    said = StringIO()

    with pytest.raises(CommandError, match="Nothing was published"):
        call_command("publish", note="Urgent.", stderr=said)

    assert "Edition 2 comes into force later, and would take back" in said.getvalue()


def test_the_draft_is_published_as_it_is_only_once():
    first_edition()

    with pytest.raises(Refused, match="There is an edition already"):
        publish_first("Second edition.", at=NOON)

    assert Edition.objects.count() == 1


def test_a_first_edition_that_was_called_off_is_no_edition():
    fill(a_guidance())
    first = publish_first("First.", at=NOON, in_force_from=NOON + HOUR)
    call_off(first, "Not yet.", by=person("sue"), at=NOON)

    with pytest.raises(Refused, match="Nothing was published yet"):
        submitted("scenario", "ride-it")
    with pytest.raises(Refused, match="Nothing was published yet"):
        renew("scenario", "ride-it", by=person("sue"), at=NOON)
    assert publish_first("First, again.", at=NOON).number == 2


def test_the_command_says_when_nothing_is_approved():
    first_edition()
    said = StringIO()

    with pytest.raises(CommandError, match="Nothing was published: 1 problem"):
        call_command("publish", note="Nothing new.", stderr=said)

    assert "Nothing that is approved was chosen" in said.getvalue()


def test_the_command_publishes_what_is_approved_with_its_grade():
    first_edition()
    for each in written(
        a_guidance(scenarios=[a_scenario(answer="No, leave it.", steps=["Walk on."])])
    ):
        approved(each)

    call_command("publish", note="Steps.", grade="urgent", stdout=StringIO())

    edition = Edition.objects.get(number=2)
    assert (edition.grade, edition.published_by) == ("urgent", None)
    assert read(edition).guidance.scenarios[0].steps == ("Walk on.",)


def test_a_first_start_fills_an_empty_database_once(tmp_path, settings):
    settings.DATABASE_IS_LOCAL = True
    dump_pack(a_guidance(), tmp_path)
    first, again = StringIO(), StringIO()

    call_command("first_start", pack=tmp_path, stdout=first)
    call_command("first_start", pack=tmp_path, stdout=again)

    assert "Edition 1 published" in first.getvalue()
    assert "Demo accounts" in first.getvalue()
    assert again.getvalue() == ""
    assert Edition.objects.count() == 1


def test_a_first_start_makes_no_accounts_on_a_database_that_was_given(
    tmp_path, settings
):
    settings.DATABASE_IS_LOCAL = False
    dump_pack(a_guidance(), tmp_path)

    call_command("first_start", pack=tmp_path, stdout=StringIO())

    assert not User.objects.exists()


def test_a_first_start_with_a_broken_pack_imports_nothing(tmp_path):
    dump_pack(a_guidance(), tmp_path)
    (tmp_path / "department.yaml").write_text("name: [")

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("first_start", pack=tmp_path, stderr=StringIO())

    assert not Edition.objects.exists()
    assert not Scenario.objects.exists()

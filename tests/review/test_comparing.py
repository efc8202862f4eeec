"""The desk's page and the command: what the draft would change, before it does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.filling import fill
from guidance.authoring.models import Department, Scenario
from guidance.content.model import Guidance
from guidance.content.packs import dump_pack
from guidance.editions.library import library
from guidance.editions.recording import record
from tests.content.a_guidance import (
    BICYCLES,
    a_guidance,
    a_memo,
    a_scenario,
    a_section,
    a_wizard,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CHANGES = "/review/changes/"


@pytest.fixture(autouse=True)
def nothing_in_memory():
    library.forget()
    yield
    library.forget()


def signed_in(role: Role) -> Client:
    open_account(role.value, role)
    client = Client()
    client.force_login(User.objects.get(username=role.value))
    return client


def changed() -> Guidance:
    """The example guidance with a choice, a step and a section's words changed."""
    graph = {**BICYCLES, "is-it-yours": {**BICYCLES["is-it-yours"], "no": "take-it"}}
    section = a_section(body="An officer leaves a found bicycle where it stands.")
    return a_guidance(
        memos=[a_memo(sections=[section])],
        scenarios=[a_scenario(steps=["Write it down."])],
        wizards=[a_wizard(graph)],
    )


def published_and_drafted(draft: Guidance) -> None:
    record(a_guidance(), "First edition.", at=NOON)
    fill(draft)


def text(response) -> str:
    return unescape(" ".join(response.content.decode().split()))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_whoever_writes_or_publishes_sees_what_the_draft_would_change(role):
    published_and_drafted(changed())

    response = signed_in(role).get(CHANGES)

    assert response.status_code == 200
    assert "1 of 5 ways ends otherwise than before." in text(response)
    assert 'id="wizards/take-a-bicycle"' in text(response)
    assert "/editions/1/can-i/take-a-bicycle/?is-it-locked=no" in text(response)
    assert "Documents: 3 changed." in text(response)
    assert "Write it down." in text(response)


def test_the_forms_and_the_desk_lead_to_it():
    published_and_drafted(changed())
    trainer = signed_in(Role.TRAINER)
    scenario = Scenario.objects.get()

    desk = trainer.get("/admin/")
    form = trainer.get(f"/admin/authoring/scenario/{scenario.pk}/change/")

    assert f'href="{CHANGES}"' in text(desk)
    assert f'href="{CHANGES}#scenarios/ride-it"' in text(form)
    assert 'id="scenarios/ride-it"' in text(trainer.get(CHANGES))


def test_nobody_keeps_the_page():
    published_and_drafted(changed())

    response = signed_in(Role.SUPERVISOR).get(CHANGES)

    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_an_officer_may_not_see_it():
    assert signed_in(Role.OFFICER).get(CHANGES).status_code == 403


def test_whoever_is_not_signed_in_is_asked_to():
    response = Client().get(CHANGES)

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/?next=/review/changes/")


def test_looking_is_all_it_does():
    assert signed_in(Role.SUPERVISOR).post(CHANGES).status_code == 405


def test_a_draft_that_says_what_the_edition_says_changes_nothing():
    published_and_drafted(a_guidance())

    response = signed_in(Role.TRAINER).get(CHANGES)

    assert "The draft says what the edition in force says." in text(response)


def test_before_the_first_edition_everything_is_new():
    fill(a_guidance())

    response = signed_in(Role.TRAINER).get(CHANGES)

    assert "Nothing was published yet" in text(response)
    assert "Documents: 4 new." in text(response)


def test_what_cannot_be_read_yet_is_said_and_not_told_as_taken_out():
    published_and_drafted(changed())
    Scenario.objects.update(answer="No,\x07 leave it.")

    response = signed_in(Role.TRAINER).get(CHANGES)

    assert 'id="scenarios/ride-it"' in text(response)
    assert "because it is unfinished" in text(response)
    assert "Taken out" not in text(response)


def test_without_a_department_there_is_nothing_to_compare():
    published_and_drafted(changed())
    Department.objects.all().delete()

    response = signed_in(Role.TRAINER).get(CHANGES)

    assert response.status_code == 200
    assert "The department can't be read yet" in text(response)


def test_a_wizard_that_changes_much_costs_no_more_queries(
    django_assert_max_num_queries,
):
    published_and_drafted(changed())
    client = signed_in(Role.TRAINER)

    with django_assert_max_num_queries(60):
        client.get(CHANGES)


def said(*arguments: object, **options: object) -> str:
    output = StringIO()
    call_command("compare", *map(str, arguments), stdout=output, **options)
    return output.getvalue()


def packs(folder: Path) -> tuple[Path, Path]:
    before, after = folder / "before", folder / "after"
    dump_pack(a_guidance(), before)
    dump_pack(changed(), after)
    return before, after


def test_two_packs_are_compared_in_words_a_supervisor_reads(tmp_path):
    told = said(*packs(tmp_path))

    assert "1 way through 1 wizard ends otherwise than before" in told
    assert "No (o-leave-it) → No (o-take-it)" in told
    assert "is-it-locked? No → is-it-yours? No" in told
    assert "steps › 1: {+Write it down.+}" in told


def test_a_pack_and_itself_say_the_same(tmp_path):
    before, _ = packs(tmp_path)

    assert "Nothing: both say the same." in said(before, before)


def test_a_pack_that_fails_its_checks_is_compared_all_the_same(tmp_path):
    before, _ = packs(tmp_path)
    section = a_section(body="An officer takes it along.")
    dump_pack(a_guidance(memos=[a_memo(sections=[section])]), tmp_path / "broken")

    told = said(before, tmp_path / "broken")

    assert "4 quotations no longer stand in the section quoted" in told


def test_the_draft_is_compared_with_an_edition(tmp_path):
    published_and_drafted(changed())

    assert "What the draft changes in edition 1" in said("1", "draft")
    assert "What edition 1 changes in edition 1" in said("in-force", "1")


def test_everything_is_there_as_data(tmp_path):
    told = json.loads(said(*packs(tmp_path), format="json"))

    (wizard,) = told["wizards"]
    assert wizard["groups"][0]["lines"][0]["before"]["ref"] == "o-leave-it"
    assert [each["place"] for each in told["documents"]] == [
        "memos/bicycle-order",
        "scenarios/ride-it",
        "wizards/take-a-bicycle",
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("no-such-folder", "is no folder"),
        ("7", "There is no edition 7"),
        ("in-force", "No edition was in force"),
        ("draft", "The department can't be read yet"),
    ],
)
def test_what_is_not_there_is_said(tmp_path, name, sentence):
    before, _ = packs(tmp_path)

    with pytest.raises(CommandError, match=sentence):
        said(before, name)


def test_files_that_cannot_be_read_are_listed(tmp_path):
    before, after = packs(tmp_path)
    (after / "department.yaml").write_text("name: [")
    wrong = StringIO()

    with pytest.raises(CommandError, match="can't be read"):
        said(before, after, stderr=wrong)

    assert "department.yaml" in wrong.getvalue()

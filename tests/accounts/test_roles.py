"""What each role may do, and how its accounts come into being."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from guidance.accounts.demo import create_demo_accounts
from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role, grant_roles, permissions_of

pytestmark = pytest.mark.django_db


def may(role: Role) -> set[str]:
    return {
        f"{each.content_type.app_label}.{each.codename}"
        for each in permissions_of(role).select_related("content_type")
    }


def test_an_officer_may_do_nothing_that_needs_an_account():
    assert may(Role.OFFICER) == set()


def test_a_trainer_edits_the_draft_and_submits_it_and_nothing_else():
    changing = {each for each in may(Role.TRAINER) if ".view_" not in each}

    assert "authoring.change_scenario" in changing
    assert {each for each in changing if not each.startswith("authoring.")} == {
        "review.add_submission"
    }


def test_a_supervisor_sees_the_draft_and_decides_but_edits_nothing():
    held = may(Role.SUPERVISOR)

    assert "authoring.view_scenario" in held
    assert {each for each in held if ".view_" not in each} == {
        "editions.publish_edition",
        "editions.recall_answer",
        "review.add_approval",
    }


def test_only_an_administrator_manages_people():
    for role in Role:
        manages = "accounts.change_user" in may(role)
        assert manages == (role is Role.ADMINISTRATOR)


def test_granting_again_changes_nothing_and_takes_back_what_was_added():
    grant_roles()
    officers = Group.objects.get(name="officer")
    officers.permissions.set(permissions_of(Role.TRAINER))

    grant_roles()

    assert not officers.permissions.exists()
    assert Group.objects.count() == len(Role)


def test_the_demo_accounts_are_shown_once_and_can_sign_in(client):
    shown = create_demo_accounts()

    assert [name for name, _ in shown] == ["trainer", "supervisor", "administrator"]
    assert all(client.login(username=name, password=word) for name, word in shown)
    assert create_demo_accounts() == []


def test_a_demo_account_that_is_there_keeps_its_password():
    password = open_account("trainer", Role.TRAINER)

    shown = dict(create_demo_accounts())

    assert "trainer" not in shown
    assert User.objects.get(username="trainer").check_password(password)


def test_an_account_knows_its_roles_and_only_an_officer_is_kept_from_the_desk():
    for role in Role:
        open_account(f"a-{role}", role)
        user = User.objects.get(username=f"a-{role}")

        assert user.roles == {role}
        assert user.is_staff == (role is not Role.OFFICER)
        assert not user.is_superuser


def test_opening_an_account_that_exists_is_refused_with_a_sentence():
    call_command("open_account", "kim", "trainer", stdout=StringIO())

    with pytest.raises(CommandError, match="named “kim” already"):
        call_command("open_account", "kim", "supervisor", stdout=StringIO())


def test_the_command_says_what_it_granted():
    said = StringIO()

    call_command("grant_roles", stdout=said)

    assert "officer: 0 permissions" in said.getvalue()

"""Accounts to try the site with, on a database of one's own."""

from __future__ import annotations

from django.db import transaction

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role


@transaction.atomic
def create_demo_accounts() -> list[tuple[str, str]]:
    """Make one account for each role of the desk, named after it, where missing.

    Returns name and password of those made now. For a database of one's own only:
    whoever calls this sees to that.
    """
    there = set(User.objects.values_list("username", flat=True))
    return [
        (role.value, open_account(role.value, role))
        for role in Role
        if role.enters_the_desk and role.value not in there
    ]

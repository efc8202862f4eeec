"""Opening an account in a role; how a department lets its people in."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import Group
from django.db import transaction

from guidance.accounts.models import User
from guidance.accounts.roles import Role, grant_roles


@transaction.atomic
def open_account(username: str, role: Role) -> str:
    """Make an account in `role` and return its password, which is kept nowhere.

    Raises IntegrityError where the name is taken.
    """
    if not Group.objects.filter(name=role.value).exists():
        grant_roles()
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(
        username, password=password, is_staff=role.enters_the_desk
    )
    user.groups.add(Group.objects.get(name=role.value))
    return password

"""The roles, and what each may do.

A role is a group with permissions, so that every check asks Django for a permission
and nothing asks for a name. Permissions come into being with their tables, after all
migrations have run; so no migration can hand them out, and `grant_roles` does it: at
every start, from `first_start` or the command `grant_roles`. It may run as often as
it likes and takes back what a role should not have.
"""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet


class Role(StrEnum):
    """What somebody is here for."""

    OFFICER = "officer"
    TRAINER = "trainer"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"

    @property
    def enters_the_desk(self) -> bool:
        """Whether the role has anything to do in the admin."""
        return self is not Role.OFFICER


GUIDANCE = ["authoring", "editions", "review"]
"""The packages that hold guidance, by label."""


def _in(*labels: str) -> Q:
    return Q(content_type__app_label__in=labels)


VIEW = Q(codename__startswith="view_")
PEOPLE = _in("accounts") | Q(
    content_type__app_label="auth", content_type__model="group"
)

# Reading needs no account, so an officer's role holds nothing. An administrator is not
# a superuser: a superuser passes every check there will ever be, and could make others.
MAY: dict[Role, Q] = {
    Role.OFFICER: Q(pk__in=[]),
    Role.TRAINER: _in("authoring")
    | (_in(*GUIDANCE) & VIEW)
    | Q(content_type__app_label="review", codename="add_submission"),
    Role.SUPERVISOR: (_in(*GUIDANCE) & VIEW)
    | Q(
        content_type__app_label="editions",
        codename__in=["publish_edition", "recall_answer"],
    )
    | Q(content_type__app_label="review", codename="add_approval"),
    Role.ADMINISTRATOR: _in(*GUIDANCE) | PEOPLE,
}


def permissions_of(role: Role) -> QuerySet[Permission]:
    """Return what `role` may do, as far as the tables of today go."""
    return Permission.objects.filter(MAY[role])


@transaction.atomic
def grant_roles() -> None:
    """Make every role a group that has exactly its permissions."""
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set(permissions_of(role))

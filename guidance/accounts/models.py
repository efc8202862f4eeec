"""The people who sign in: trainers, supervisors, administrators.

Nothing is known of officers. Of those who work here as little as will do: the name
that stands beside what they wrote or approved.
"""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models

from guidance.accounts.roles import Role


class User(AbstractUser):
    """Somebody with an account, and the name that others know them by."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(
        max_length=150,
        blank=True,
        help_text="As colleagues know this person; shown beside what they wrote.",
    )

    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.name or self.username

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person has, asked for once."""
        names = self.groups.values_list("name", flat=True)
        return frozenset(Role(name) for name in names if name in set(Role))

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

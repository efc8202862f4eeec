"""`grant_roles`: give every role its permissions, after each upgrade."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from guidance.accounts.roles import Role, grant_roles, permissions_of


class Command(BaseCommand):
    help = "Make every role a group that has exactly its permissions."

    def handle(self, *args: Any, **options: Any) -> None:
        grant_roles()
        for role in Role:
            count = permissions_of(role).count()
            self.stdout.write(f"{role.value}: {count} permissions")

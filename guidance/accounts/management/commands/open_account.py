"""`open_account NAME ROLE`: let somebody in; the password is shown once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role


class Command(BaseCommand):
    help = "Open an account in a role, and show its password once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", choices=[role.value for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"]
        if User.objects.filter(username=username).exists():
            raise CommandError(f"There is an account named “{username}” already.")
        password = open_account(username, Role(options["role"]))
        self.stdout.write(f"{username}: {password}")
        self.stdout.write("Write the password down: it is shown this once.")

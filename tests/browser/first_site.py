"""What a new site holds, made in one process: a pack as its first edition, and people.

    python tests/browser/first_site.py fixtures/nypd people.json

writes the accounts, their names and passwords, into the file it is given.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

PEOPLE = {
    "teresa": "trainer",
    "susan": "supervisor",
    "sheila": "supervisor",
    "olga": "administrator",
    # On a site of their own, so that nobody's session is taken for one on the other.
    "nina": "trainer",
    "sue": "supervisor",
    "sam": "supervisor",
}


def main(pack: str, people: str) -> None:
    """Fill the database that DATABASE_URL names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "guidance.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("first_start", pack=Path(pack))
    Path(people).write_text(json.dumps(accounts()))


def accounts() -> dict[str, str]:
    """Let everybody in, and return their passwords by their names."""
    # Only now are there models to import.
    from guidance.accounts.opening import open_account
    from guidance.accounts.roles import Role

    return {name: open_account(name, Role(role)) for name, role in PEOPLE.items()}


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What a new site holds, made in one process: a pack as its first edition, and people.

    python tests/browser/first_site.py fixtures/nypd people.json

writes the accounts, their names and passwords, into the file it is given. Only those who
are named after it get one, if any are: a password is slow to make on purpose.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
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


def main(pack: str, people: str, *names: str) -> None:
    """Fill the database that DATABASE_URL names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "guidance.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("first_start", pack=Path(pack))
    Path(people).write_text(json.dumps(accounts(names or PEOPLE)))


def accounts(names: Iterable[str]) -> dict[str, str]:
    """Let them in, and return their passwords by their names."""
    # Only now are there models to import.
    from guidance.accounts.opening import open_account
    from guidance.accounts.roles import Role

    return {name: open_account(name, Role(PEOPLE[name])) for name in names}


if __name__ == "__main__":
    main(*sys.argv[1:])

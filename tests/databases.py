"""The databases of a run of tests: each a copy of one that is made once for the run.

Running every migration takes seconds, copying a database a fifth of one. Who needs the
original first makes it. The process that is through first takes it away; whoever is so
late as to need it then makes another.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from guidance import local_postgres

ROOT = Path(__file__).resolve().parents[1]
KNOWN = "select 1 from pg_database where datname = %s"
MIGRATE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "guidance.settings"
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("grant_roles", verbosity=0)
"""

Connection = psycopg.Connection[tuple[Any, ...]]
Environment = dict[str, str]


class Failed(Exception):
    """A command of the site ended badly; the text is what it said."""


@contextmanager
def database(name: str, template: str = "template1") -> Iterator[str]:
    """Yield the address of a new database, a copy of `template`."""
    with _maintenance() as connection:
        connection.execute(f"create database {name} template {template}")
        try:
            yield address(name)
        finally:
            connection.execute(f"drop database {name} with (force)")


@contextmanager
def migrated_copy(name: str, shared: Path) -> Iterator[str]:
    """Yield the address of a database that has every table, and nothing but the roles.

    `shared` is the folder of all processes of the run.
    """
    with copy_of_original("migrated", shared, _migrate, name) as found:
        yield found


@contextmanager
def copy_of_original(
    original: str, shared: Path, make: Callable[[str], None], name: str
) -> Iterator[str]:
    """Yield the address of a copy of what `make` makes, given an address to fill.

    The original goes with the first copy that does.
    """
    known = f"guidance_{original}_{sha256(os.fsencode(shared)).hexdigest()[:12]}"
    with _one_at_a_time(known) as connection:
        if not connection.execute(KNOWN, [known]).fetchone():
            _make(connection, known, make)
        connection.execute(f"create database {name} template {known}")
    try:
        yield address(name)
    finally:
        with _maintenance() as connection:
            connection.execute(f"drop database {name} with (force)")
            connection.execute(f"drop database if exists {known} with (force)")


def address(name: str) -> str:
    """Return where the database of that name is."""
    server = os.environ.get("DATABASE_URL") or local_postgres.start()
    return make_conninfo(server, dbname=name)


def command(program: str, *arguments: str, environment: Environment) -> str:
    """Have Python run a file, or -c a text, from the project's folder; return what it
    said. Raises Failed."""
    done = subprocess.run(
        [sys.executable, program, *arguments],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Failed(f"{program} {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _make(connection: Connection, name: str, make: Callable[[str], None]) -> None:
    # A database of that name is complete: it gets it last.
    unfinished = f"{name}_in_the_making"
    connection.execute(f"drop database if exists {unfinished} with (force)")
    with database(unfinished) as made:
        make(made)
        connection.execute(f"create database {name} template {unfinished}")


def _migrate(database_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": database_url}
    command("-c", MIGRATE, environment=environment)


@contextmanager
def _one_at_a_time(name: str) -> Iterator[Connection]:
    with _maintenance() as connection:
        connection.execute("select pg_advisory_lock(hashtext(%s))", [name])
        yield connection


def _maintenance() -> Connection:
    return psycopg.connect(address("postgres"), autocommit=True)

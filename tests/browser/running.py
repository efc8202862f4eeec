"""The site as a department would run it: the production server, production settings.

It has a database of its own, filled as a first start fills it, and ends with whoever
started it. The browser tests and the screenshots stand on it.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from guidance import local_postgres
from guidance.content.model import Guidance
from guidance.content.packs import dump_pack
from tests.databases import (
    ROOT,
    Environment,
    command,
    copy_of_original,
    database,
    migrated_copy,
)

LOCAL = ROOT / ".local"
STATIC = LOCAL / "static"

ON_THE_COPY = ("teresa", "susan", "sheila", "olga")

Account = tuple[str, str]
"""A name and a password."""


class NotRunning(Exception):
    """The site could not be started; the text is what it said."""


class Site(str):
    """The address of a running site, which also runs the site's commands."""

    environment: Environment
    accounts: dict[str, Account]
    """Who has an account; `first_site.py` says in which role."""

    def manage(self, *arguments: str) -> str:
        """Run `manage.py` on the site's database and return what it said."""
        return command("manage.py", *arguments, environment=self.environment)


@contextmanager
def running_site(folder: Path, pack: str = "fixtures/nypd") -> Iterator[Site]:
    """Yield the address of a new site; `folder` takes its people and its log."""
    with database(f"guidance_browser_{os.getpid()}") as database_url:
        _fill(database_url, folder, pack)
        with _site(_environment(database_url, STATIC), folder) as site:
            site.accounts = _accounts(folder)
            yield site


@contextmanager
def copied_site(folder: Path, shared: Path) -> Iterator[Site]:
    """Yield the address of a copy of the one site that a run of tests makes.

    Each process of the run has its own copy. `shared` is the folder of them all.
    """

    def fill(database_url: str) -> None:
        _fill(database_url, shared, "fixtures/nypd", *ON_THE_COPY)

    copy = f"guidance_browser_{os.getpid()}"
    with (
        copy_of_original("site", shared, fill, copy) as database_url,
        _site(_environment(database_url, STATIC), folder) as site,
    ):
        site.accounts = _accounts(shared)
        yield site


@contextmanager
def example_site(
    folder: Path, shared: Path, guidance: Guidance, *names: str
) -> Iterator[Site]:
    """Yield the address of a site with a small guidance of a test's own, which is
    quicker than with the whole pack, and with people of those names.

    A test may publish on it.
    """
    dump_pack(guidance, folder / "pack")
    with migrated_copy(f"guidance_example_{os.getpid()}", shared) as database_url:
        _fill(database_url, folder, str(folder / "pack"), *names)
        with _site(_environment(database_url, STATIC), folder) as site:
            site.accounts = _accounts(folder)
            yield site


def _fill(database_url: str, folder: Path, pack: str, *names: str) -> None:
    # As `make run` makes them, and anew only where one has changed.
    subprocess.run(["make", "--silent", ".local/static.done"], cwd=ROOT, check=True)
    people = str(folder / "people.json")
    environment = _environment(database_url, STATIC)
    made_by = "tests/browser/first_site.py"
    command(made_by, pack, people, *names, environment=environment)


def _accounts(folder: Path) -> dict[str, Account]:
    passwords = json.loads((folder / "people.json").read_text())
    return {name: (name, password) for name, password in passwords.items()}


@contextmanager
def _site(environment: dict[str, str], folder: Path) -> Iterator[Site]:
    server = [str(ROOT / "deploy" / "serve")]
    with served(server, environment, folder / "server.log") as address:
        site = Site(address)
        site.environment = environment
        yield site


def _environment(database_url: str, static: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "localhost",
        "SECURE_SSL": "off",
        "COUNT_AFTER_DAYS": "3",
        "STATIC_ROOT": str(static),
    }


@contextmanager
def served(
    command: list[str],
    environment: Environment,
    log: Path,
    *,
    ready: str = "/healthz",
) -> Iterator[str]:
    """Yield the address of what `command` serves on a free PORT, once it answers."""
    port = str(_free_port())
    address = f"http://localhost:{port}"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with log.open("w") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, "PATH": path, "PORT": port},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        _wait_until_ready(server, f"{address}{ready}", log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=15)


def _wait_until_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(200):
        with suppress(URLError, ConnectionError), urlopen(address):
            return
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.1)  # a pause, unless the server has ended
            break
    raise NotRunning(log.read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def own_postgres() -> Iterator[str]:
    """Yield the address of a PostgreSQL of one's own, to be stopped and started at will.

    `local_postgres` runs it, told for as long that it lives in another folder.
    """
    home, folder = local_postgres.HOME, LOCAL / f"outage-{os.getpid()}"
    local_postgres.HOME = folder / home.name
    try:
        yield local_postgres.start()
    finally:
        local_postgres.stop()
        local_postgres.HOME = home
        shutil.rmtree(folder)


def copy_database(here: str, there: str) -> None:
    """Dump the database `here` and restore it `there`, as an operator would."""
    binaries = local_postgres._binaries()
    dumped = subprocess.run(
        [binaries / "pg_dump", "--no-owner", here], check=True, capture_output=True
    )
    psql, stop = str(binaries / "psql"), "ON_ERROR_STOP=1"
    restore = [psql, "--quiet", "--no-psqlrc", "--set", stop, there]
    subprocess.run(restore, input=dumped.stdout, check=True, capture_output=True)


@contextmanager
def site_on(database_url: str, folder: Path, other: Site) -> Iterator[Site]:
    """Yield the address of a site on a database with the people of another site."""
    with _site(_environment(database_url, STATIC), folder) as site:
        site.accounts = other.accounts
        yield site

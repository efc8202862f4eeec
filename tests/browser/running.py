"""The site as a department would run it: the production server, production settings.

It has a database of its own, filled as a first start fills it, and ends with whoever
started it. The browser tests and the screenshots stand on it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from psycopg.conninfo import make_conninfo

from guidance import local_postgres

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
KNOWN = "select 1 from pg_database where datname = %s"

Connection = psycopg.Connection[tuple[Any, ...]]


class NotRunning(Exception):
    """The site could not be started; the text is what it said."""


class Site(str):
    """The address of a running site, which also runs the site's commands."""

    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run `manage.py` on the site's database and return what it said."""
        return _manage(*arguments, environment=self.environment)


@contextmanager
def running_site(folder: Path, pack: str = "fixtures/nypd") -> Iterator[Site]:
    """Yield the address of a new site; `folder` takes its static files and its log."""
    with _database(f"guidance_browser_{os.getpid()}") as database_url:
        environment = _environment(database_url, folder / "static")
        _fill(environment, pack)
        with _site(environment, folder) as site:
            yield site


@contextmanager
def copied_site(folder: Path, shared: Path, name: str = "browser") -> Iterator[Site]:
    """Yield the address of a copy of the one site that a run of tests makes.

    Each process of the run has its own copy, and one more under another `name` where
    its tests publish. `shared` is the folder of them all.
    """
    model = "guidance_model_" + sha256(os.fsencode(shared)).hexdigest()[:12]
    with ExitStack() as stack:
        with _one_at_a_time(model) as connection:
            if not connection.execute(KNOWN, [model]).fetchone():
                _make_model(connection, model, shared / "static")
            copy = _database(f"guidance_{name}_{os.getpid()}", model)
            environment = _environment(stack.enter_context(copy), shared / "static")
        with _site(environment, folder) as site:
            yield site
    if name != "browser":
        return
    # Whoever ends first takes it away; who is so late as to need it then makes another.
    with _one_at_a_time(model) as connection:
        connection.execute(f"drop database if exists {model}")


def _make_model(connection: Connection, model: str, static: Path) -> None:
    """Make what is copied. A database of that name is complete: it gets it last."""
    unfinished = f"guidance_browser_{os.getpid()}"
    with _database(unfinished) as database_url:
        _fill(_environment(database_url, static), "fixtures/nypd")
        connection.execute(f"create database {model} template {unfinished}")


@contextmanager
def _site(environment: dict[str, str], folder: Path) -> Iterator[Site]:
    server = [str(ROOT / "deploy" / "serve")]
    with served(server, environment, folder / "server.log") as address:
        site = Site(address)
        site.environment = environment
        yield site


@contextmanager
def _database(name: str, template: str = "template1") -> Iterator[str]:
    with _maintenance() as connection:
        connection.execute(f"create database {name} template {template}")
        try:
            yield make_conninfo(_server(), dbname=name)
        finally:
            connection.execute(f"drop database {name} with (force)")


@contextmanager
def _one_at_a_time(name: str) -> Iterator[Connection]:
    with _maintenance() as connection:
        connection.execute("select pg_advisory_lock(hashtext(%s))", [name])
        yield connection


def _maintenance() -> Connection:
    postgres = make_conninfo(_server(), dbname="postgres")
    return psycopg.connect(postgres, autocommit=True)


def _server() -> str:
    return os.environ.get("DATABASE_URL") or local_postgres.start()


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


def _fill(environment: dict[str, str], pack: str) -> None:
    _manage("collectstatic", "--no-input", environment=environment)
    _manage("migrate", environment=environment)
    _manage("first_start", "--pack", pack, environment=environment)


def _manage(*arguments: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NotRunning(f"{' '.join(arguments)}:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def served(
    command: list[str],
    environment: dict[str, str],
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
def site_on(database_url: str, folder: Path, static: str) -> Iterator[Site]:
    """Yield the address of a site on a database that is there already."""
    environment = _environment(database_url, Path(static))
    with _site(environment, folder) as site:
        yield site

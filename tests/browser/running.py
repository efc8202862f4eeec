"""The site as a department would run it: the production server, production settings.

It has a database of its own, filled as a first start fills it, and ends with whoever
started it. The browser tests and the screenshots stand on it.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from psycopg.conninfo import make_conninfo

from guidance import local_postgres

ROOT = Path(__file__).resolve().parents[2]


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
    with _new_database() as database_url:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "ALLOWED_HOSTS": "localhost",
            "SECURE_SSL": "off",
            "STATIC_ROOT": str(folder / "static"),
        }
        _manage("collectstatic", "--no-input", environment=environment)
        _manage("migrate", environment=environment)
        _manage("first_start", "--pack", pack, environment=environment)
        server = [str(ROOT / "deploy" / "serve")]
        with served(server, environment, folder / "server.log") as address:
            site = Site(address)
            site.environment = environment
            yield site


@contextmanager
def _new_database() -> Iterator[str]:
    server = os.environ.get("DATABASE_URL") or local_postgres.start()
    name = f"guidance_browser_{os.getpid()}"
    maintenance = make_conninfo(server, dbname="postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"create database {name}")
        try:
            yield make_conninfo(server, dbname=name)
        finally:
            connection.execute(f"drop database {name} with (force)")


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

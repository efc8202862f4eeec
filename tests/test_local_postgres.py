"""The checkout's own PostgreSQL, really started, each time in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from guidance import local_postgres


@pytest.fixture
def checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Path]:
    """A folder that takes itself for a checkout; what was started in it is stopped."""
    root = tmp_path / getattr(request, "param", "plain")
    root.mkdir()
    monkeypatch.setattr(local_postgres, "ROOT", root)
    monkeypatch.setattr(local_postgres, "HOME", root / ".local" / "postgres")
    yield root
    local_postgres.stop()


def asked(address: str, query: str) -> str:
    with psycopg.connect(address) as connection:
        return str(connection.execute(query).fetchall()[0][0])


def pid_of_the_server() -> int:
    folder = asked(local_postgres.address(), "show data_directory")
    return int(Path(folder, "postmaster.pid").read_text().split()[0])


def test_several_first_starts_at_once_make_one_server(checkout):
    with ThreadPoolExecutor() as pool:
        starts = [pool.submit(local_postgres.start) for _ in range(3)]
        addresses = {start.result() for start in starts}

    assert addresses == {local_postgres.address()}
    assert asked(addresses.pop(), "select current_database()") == "guidance"


def test_it_listens_on_no_port_and_lets_no_other_user_in(checkout):
    address = local_postgres.start()

    assert asked(address, "show listen_addresses") == ""
    socket_folder = Path(asked(address, "show unix_socket_directories"))
    assert socket_folder.stat().st_mode & 0o077 == 0


def test_what_was_stored_is_there_after_a_stop(checkout):
    address = local_postgres.start()
    with psycopg.connect(address) as connection:
        connection.execute("create table kept as select 'still here' as words")

    local_postgres.stop()
    local_postgres.start()

    assert asked(address, "select words from kept") == "still here"


def test_a_killed_server_comes_back(checkout):
    address = local_postgres.start()
    killed = pid_of_the_server()

    os.kill(killed, signal.SIGKILL)
    local_postgres.start()

    assert asked(address, "select 1") == "1"
    assert pid_of_the_server() != killed


@pytest.mark.parametrize(
    "checkout",
    ["with spaces & signs", "-".join(["deep"] * 25)],
    indirect=True,
    ids=["spaces", "long"],
)
def test_the_folder_may_have_any_name(checkout):
    address = local_postgres.start()

    assert asked(address, "select 1") == "1"


def test_a_stop_where_nothing_was_started_does_nothing(checkout):
    local_postgres.stop()

    assert list(checkout.iterdir()) == []


def test_a_stop_leaves_a_process_alone_that_only_has_the_old_number(checkout):
    local_postgres.start()
    data = Path(asked(local_postgres.address(), "show data_directory"))
    local_postgres.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (data / "postmaster.pid").write_text(f"{stranger.pid}\n")

        local_postgres.stop()

        assert stranger.poll() is None
        stranger.terminate()


def test_a_failed_start_says_where_to_look(checkout, monkeypatch):
    monkeypatch.setattr(local_postgres, "TRIES", 1)
    local_postgres.start()
    data = Path(asked(local_postgres.address(), "show data_directory"))
    local_postgres.stop()
    (data / "postgresql.conf").write_text("no_such_setting = on\n")

    with pytest.raises(local_postgres.NotStarted, match=r"server\.log says why"):
        local_postgres.start()


def test_a_folder_of_another_users_is_left_to_them(checkout):
    local_postgres.HOME.parent.mkdir()
    if os.geteuid() == 0:
        local_postgres.HOME.mkdir()
        os.chown(local_postgres.HOME, uid=12345, gid=-1)
    else:
        local_postgres.HOME.symlink_to("/usr")

    with pytest.raises(local_postgres.NotStarted, match="belongs to another user"):
        local_postgres.start()

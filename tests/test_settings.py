"""What an operator has to give, and what follows from it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from guidance.mail_url import mail
from guidance.settings import database, days, hours, kept_secret, without_address

ROOT = Path(__file__).resolve().parent.parent
SERVER = {
    "DATABASE_URL": "postgresql:///guidance",
    "SECRET_KEY": "a key of the operator's",
    "ALLOWED_HOSTS": "guidance.example.org, www.example.org",
}


def read_settings(*names: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import the settings anew and print some of them, as an operator's process would."""
    shown = ", ".join(f"settings.{name}" for name in names)
    script = f"import json\nfrom guidance import settings\nprint(json.dumps([{shown}]))"
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_server_stops_with_a_sentence_where_something_is_missing(missing):
    given = {name: value for name, value in SERVER.items() if name != missing}

    stopped = read_settings(**given)

    assert stopped.returncode == 1
    assert stopped.stderr.startswith(f"Set {missing}, for example {missing}=")
    assert "Traceback" not in stopped.stderr


def test_a_server_speaks_only_tls_and_has_no_demo_accounts():
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "DATABASE_IS_LOCAL"]

    read = read_settings(*names, **SERVER)

    assert json.loads(read.stdout) == [True, True, False]


@pytest.mark.parametrize("value", ["at night", "22:00", "22:00-25:00"])
def test_hours_that_cannot_be_read_stop_the_start(value):
    stopped = read_settings(**SERVER, RECALL_ALONE=value)

    assert stopped.returncode == 1
    assert stopped.stderr.startswith("Set RECALL_ALONE like RECALL_ALONE=22:00-06:00")


@pytest.mark.parametrize("value", ["1", "few", "-3", "3.5", "1000", "³"])
def test_days_of_counting_that_make_no_sense_stop_the_start(monkeypatch, value):
    monkeypatch.setenv("COUNT_AFTER_DAYS", value)

    with pytest.raises(SystemExit, match=r"^Set COUNT_AFTER_DAYS like COUNT_AFTER_DAY"):
        days("COUNT_AFTER_DAYS", "3", least=2)


def test_a_server_that_is_told_nothing_counts_nothing():
    read = read_settings("COUNT_AFTER_DAYS", "COUNT_FOR_DAYS", **SERVER)

    assert json.loads(read.stdout) == [0, 90]


def test_the_hours_of_acting_alone_are_read(monkeypatch):
    monkeypatch.setenv("RECALL_ALONE", "22:00 - 06:30")

    assert hours("RECALL_ALONE", "") == (time(22), time(6, 30))
    assert hours("NOTHING_OF_THE_KIND", "") is None


def test_a_trial_over_plain_http_has_to_be_asked_for():
    names = ["SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER"]

    read = read_settings(*names, **SERVER, SECURE_SSL="off")

    assert json.loads(read.stdout) == [False, 0, None]


def test_hosts_are_a_list_with_commas_and_the_health_check_may_ask_too():
    read = read_settings("ALLOWED_HOSTS", **SERVER)

    hosts = ["guidance.example.org", "www.example.org", "localhost"]
    assert json.loads(read.stdout) == [hosts]


def test_a_checkout_that_is_told_nothing_has_all_it_needs():
    read = read_settings("DATABASE_IS_LOCAL", "SECURE_SSL_REDIRECT")

    assert json.loads(read.stdout) == [True, False]


def test_mail_goes_where_one_address_says():
    names = ["EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD"]
    names += ["EMAIL_USE_TLS", "EMAIL_USE_SSL", "DEFAULT_FROM_EMAIL", "SITE_URL"]
    url = "smtp+tls://desk:p%40ss@mail.example.org"

    read = read_settings(*names, **SERVER, EMAIL_URL=url)

    smtp = "django.core.mail.backends.smtp.EmailBackend"
    server = [smtp, "mail.example.org", 587, "p@ss", True, False]
    site = ["guidance@guidance.example.org", "https://guidance.example.org"]
    assert json.loads(read.stdout) == server + site


def test_a_server_that_is_told_no_mail_server_sends_none():
    read = read_settings("EMAIL_BACKEND", **SERVER)

    assert json.loads(read.stdout) == ["django.core.mail.backends.dummy.EmailBackend"]


@pytest.mark.parametrize("url", ["mail.example.org", "imap://mail", "smtp://mail:no"])
def test_a_mail_address_that_means_nothing_stops_the_start_with_a_sentence(url):
    with pytest.raises(SystemExit, match=r"^Set EMAIL_URL, for example"):
        mail(url)


def test_a_checkout_writes_its_mails_to_files():
    read = read_settings("EMAIL_BACKEND", "EMAIL_FILE_PATH", "SITE_URL")

    files = "django.core.mail.backends.filebased.EmailBackend"
    folder = str(ROOT / ".local" / "mail")
    assert json.loads(read.stdout) == [files, folder, "http://localhost:8000"]


def test_a_worker_of_a_checkout_knows_that_the_database_is_its_own():
    worker = "import os, runpy; runpy.run_module('guidance.settings'); "
    worker += "print(runpy.run_module('guidance.settings')['DATABASE_IS_LOCAL'])"

    said = subprocess.check_output(
        [sys.executable, "-c", worker],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        text=True,
    )

    assert said == "True\n"


def test_a_database_may_be_on_a_host_or_on_a_socket():
    remote = database("postgresql://desk:s%40fe@db.example.org:5433/guidance")
    socket = database("postgresql:///guidance?host=/run/postgresql&sslmode=disable")

    assert remote["HOST"] == "db.example.org"
    assert remote["PASSWORD"] == "s@fe"
    assert remote["PORT"] == "5433"
    assert socket["HOST"] == "/run/postgresql"
    assert socket["OPTIONS"]["sslmode"] == "disable"


def test_a_secret_is_made_once_and_closed_to_others(tmp_path):
    first = kept_secret(tmp_path / "secret_key")

    assert len(first) >= 50
    assert kept_secret(tmp_path / "secret_key") == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_what_an_officer_asked_for_is_not_in_the_log() -> None:
    logger = logging.getLogger("django.request")
    record = logger.makeRecord(
        logger.name,
        logging.ERROR,
        __file__,
        1,
        "%s: %s",
        ("Service Unavailable", "/questions/hand-over-on-an-i-200/"),
        None,
        extra={"request": object()},
    )

    assert without_address(record)

    assert record.getMessage() == "Service Unavailable"

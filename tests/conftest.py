"""What every test stands on: the real settings, except for what only costs time.

The database is a new one on the PostgreSQL of the settings, and carries the number of
this process, so that two runs in one checkout don't meet.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.databases import migrated_copy

ROOT = Path(__file__).resolve().parent.parent

# The same few examples for everybody, however long they take: two cores may be busy.
hypothesis.settings.register_profile(
    "here",
    derandomize=True,
    deadline=None,
    max_examples=12,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    database=None,
)
hypothesis.settings.load_profile("here")
hypothesis.configuration.set_hypothesis_home_dir(ROOT / ".local" / "hypothesis")

# Playwright's plain interface runs an event loop in this thread as long as a browser is
# open, and Django would take every query after that for one made in a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Looking through everything in memory for what nothing refers to, as often as Python
# does it by itself, takes a tenth of a run.
gc.set_threshold(200_000, 20, 100)

PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser last: what is quick to fail comes first."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Hash no files and no passwords slowly; the browser tests run the real thing."""
    with override_settings(
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": PLAIN_FILES},
        },
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        # Reading a whole pack takes the model seconds; the tests of the search have it.
        SEARCH_BY_MEANING=False,
    ):
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, shared: Path
) -> Iterator[None]:
    """Give whoever asks for it a database with every table, of this process's own.

    pytest-django's own makes none where no test of the run is marked `django_db`, and a
    fixture that unblocks the database would then write to the checkout's own.
    """
    name = f"test_guidance_{os.getpid()}"
    connection.settings_dict["OPTIONS"].pop("pool", None)
    with migrated_copy(name, shared):
        connection.settings_dict["NAME"] = name
        yield
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let a test commit, for several connections to see, and empty the tables after it.

    pytest-django's own way is TRUNCATE, which the record refuses. A superuser may switch
    the triggers off.
    """
    with django_db_blocker.unblock():
        yield
        kept = {"django_migrations", "django_content_type", "auth_permission"}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table in {*connection.introspection.table_names(cursor)} - kept:
                cursor.execute(f'DELETE FROM "{table}"')

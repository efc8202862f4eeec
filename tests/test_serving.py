"""The production server when something it stands on is missing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.running import served
from tests.databases import ROOT


@pytest.fixture(scope="module")
def without_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that was started while Postgres was away."""
    folder: Path = tmp_path_factory.mktemp("nowhere")
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql:///guidance?host={folder}",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "localhost",
        "SECURE_SSL": "off",
        "STATIC_ROOT": str(folder),
    }
    # Without the list of hashed files no template could name a stylesheet.
    (folder / "staticfiles.json").write_text(MANIFEST)
    command = [str(ROOT / "deploy" / "serve")]
    with served(command, environment, folder / "server.log") as address:
        yield address
    log = (folder / "server.log").read_text()
    assert "/questions/" not in log


def manifest() -> str:
    """Return a list of hashed files in which every file keeps its name."""
    files = [
        str(path.relative_to(ROOT / "static"))
        for path in (ROOT / "static").rglob("*")
        if path.is_file()
    ]
    paths = ", ".join(f'"{each}": "{each}"' for each in [*files, *HTMX])
    return f'{{"paths": {{{paths}}}, "version": "1.1", "hash": ""}}'


HTMX = ["django_htmx/htmx-2.min.js"]
MANIFEST = manifest()


def answered(address: str) -> tuple[int, str]:
    try:
        with urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_a_process_without_a_database_is_alive(without_database: str) -> None:
    assert answered(f"{without_database}/healthz") == (200, "alive\n")


def test_it_says_that_it_has_nothing_to_serve(without_database: str) -> None:
    status, said = answered(f"{without_database}/readyz")

    assert status == 503
    assert "nothing to serve" in said


def test_an_officer_gets_a_sentence_and_not_an_empty_page(
    without_database: str,
) -> None:
    status, page = answered(f"{without_database}/questions/hand-over-on-an-i-200/")

    assert status == 503
    assert "Ask your supervisor" in page

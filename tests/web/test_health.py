"""Health: alive without a database, ready only with something to serve."""

from __future__ import annotations

import pytest

from guidance.editions.library import library


@pytest.mark.usefixtures("nothing_in_memory")
def test_a_process_is_alive_without_a_database(client):
    assert client.get("/healthz").content == b"alive\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("nothing_in_memory")
def test_a_site_without_an_edition_is_not_ready(client):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"status": "nothing to serve"}


@pytest.fixture
def nothing_in_memory():
    library.forget()
    yield
    library.forget()

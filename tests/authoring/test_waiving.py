"""Waiving a warning at the desk: with a reason, and signed."""

from __future__ import annotations

import pytest
from django.test import Client

from guidance.authoring.models import Waiver
from tests.authoring.forms import opened

ADD = "/admin/authoring/waiver/add/"
ASKED = {
    "finding": "reading-grade-0123456789ab",
    "document": "scenarios/ride-it",
    "sentence": "It reads at grade 11.",
}

REASON = "The words are the law's own."

pytestmark = pytest.mark.django_db


def test_the_page_opens_with_what_the_check_says(tess: Client):
    page = tess.get(ADD, ASKED).content.decode()

    assert "It reads at grade 11." in page
    assert "reading-grade-0123456789ab" in page


def test_a_waiver_is_signed_with_the_name_of_whoever_saves_it(tess: Client):
    typed = opened(tess, ADD) | ASKED | {"reason": REASON, "by": "Somebody Else"}

    answer = tess.post(ADD, typed)

    assert answer.status_code == 302
    waiver = Waiver.objects.get()
    assert waiver.by == "tess"
    assert waiver.reason == REASON


def test_a_waiver_needs_a_reason(tess: Client):
    answer = tess.post(ADD, opened(tess, ADD) | ASKED | {"reason": " "})

    assert answer.status_code == 200
    assert not Waiver.objects.exists()

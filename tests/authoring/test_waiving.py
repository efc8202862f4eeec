"""Waiving a warning at the desk: with a reason, and signed."""

from __future__ import annotations

import pytest
from django.test import Client

from guidance.authoring.draft_findings import examine_draft
from guidance.authoring.filling import fill
from guidance.authoring.models import Waiver
from guidance.content.findings import Finding
from guidance.content.model import Guidance
from tests.authoring.conftest import NOON
from tests.authoring.forms import opened
from tests.content.a_guidance import a_guidance, a_scenario

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


def hard_to_read(draft: Guidance) -> Finding:
    answer = "Departmental authorization necessitates careful consideration."
    fill(a_guidance(scenarios=[a_scenario(answer=answer)]))
    [finding] = examine_draft(at=NOON).findings
    return finding


def test_the_check_offers_to_let_a_warning_stand(tess: Client, draft: Guidance):
    finding = hard_to_read(draft)

    page = tess.get("/admin/check/").content.decode()

    assert 'data-severity="warning"' in page
    assert f"{ADD}?finding={finding.name}&amp;document=scenarios" in page


def test_the_lists_count_open_warnings_and_not_waived_ones(tess, draft: Guidance):
    finding = hard_to_read(draft)
    asked = {"finding": finding.name, "document": finding.document}
    asked |= {"sentence": finding.sentence, "reason": REASON}
    scenarios = "/admin/authoring/scenario/"
    counted = '<a href="/admin/check/?document=scenarios/ride-it">1</a>'

    assert counted in tess.get(scenarios).content.decode()
    tess.post(ADD, opened(tess, ADD) | asked)
    assert counted not in tess.get(scenarios).content.decode()


def test_whoever_only_looks_is_not_offered_it(sue: Client, draft: Guidance):
    hard_to_read(draft)

    assert ADD not in sue.get("/admin/check/").content.decode()


def test_a_warning_that_stands_is_shown_with_who_and_why(tess: Client, draft: Guidance):
    finding = hard_to_read(draft)
    asked = {"finding": finding.name, "document": finding.document}
    asked |= {"sentence": finding.sentence, "reason": REASON}
    tess.post(ADD, opened(tess, ADD) | asked)

    page = tess.get("/admin/check/").content.decode()

    assert "Nothing keeps the draft from being published." in page
    assert 'data-waived="reading-grade"' in page
    assert "(tess, " in page

"""What the builder says of a wizard while it is built: beside the node, or where else."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from guidance.authoring.filling import fill
from guidance.authoring.models import Case, Department, Scenario, Waiver
from tests.authoring.building.pressing import HTMX, outcome, press, question, screen
from tests.authoring.conftest import NOON
from tests.authoring.forms import page_of
from tests.content.a_guidance import a_case, a_scenario, with_cases

pytestmark = pytest.mark.django_db


def test_findings_stand_beside_the_node_they_concern(tess):
    press(tess, question("is-it-yours"), choices__0__leads_to="")

    page: Any = tess.get(screen(), headers=HTMX)
    of_node = page.context["judged"].of_node
    kinds = {key: [each.kind for each in found] for key, found in of_node.items()}
    assert kinds[f"question-{question('is-it-yours').pk}"] == ["dead-end"]
    assert kinds[f"outcome-{outcome('take-it').pk}"] == ["unreachable"]


def test_what_hangs_on_the_wizard_is_judged_with_it_and_says_where_it_is_mended(tess):
    path = {"is-it-locked": "no", "is-it-yours": "no"}
    settled = a_scenario(settled_by={"wizard": "take-a-bicycle", "answers": path})
    fill(with_cases(a_case(), scenarios=[settled]))
    Department.objects.update(banned_words=["velocipede"])
    press(tess, outcome("leave-it"), verdict="yes", headline="Ride the velocipede.")

    judged = tess.get(screen(), headers=HTMX).context["judged"]

    told = {(each.name, each.finding.kind) for each in judged.beside}
    scenario, case = Scenario.objects.get(), Case.objects.get()
    assert (str(scenario), "settled-otherwise") in told
    assert (str(case), "case-differs") in told
    of_node = judged.of_node[f"outcome-{outcome('leave-it').pk}"]
    assert [each.kind for each in of_node] == ["banned-word"]
    page = tess.get(screen()).content.decode()
    assert f'href="{page_of(case)}"' in page
    assert "the wizard, its 1 case, and the 1 question it settles" in page
    checked = tess.get(reverse("admin:check"), {"document": "wizards/take-a-bicycle"})
    assert {each.kind for _, each, _ in checked.context["found"]} >= {
        "settled-otherwise",
        "case-differs",
    }


def test_a_warning_that_was_waived_is_counted_and_not_told_again(tess):
    Department.objects.update(banned_words=["answer"])
    before = tess.get(screen(), headers=HTMX).context["judged"]
    [finding] = before.of_node[f"outcome-{outcome('leave-it').pk}"]
    Waiver.objects.create(
        finding=finding.name, document=finding.document, sentence=finding.sentence,
        reason="It stays.", by="Sue", at=NOON.date(), edited_at=NOON,
    )  # fmt: skip

    after = tess.get(screen(), headers=HTMX).context["judged"]

    assert after.waived == 1
    assert after.count == before.count - 1


def test_words_that_are_too_hard_are_told_with_their_grade(tess):
    hard = (
        "Notwithstanding contradictory administrative determinations, immediately "
        "communicate organisational responsibilities concerning identification."
    )
    press(tess, outcome("ask"), headline=hard)
    press(tess, outcome("leave-it"), steps="Do it now, and do it as you see fit to.")

    page = tess.get(screen()).content.decode()
    assert "<span>grade " not in page  # what is easier than a first grade has none
    assert 'class="node__hard">grade ' in page
    assert "Use shorter sentences" in page

"""Rows that only one of two people has: each is kept or left out, as somebody chooses."""

from __future__ import annotations

from typing import Any

import pytest

from guidance.authoring.filling import fill
from guidance.authoring.models import Case, Choice, Scenario, ScenarioCitation, Section
from tests.authoring.building.pressing import (
    as_it_is,
    opened,
    outcome,
    press,
    question,
    send,
)
from tests.authoring.forms import adding, page_of
from tests.authoring.forms import opened as page_opened
from tests.authoring.test_conflicts import opened_again, opened_with_marks
from tests.content.a_guidance import a_case, with_cases

THEIRS, YOURS = "theirs", "yours"


def scenario_page() -> str:
    return page_of(Scenario.objects.get())


def cited(client: Any, words: str) -> dict[str, str]:
    """Return the scenario's form with one more citation in it."""
    section = Section.objects.get()
    data = opened_with_marks(client, scenario_page())
    return adding(data, "citations", section=section.ref, words=words)


def words() -> set[str]:
    return set(ScenarioCitation.objects.values_list("words", flat=True))


def told(page: Any) -> Any:
    """Return the one row that only one side has."""
    [row] = [each for each in page.context["conflict"] if each.is_row]
    return row


def choosing(page: Any, choice: str) -> dict[str, str]:
    """Return what the page of a refused save sends, with the row's radio chosen."""
    row = told(page)
    sent = f"theirs {row.mark}" if choice == THEIRS else choice
    versions = {"opened_values": page.context["opened_values"]}
    return opened_again(page) | versions | {f"take:{row.name}": sent}


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (THEIRS, {"leaves a found bicycle", "An officer"}),
        (YOURS, {"leaves a found bicycle"}),
    ],
)
def test_a_row_added_by_somebody_else_is_kept_or_left_out(tess, tom, choice, left):
    hers = opened_with_marks(tess, scenario_page()) | {"answer": "By Tess."}
    tom.post(scenario_page(), cited(tom, "An officer"))

    page = tess.post(scenario_page(), hers)
    answer = tess.post(scenario_page(), choosing(page, choice))

    row = told(page)
    assert row.place == "Citation that somebody else added"
    assert "Words: An officer" in row.theirs
    assert (row.yours, row.is_untouched) == ("", True)
    assert "Leave it out" in page.content.decode()
    assert answer.status_code == 302
    assert words() == left
    assert Scenario.objects.get().answer == "By Tess."


@pytest.mark.parametrize(("choice", "left"), [(THEIRS, set()), (YOURS, {"An officer"})])
def test_a_row_taken_out_by_somebody_else_comes_back_or_not(tess, tom, choice, left):
    hers = opened_with_marks(tess, scenario_page())
    hers["citations-0-words"] = "An officer"
    his = page_opened(tom, scenario_page()) | {"citations-0-DELETE": "on"}
    tom.post(scenario_page(), his)

    page = tess.post(scenario_page(), hers)
    answer = tess.post(scenario_page(), choosing(page, choice))

    row = told(page)
    assert row.place == "Citation that somebody else took out"
    assert (row.theirs, row.is_untouched) == ("", False)  # she had work in it
    assert "Words: An officer" in row.yours
    assert answer.status_code == 302
    assert words() == left


def test_a_row_she_left_alone_stays_taken_out_unless_she_says_otherwise(tess, tom):
    hers = opened_with_marks(tess, scenario_page()) | {"answer": "By Tess."}
    his = page_opened(tom, scenario_page()) | {"citations-0-DELETE": "on"}
    tom.post(scenario_page(), his)

    page = tess.post(scenario_page(), hers)

    assert told(page).is_untouched


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (THEIRS, {"leaves a found bicycle"}),
        (YOURS, {"leaves a found bicycle", "An officer"}),
    ],
)
def test_a_row_of_ones_own_is_kept_or_left_out(tess, tom, choice, left):
    hers = cited(tess, "An officer")
    tom.post(scenario_page(), page_opened(tom, scenario_page()) | {"answer": "By Tom."})

    page = tess.post(scenario_page(), hers)
    answer = tess.post(scenario_page(), choosing(page, choice))

    row = told(page)
    assert row.place == "Citation new in your form"
    assert (row.theirs, row.is_untouched) == ("", False)
    assert answer.status_code == 302
    assert words() == left


def test_what_was_written_into_a_row_after_the_choice_stands(tess, tom):
    hers = cited(tess, "An officer")
    tom.post(scenario_page(), page_opened(tom, scenario_page()) | {"answer": "By Tom."})
    page = tess.post(scenario_page(), hers)

    again = choosing(page, THEIRS) | {"citations-1-words": "a found bicycle"}
    tess.post(scenario_page(), again)

    assert words() == {"leaves a found bicycle", "a found bicycle"}


def test_both_added_a_row_and_the_one_says_what_becomes_of_each(tess, tom):
    hers = cited(tess, "An officer")
    tom.post(scenario_page(), cited(tom, "a found bicycle"))
    page = tess.post(scenario_page(), hers)
    names = {each.place: each.name for each in page.context["conflict"]}

    again = opened_again(page) | {
        f"take:{names['Citation that somebody else added']}": YOURS,
        f"take:{names['Citation new in your form']}": YOURS,
    }
    answer = tess.post(scenario_page(), again)

    assert answer.status_code == 302
    assert words() == {"leaves a found bicycle", "An officer"}


@pytest.mark.parametrize("choice", [YOURS, THEIRS, "", "\0"])
def test_a_choice_about_a_row_that_is_not_there_changes_nothing(tess, choice):
    own = f"citations+{ScenarioCitation.objects.get().pk}"
    names = ["+", "citations+", "citations+x", "citations+99", "gone+1", "gone-1", own]
    names += ["citations-0", "citations-99", "-1"]
    typed = page_opened(tess, scenario_page())

    answer = tess.post(
        scenario_page(), typed | {f"take:{name}": choice for name in names}
    )

    assert answer.status_code == 302
    assert words() == {"leaves a found bicycle"}


def panel_choosing(page: Any, hers: dict[str, str], choice: str) -> dict[str, str]:
    panel = page.context["panel"]
    [row] = [each for each in panel.conflict if each.is_row]
    version = panel.form["opened_version"].value()
    return hers | {"opened_version": version, f"take:{row.name}": choice}


def labels() -> list[str]:
    return [each.label for each in as_it_is().nodes["is-it-locked"].choices]


@pytest.mark.parametrize(("choice", "has"), [(THEIRS, True), (YOURS, False)])
def test_a_choice_added_in_the_builder_is_kept_or_left_out(tess, tom, choice, has):
    node = question("is-it-locked")
    hers = opened(tess, node) | {"choices-3-label": "Not quite"}
    press(tom, node, choices__3__label="Half", choices__3__leads_to="")

    page = send(tess, node, hers)
    sent = page.context["panel"].conflict
    [his] = [each for each in sent if each.place == "Choice that somebody else added"]
    again = hers | {
        "opened_version": page.context["panel"].form["opened_version"].value(),
        f"take:{his.name}": choice,
    }
    answer = send(tess, node, again)

    assert "Label: Half" in his.theirs
    assert answer.status_code == 303
    assert ("Half" in labels(), "Not quite" in labels()) == (has, True)


def test_a_choice_that_a_case_answers_with_is_not_left_out(tess, tom):
    fill(with_cases(a_case()))
    node = question("is-it-locked")
    hers = opened(tess, node)
    press(tom, node, choices__3__label="Half")
    half = Choice.objects.get(label="Half")
    Case.objects.get().answers.create(choice=half)
    page = send(tess, node, hers, text="Hers?")

    answer = send(tess, node, panel_choosing(page, hers, YOURS), text="Hers?")

    assert answer.status_code == 409
    assert "the case “The bicycle is locked”" in answer.content.decode()
    # What was chosen can be seen, and taken back.
    assert 'name="choices-3-DELETE"' in answer.content.decode()
    assert "Half" in labels()


def test_a_choice_taken_out_in_a_stale_form_is_taken_out_when_chosen(tess, tom):
    node = question("is-it-locked")
    hers = opened(tess, node)
    press(tom, node, text="His?")

    page = send(tess, node, hers, "drop choices-1")
    body = page.content.decode()
    ticked = {"choices-1-DELETE": "on"} if 'name="choices-1-DELETE"' in body else {}
    answer = send(tess, node, panel_choosing(page, hers | ticked, YOURS))

    assert answer.status_code == 303
    assert len(labels()) == 2


def test_a_citation_deleted_by_the_other_in_the_builder_stays_deleted(tess, tom):
    hers = opened(tess, outcome("ask"))
    press(tom, outcome("ask"), "drop citations-0")

    page = send(tess, outcome("ask"), hers, headline="Hers.")
    panel = page.context["panel"]
    [row] = [each for each in panel.conflict if each.is_row]
    chosen = {f"take:{row.name}": f"theirs {row.mark}", "headline": "Hers."}
    answer = send(tess, outcome("ask"), sent_by(panel) | chosen)

    assert row.is_untouched
    assert answer.status_code == 303
    assert not outcome("ask").citations.exists()
    assert outcome("ask").headline == "Hers."


def sent_by(panel: Any) -> dict[str, str]:
    """Return what the open form sends as it stands there."""
    forms = [*panel.rows(), *(each.management_form for each in panel.formsets.values())]
    return {
        bound.html_name: "" if bound.value() is None else str(bound.value())
        for form in forms
        for bound in form
        if bound.value() is not False
    }

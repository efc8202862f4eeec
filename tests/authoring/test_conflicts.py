"""Two trainers on one page: nobody overwrites anybody without seeing it."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from guidance.accounts.models import User
from guidance.authoring.filling import fill
from guidance.authoring.models import (
    Memo,
    Question,
    Scenario,
    ScenarioCitation,
    Section,
    Wizard,
)
from guidance.authoring.models.editing import Overtaken
from tests.authoring.conftest import NOON, signed_in
from tests.authoring.forms import adding, opened, page_of
from tests.content.a_guidance import a_guidance


def scenario_page() -> str:
    return page_of(Scenario.objects.get())


def test_a_stale_form_is_refused_and_shows_both_texts(tess, tom):
    hers, his = opened(tess, scenario_page()), opened(tom, scenario_page())
    tom.post(scenario_page(), his | {"answer": "No. By Tom."})

    page = tess.post(scenario_page(), hers | {"answer": "No. By Tess."})

    assert page.status_code == 409
    [difference] = page.context["conflict"]
    assert (difference.theirs, difference.yours) == ("No. By Tom.", "No. By Tess.")
    assert "Nothing was saved" in page.content.decode()
    assert Scenario.objects.get().answer == "No. By Tom."


def test_a_stale_form_keeps_what_was_typed(tess, tom):
    hers = opened(tess, scenario_page()) | {
        "answer": "No. By Tess.",
        "steps": "One\r\nTwo",
        "citations-0-words": "a found bicycle where it is",
    }
    tom.post(scenario_page(), opened(tom, scenario_page()) | {"answer": "By Tom."})

    page = tess.post(scenario_page(), hers).content.decode()

    for typed in ("No. By Tess.", "One\r\nTwo", "a found bicycle where it is"):
        assert typed in page


def test_saving_again_after_seeing_both_replaces_theirs(tess, tom):
    hers = opened(tess, scenario_page()) | {"answer": "No. By Tess."}
    tom.post(scenario_page(), opened(tom, scenario_page()) | {"answer": "By Tom."})
    shown = tess.post(scenario_page(), hers).context["adminform"].form

    decided = hers | {"opened_version": shown["opened_version"].value()}
    response = tess.post(scenario_page(), decided)

    assert response.status_code == 302
    assert Scenario.objects.get().answer == "No. By Tess."


def test_what_should_stand_is_chosen_field_by_field(tess, tom):
    hers = opened_with_marks(tess, scenario_page()) | {
        "answer": "No. By Tess.",
        "question": "Mine?",
    }
    hers["citations-0-words"] = "An officer"
    his = {"answer": "By Tom.", "detail": "By Tom.", "citations-0-words": "found"}
    tom.post(scenario_page(), opened(tom, scenario_page()) | his)

    page = tess.post(scenario_page(), hers)
    told = {each.name: each for each in page.context["conflict"]}
    untouched = {name for name, each in told.items() if each.is_untouched}
    chosen = {
        "take:answer": f"theirs {told['answer'].mark}",
        "take:detail": f"theirs {told['detail'].mark}",
        "take:question": "yours",
        "take:citations-0-words": f"theirs {told['citations-0-words'].mark}",
    }
    tess.post(scenario_page(), opened_again(page) | chosen)

    assert untouched == {
        "detail"
    }  # what she left alone is his unless she says otherwise
    saved = Scenario.objects.get()
    assert (saved.answer, saved.detail) == ("By Tom.", "By Tom.")
    assert saved.question == "Mine?"
    assert saved.citations.get().words == "found"


def test_what_was_written_after_the_choice_stands(tess, tom):
    hers = opened(tess, scenario_page()) | {"answer": "No. By Tess."}
    hers["citations-0-DELETE"] = "on"
    tom.post(scenario_page(), opened(tom, scenario_page()) | {"answer": "By Tom."})
    page = tess.post(scenario_page(), hers)
    told = {each.name: each for each in page.context["conflict"]}
    take = {f"take:{name}": f"theirs {each.mark}" for name, each in told.items()}

    again = opened_again(page) | take | {"answer": "No. By both."}
    response = tess.post(scenario_page(), again)

    assert response.status_code == 302
    assert Scenario.objects.get().answer == "No. By both."
    assert ScenarioCitation.objects.count() == 1  # that it stays was chosen


@pytest.mark.parametrize("sent", ["", "theirs x", "theirs", "\0"])
def test_a_choice_of_what_is_not_there_changes_nothing(tess, sent):
    names = ["take:", "take:gone", "take:gone-0-words", "take:citations-99-words"]
    typed = opened(tess, scenario_page()) | dict.fromkeys(names, sent)

    assert tess.post(scenario_page(), typed).status_code == 302
    assert tess.post("/admin/authoring/scenario/x/change/", typed).status_code == 409
    assert Scenario.objects.get().answer == "No, leave it."


def opened_with_marks(client, address: str) -> dict[str, str]:
    marks = client.get(address).context["opened_values"]
    return opened(client, address) | {"opened_values": marks}


def test_a_change_to_a_row_below_makes_the_page_stale(tess, tom):
    hers, his = opened(tess, scenario_page()), opened(tom, scenario_page())
    tom.post(scenario_page(), his | {"citations-0-words": "found bicycle"})

    page = tess.post(scenario_page(), hers | {"citations-0-words": "An officer"})

    [difference] = page.context["conflict"]
    assert difference.place.endswith(": Words")
    assert (difference.theirs, difference.yours) == ("found bicycle", "An officer")
    assert ScenarioCitation.objects.get().words == "found bicycle"


def test_a_row_added_meanwhile_is_shown_and_stays(tess, tom):
    hers, his = opened(tess, scenario_page()), opened(tom, scenario_page())
    section = Section.objects.get()
    tom.post(
        scenario_page(),
        adding(his, "citations", section=section.pk, words="An officer"),
    )

    page = tess.post(scenario_page(), hers)
    decided = hers | {"opened_version": str(Scenario.objects.get().version)}
    tess.post(scenario_page(), decided | {"answer": "No. By Tess."})

    [difference] = page.context["conflict"]
    assert (difference.yours, difference.is_untouched) == ("", True)
    assert ScenarioCitation.objects.count() == 2


def test_a_row_taken_out_meanwhile_comes_back_with_what_was_typed(tess, tom):
    hers = opened(tess, scenario_page()) | {"citations-0-words": "An officer"}
    his = opened(tom, scenario_page()) | {"citations-0-DELETE": "on"}
    tom.post(scenario_page(), his)

    page = tess.post(scenario_page(), hers)
    decided = opened_again(page)
    response = tess.post(scenario_page(), decided)

    assert page.status_code == 409
    assert {each.theirs for each in page.context["conflict"]} == {""}
    assert response.status_code == 302
    assert ScenarioCitation.objects.get().words == "An officer"


def opened_again(page) -> dict[str, str]:
    """Return what the page of a refused save would send."""
    formsets = [each.formset for each in page.context["inline_admin_formsets"]]
    forms = [page.context["adminform"].form]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    return {
        bound.html_name: "" if bound.value() is None else str(bound.value())
        for form in forms
        for bound in form
        if bound.value() is not False
    }


def test_nothing_saved_is_no_new_version(tess, tom):
    his = opened(tom, scenario_page())
    tess.post(scenario_page(), opened(tess, scenario_page()))

    response = tom.post(scenario_page(), his | {"answer": "No. By Tom."})

    assert response.status_code == 302
    assert Scenario.objects.get().version == 2


def test_a_save_says_who_and_when(tess):
    tess.post(scenario_page(), opened(tess, scenario_page()) | {"answer": "No, no."})

    scenario = Scenario.objects.get()
    assert scenario.edited_by == User.objects.get(username="tess")
    assert scenario.edited_at is not None


def test_a_form_without_a_version_is_refused(tess):
    typed = opened(tess, scenario_page()) | {"answer": "Sent by a script."}
    del typed["opened_version"]

    assert tess.post(scenario_page(), typed).status_code == 409


def test_a_section_saved_on_its_own_page_makes_the_memos_page_stale(tess, tom):
    memo, section = Memo.objects.get(), Section.objects.get()
    hers = opened(tess, page_of(memo))
    tom.post(page_of(section), opened(tom, page_of(section)) | {"number": "1a"})

    page = tess.post(page_of(memo), hers | {"title": "New title"})

    assert page.status_code == 409
    assert {(d.theirs, d.yours) for d in page.context["conflict"]} == {
        ("1a", "1"),
        ("Bicycle order", "New title"),
    }


def test_a_section_saved_on_the_memos_page_makes_its_own_page_stale(tess, tom):
    memo, section = Memo.objects.get(), Section.objects.get()
    hers = opened(tess, page_of(section))
    tom.post(page_of(memo), opened(tom, page_of(memo)) | {"sections-0-number": "1a"})

    page = tess.post(page_of(section), hers | {"heading": "New heading"})

    assert page.status_code == 409


def test_two_questions_of_one_wizard_can_be_edited_at_once(tess, tom):
    first, second = Question.objects.order_by("order")
    hers, his = opened(tess, page_of(first)), opened(tom, page_of(second))

    tess.post(page_of(first), hers | {"text": "First?"})
    response = tom.post(page_of(second), his | {"text": "Second?"})

    assert response.status_code == 302
    assert Wizard.objects.get().version == 1


def test_a_row_that_was_read_before_somebody_elses_save_cannot_advance(draft):
    stale = Scenario.objects.get()
    Scenario.objects.get().advance(by=None, at=NOON)

    with pytest.raises(Overtaken):
        stale.advance(by=None, at=NOON)


@pytest.mark.usefixtures("committed")
def test_of_two_saves_at_the_same_moment_one_wins_and_the_other_is_told():
    fill(a_guidance())
    clients = {name: signed_in(name) for name in ("tess", "tom")}
    address = scenario_page()
    forms = {name: opened(each, address) for name, each in clients.items()}
    together, got = Barrier(2), {}

    def save(name: str) -> None:
        together.wait(timeout=10)
        typed = forms[name] | {"answer": f"No. By {name}."}
        got[name] = clients[name].post(address, typed).status_code
        connection.close()

    threads = [Thread(target=save, args=[name]) for name in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = next(name for name, status in got.items() if status == 302)
    assert sorted(got.values()) == [302, 409]
    assert Scenario.objects.get().answer == f"No. By {winner}."
    assert Scenario.objects.get().version == 2


def test_what_was_typed_into_what_somebody_deleted_is_still_there_to_read(tess, tom):
    hers = opened(tess, scenario_page()) | {"answer": "No. By Tess."}
    where = scenario_page()
    tom.post(f"{where.removesuffix('change/')}delete/", {"post": "yes"})
    assert not Scenario.objects.exists()

    page = tess.post(where, hers)

    assert page.status_code == 409
    assert "somebody else deleted" in page.content.decode()
    assert "No. By Tess." in page.content.decode()
    assert tess.get(where).status_code == 302

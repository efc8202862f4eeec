"""Jump to: by ref, by slug, by words."""

from __future__ import annotations

import pytest

from guidance.authoring.models import Outcome, Scenario, Wizard


def text(response) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("asked", ["w-take", "W-TAKE", " take-a-bicycle "])
def test_a_name_leads_straight_to_its_page(tess, asked):
    response = tess.get("/admin/jump/", {"to": asked})

    wizard = Wizard.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/admin/authoring/wizard/{wizard.pk}/change/"


def test_words_show_everything_that_has_them_all(tess):
    page = text(tess.get("/admin/jump/", {"to": "answer take-it"}))

    assert str(Outcome.objects.get(slug="take-it")) in page
    assert str(Outcome.objects.get(slug="leave-it")) not in page


def test_the_other_ways_officers_ask_are_looked_through(tess):
    Scenario.objects.update(asked_as=["velocipede at the kerb"])

    page = text(tess.get("/admin/jump/", {"to": "velocipede kerb"}))

    assert str(Scenario.objects.get()) in page


@pytest.mark.parametrize("asked", ["", "nothing-like-it", "%", "'; --", "🙈" * 300])
def test_what_leads_nowhere_says_so(tess, asked):
    page = text(tess.get("/admin/jump/", {"to": asked}))

    assert "Nothing at the desk has" in page or "into the box above" in page


@pytest.mark.parametrize("page", ["", "jump/?to=answer"])
def test_the_box_stands_on_every_page_of_the_desk(tess, client, page):
    shown = text(tess.get(f"/admin/{page}"))

    assert 'action="/admin/jump/"' in shown
    assert ">Trainers’ desk</a>" in shown
    assert "Sign out" in shown
    assert 'action="/admin/jump/"' not in text(client.get("/admin/login/"))


def test_who_may_not_see_the_draft_is_not_led_anywhere(client, draft):
    assert client.get("/admin/jump/", {"to": "w-take"}).status_code == 302

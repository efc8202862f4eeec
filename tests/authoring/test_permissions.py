"""Who may do what at the desk: every role at every address, one matrix."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from guidance.accounts.models import User
from guidance.authoring.models import Contact, Memo, Question, Scenario, Section, Wizard
from tests.authoring.conftest import signed_in
from tests.authoring.forms import opened, page_of

pytestmark = pytest.mark.usefixtures("draft")

TO_LOGIN = 302
LOOKED_AT = [Scenario, Memo, Section, Wizard, Question, Contact]


def named(name: str) -> str:
    return reverse(f"admin:{name}")


ADDRESSES = [
    # the address, and what tess, sue, ada and olly get there
    ("index", 200, 200, 200, TO_LOGIN),
    ("check", 200, 200, 200, TO_LOGIN),
    ("authoring_scenario_changelist", 200, 200, 200, TO_LOGIN),
    ("authoring_scenario_add", 200, 403, 200, TO_LOGIN),
    ("authoring_wizard_changelist", 200, 200, 200, TO_LOGIN),
    ("authoring_wizard_add", 200, 403, 200, TO_LOGIN),
    ("authoring_contact_add", 200, 403, 200, TO_LOGIN),
    ("authoring_choice_changelist", 200, 200, 200, TO_LOGIN),
    ("authoring_choice_add", 403, 403, 403, TO_LOGIN),
    ("authoring_department_add", 403, 403, 403, TO_LOGIN),
    ("accounts_user_changelist", 403, 403, 200, TO_LOGIN),
    ("accounts_user_add", 403, 403, 200, TO_LOGIN),
    ("auth_group_changelist", 403, 403, 200, TO_LOGIN),
    ("auth_group_add", 403, 403, 403, TO_LOGIN),
]


@pytest.mark.parametrize(("name", "tess", "sue", "ada", "olly"), ADDRESSES)
def test_the_matrix(name, tess, sue, ada, olly):
    got = [
        signed_in(who).get(named(name)).status_code
        for who in ("tess", "sue", "ada", "olly")
    ]

    assert got == [tess, sue, ada, olly]


def test_nobody_gets_in_without_an_account():
    for name, *_ in ADDRESSES:
        response = Client().get(named(name))

        assert response.status_code == TO_LOGIN
        assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("model", LOOKED_AT)
def test_a_supervisor_sees_every_page_and_saves_none(model, sue, tess):
    address = page_of(model.objects.first())
    before = model.objects.first().version

    page = sue.get(address)
    typed = opened(tess, address)

    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert sue.post(address, typed).status_code == 403
    assert model.objects.first().version == before


def test_a_supervisor_reads_lists_of_lines_line_by_line(sue):
    Scenario.objects.update(steps=["Stop.", "Look."])

    page = sue.get(page_of(Scenario.objects.get())).content.decode()

    assert "Stop.<br>Look." in page


@pytest.mark.parametrize("model", LOOKED_AT)
def test_a_trainer_can_save_every_page(model, tess):
    address = page_of(model.objects.first())

    assert tess.post(address, opened(tess, address)).status_code == 302


def test_an_administrator_gives_roles_but_makes_no_superuser(ada):
    signed_in("tom")
    tom = User.objects.get(username="tom")
    address = reverse("admin:accounts_user_change", args=[tom.pk])

    response = ada.post(
        address,
        {"username": "tom", "name": "Tom", "is_active": "on", "is_superuser": "on"},
    )

    tom.refresh_from_db()
    assert response.status_code == 302
    assert (tom.name, tom.is_superuser, tom.groups.count()) == ("Tom", False, 0)


def test_an_administrator_cannot_touch_a_superuser(ada):
    root = User.objects.create_superuser("root", password="x")
    address = reverse("admin:accounts_user_change", args=[root.pk])

    assert ada.post(address, {"username": "mine"}).status_code == 403
    assert ada.get(f"{address}password/".replace("change/", "")).status_code == 403


def test_an_officer_with_an_account_by_mistake_finds_nothing_here():
    page = signed_in("olly").get("/admin/", follow=True)

    assert b"not authorized" in page.content

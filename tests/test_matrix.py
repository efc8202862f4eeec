"""Every address × every role, by GET and by POST: who may open and who may act.

The table says it once more in words of its own, so that a permission which slips to
another role shows here. An address that is not in it fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.content.model import Scenario
from guidance.editions.library import library
from tests.content.a_guidance import a_guidance
from tests.review.desk_work import first_edition

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

EVERYBODY = {None, *Role}
DESK = {Role.TRAINER, Role.SUPERVISOR, Role.ADMINISTRATOR}
WRITE = {Role.TRAINER, Role.ADMINISTRATOR}
DECIDE = {Role.SUPERVISOR, Role.ADMINISTRATOR}

# Below /review/: who may open a page, and who may act. Nothing else is accepted.
REVIEW: dict[str, tuple[set[Role], set[Role]]] = {
    "": (DESK, set()),
    "changes/": (DESK, set()),
    "changed/": (WRITE, set()),
    "submit/<slug:kind>/<slug:slug>/": (WRITE, set()),
    "submit/<slug:kind>/<slug:slug>/now/": (set(), WRITE),
    "submissions/<int:key>/": (DESK, set()),
    "submissions/<int:key>/approve/": (set(), DECIDE),
    "submissions/<int:key>/return/": (set(), DECIDE),
    "submissions/<int:key>/comment/": (set(), DESK),
    "submissions/<int:key>/claim/": (set(), DECIDE),
    "submissions/<int:key>/release/": (set(), DECIDE),
    "submissions/<int:key>/withdraw/": (set(), WRITE),
    "documents/<slug:kind>/<slug:slug>/": (DESK, set()),
    "documents/<slug:kind>/<slug:slug>/anew/": (set(), DECIDE),
    "sought/": (DESK, set()),
    "sought/done/": (set(), DESK),
    "upkeep/": (DESK, set()),
    "upkeep/<slug:slug>/still-correct/": (set(), DECIDE),
    "mail/": (DESK, set()),
    "mail/choose/": (set(), DESK),
    "packs/": (DESK, set()),
    "packs/draft.zip": (DESK, set()),
    "packs/edition-<int:number>.zip": (DESK, set()),
    "packs/upload/": (set(), WRITE),
    "packs/uploaded/": (WRITE, set()),
    "packs/uploaded/decide/": (set(), WRITE),
    "publish/": (DECIDE, set()),
    "publish/now/": (set(), DECIDE),
    "editions/<int:number>/call-off/": (set(), DECIDE),
    "editions/<int:number>/back/": (DECIDE, set()),
    "editions/<int:number>/back/now/": (set(), DECIDE),
    "recalls/": (DECIDE, set()),
    "recalls/<int:number>/": (DECIDE, DECIDE),
    "recalls/pull/<slug:kind>/<slug:ref>/": (DECIDE, DECIDE),
}

# Elsewhere: what is not as the pages around it are.
OWN: dict[str, tuple[set[Role | None], set[Role | None]]] = {
    "draft/how-found/<int:key>/": ({*DESK}, set()),
    "draft/how-found/<int:key>/add/": (set(), {*WRITE}),
    "counts/": (set(), EVERYBODY),
}

SCENARIO: Scenario = a_guidance().scenarios[0]
# What stands for a name in an address; what isn't there is a 404 to whoever may ask.
NAMES = {
    "<slug:kind>": "scenario",
    "<slug:slug>": SCENARIO.slug,
    "<slug:ref>": SCENARIO.ref,
    "<slug:part>": "found",
    "<int:key>": "1",
    "<int:number>": "1",
    "<number:number>": "1",
    "<day:day>": "2026-11-21",
    "<moment:moment>": "2026-11-21",
}


@pytest.fixture
def clients() -> Iterator[dict[Role | None, Client]]:
    """A browser for each role, and one that nobody signed in with."""
    first_edition(at=NOON)
    made: dict[Role | None, Client] = {None: Client()}
    for role in Role:
        open_account(role.value, role)
        made[role] = Client()
        made[role].force_login(User.objects.get(username=role.value))
    yield made
    library.forget()


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield every address but the admin's as its pattern and with names in it."""
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            named = pattern
            for name, value in NAMES.items():
                named = named.replace(name, value)
            yield pattern, f"/{named}"
        elif entry.app_name != "admin":
            yield from addresses(entry, pattern)


EVERY = list(addresses(get_resolver()))


def expected(pattern: str) -> tuple[set[Role | None], set[Role | None]]:
    """Return who may open the page of a pattern, and who may act there."""
    if pattern.startswith("review/"):
        opens, acts = REVIEW[pattern.removeprefix("review/")]
        return set(opens), set(acts)
    if pattern in OWN:
        return OWN[pattern]
    if pattern.startswith(("draft/", "under-review/")):
        return set(DESK), set()
    return set(EVERYBODY), set()


def test_no_address_is_missing_from_the_table():
    below = {p.removeprefix("review/") for p, _ in EVERY if p.startswith("review/")}

    assert below == set(REVIEW)
    assert all("<" not in address for _, address in EVERY)


def verdict(status: int, location: str) -> str:
    """Return what an answer says about whoever asked."""
    if status == HTTPStatus.FOUND and location.startswith("/admin/login/"):
        return "asked to sign in"
    if status in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}:
        return HTTPStatus(status).phrase
    return "let in" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "broken"


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_for_every_role(clients, method):
    wrong = []
    for pattern, address in EVERY:
        opens, acts = expected(pattern)
        may, others = (opens, acts) if method == "get" else (acts, opens)
        for role, client in clients.items():
            response = getattr(client, method)(address)
            said = verdict(response.status_code, response.headers.get("Location", ""))
            if role in may:
                wanted = {"let in"}
            elif role in others:
                wanted = {"Method Not Allowed"}
            else:
                # A page open to all hears first of the method; a closed one, who asks.
                wanted = {"asked to sign in"} if role is None else {"Forbidden"}
                if opens == EVERYBODY:
                    wanted = {"Method Not Allowed"}
            if said not in wanted:
                wrong.append((method, address, role, response.status_code, said))
    assert wrong == []


# The trainers' desk by its lists: who may look, and who may add.
LOOK = {
    "authoring": DESK,
    "accounts": {Role.ADMINISTRATOR},
    "auth": {Role.ADMINISTRATOR},
}
ADD = {
    "authoring": WRITE,
    "accounts": {Role.ADMINISTRATOR},
    "auth": {Role.ADMINISTRATOR},
}

# Roles are made by the program, there is one department, and a choice is its question's.
NEVER_ADDED = {"/add/": {"group", "department", "choice"}}


def test_every_list_and_form_of_the_admin_for_every_role(clients):
    wrong = []
    for model in admin.site._registry:
        app, name = model._meta.app_label, model._meta.model_name
        for address, may in (
            (f"/admin/{app}/{name}/", LOOK[app]),
            (f"/admin/{app}/{name}/add/", ADD[app]),
        ):
            for role, client in clients.items():
                response = client.get(address)
                said = verdict(
                    response.status_code, response.headers.get("Location", "")
                )
                stays_out = role is None or role is Role.OFFICER
                wanted = "asked to sign in" if stays_out else "Forbidden"
                if role in may and name not in NEVER_ADDED.get(address[-5:], ()):
                    wanted = "let in"
                if said != wanted:
                    wrong.append((address, role, response.status_code, said))
    assert wrong == []

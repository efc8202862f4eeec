"""Deny by default: a view that says nothing is closed, an open one asks nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from guidance.web.access import ClosedUnlessOpened, open_to, open_to_all


def silent(request):
    return HttpResponse("secret")


@open_to_all(reason="a test")
def opened(request):
    return HttpResponse("hello")


def closing(view: Any, request: Any) -> Any:
    return ClosedUnlessOpened(view).process_view(request, view, (), {})


def test_a_view_that_says_nothing_asks_for_an_account():
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()

    answer = closing(silent, request)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_an_open_view_is_not_asked_who_is_there():
    request = RequestFactory().get("/somewhere/")

    # A request without a user: to look at it would raise.
    assert closing(opened, request) is None
    with pytest.raises(AttributeError):
        closing(silent, request)


def test_an_open_view_says_why():
    view: Any = opened

    assert view.access == "all: a test"


class Holder:
    """Somebody who is signed in and may do what is in `holds`."""

    is_authenticated = True

    def __init__(self, *holds: str) -> None:
        self.holds = holds

    def has_perm(self, permission: str) -> bool:
        return permission in self.holds


@open_to("a.view_thing", "b.publish_thing")
def guarded(request: Any) -> HttpResponse:
    return HttpResponse("hello")


def test_a_view_opens_to_whoever_holds_one_of_its_permissions():
    request: Any = RequestFactory().get("/somewhere/")
    request.user = Holder("b.publish_thing")

    assert closing(guarded, request) is None
    assert guarded(request).content == b"hello"


def test_a_view_stays_closed_to_whoever_holds_none_of_them():
    request: Any = RequestFactory().get("/somewhere/")
    request.user = Holder("a.change_thing")

    with pytest.raises(PermissionDenied):
        guarded(request)


def test_a_view_with_permissions_asks_who_is_not_signed_in_to_do_so():
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()

    assert closing(guarded, request).status_code == 302


def test_a_view_with_permissions_says_which():
    view: Any = guarded

    assert view.access == "with a.view_thing or b.publish_thing"

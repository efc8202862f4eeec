"""Deny by default: a view that says nothing is closed, an open one asks nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from guidance.web.access import ClosedUnlessOpened, open_to_all


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

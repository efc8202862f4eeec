"""Who may open a view: every view says so, and a test finds the one that doesn't.

Django's LoginRequiredMiddleware closes what says nothing. `access` on the callback is
what the test that walks the URLconf looks for, and what a reader of the code reads.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)


def open_to_all(*, reason: str) -> Callable[[V], V]:
    """Open a view to everybody, signed in or not, for the `reason` given."""

    def decorate(view: V) -> V:
        return says_access(login_not_required(view), f"all: {reason}")

    return decorate


def open_to(*permissions: str) -> Callable[[V], V]:
    """Open a view to whoever is signed in and has one of the `permissions`.

    Others get a 403; who is not signed in is asked to, before the view is reached.
    """

    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            if not any(request.user.has_perm(each) for each in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return says_access(cast(V, guarded), f"with {' or '.join(permissions)}")

    return decorate


def says_access(view: V, access: str) -> V:
    """Return `view`, which has `access` written on it."""
    marked: Any = view
    marked.access = access
    return view


class ClosedUnlessOpened(LoginRequiredMiddleware):
    """Django's own, which does not look at who is asking where everybody may.

    Django's reads the user before the view, which costs a signed-in trainer a query
    on every reader page and makes each of them vary by cookie.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: View,
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

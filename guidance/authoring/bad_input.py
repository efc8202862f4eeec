"""What no page of the desk sends, told apart from mistakes of the program.

The admin hands an address's filters to the database as they come. What the database
can't read is refused here, in one place, for every page and list of the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse

PATTERNS = {"regex", "iregex"}
CLASH = (
    "Nothing was changed: somebody else saved something meanwhile that this can't stand "
    "beside. Look again."
)
View = Callable[..., Any]


def refusing(view: View) -> View:
    """Return `view`, which answers 400 to what it can't read, and never 500."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        refuse_what_no_page_sends(request)
        try:
            return _rendered(view(request, *args, **kwargs))
        except DataError as problem:
            raise BadRequest("The database can't read that") from problem
        except IntegrityError:
            return _told_to_look_again(request)
        except (ValueError, OverflowError) as problem:
            # In a filter that is what was asked for; anywhere else it is our mistake.
            if request.method != "GET" or not request.GET:
                raise
            raise BadRequest("The address can't be read") from problem

    return answer


def refuse_what_no_page_sends(request: HttpRequest) -> None:
    """Raise BadRequest for NULs and patterns in an address, and rows by no number.

    Text that was typed into a form is the form's to refuse, which then keeps it.
    """
    for name, values in request.GET.lists():
        if any("\0" in each for each in (name, *values)):
            raise BadRequest("A NUL in the address")
        if not PATTERNS.isdisjoint(name.split("__")):
            raise BadRequest("A pattern in the address")
    if not all(map(_is_number, request.POST.getlist(ACTION_CHECKBOX_NAME))):
        raise BadRequest("A row that has no number")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _rendered(response: Any) -> Any:
    """Return `response` as text: some queries are only asked while it is rendered."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return response


def _told_to_look_again(request: HttpRequest) -> HttpResponse:
    messages.error(request, CLASH)
    return HttpResponseRedirect(request.path, status=303)

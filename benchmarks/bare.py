"""What the site is measured against: Django with its default middleware and no site.

`/empty` answers with a plain HttpResponse. `/template` renders a template that gives a
page of as many bytes as the page it is compared with, from as many parts.
"""

from __future__ import annotations

import os
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

LINE = "<li class='line'><a href='/{{ number }}/'>{{ number }}. {{ text }}</a></li>"

settings.configure(
    SECRET_KEY="a key for measuring, of no worth to anybody anywhere at all",
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

page = engines["django"].from_string(
    "<!doctype html><title>{{ title }}</title><ol>"
    "{% for number, text in lines %}" + LINE + "{% endfor %}</ol>"
)


def lines(size: int) -> list[tuple[int, str]]:
    """Return so many lines that the page is about `size` bytes long."""
    return [(number, "A line of a page. " * 3) for number in range(size // 110)]


LINES = lines(int(os.environ.get("PAGE_BYTES", "10000")))


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with next to nothing."""
    return HttpResponse("ok")


def template(request: HttpRequest) -> HttpResponse:
    """Answer with a rendered page of the size that was asked for at the start."""
    context: dict[str, Any] = {"title": "A page", "lines": LINES}
    return HttpResponse(page.render(context, request))


urlpatterns = [path("empty", empty), path("template", template)]

application = get_wsgi_application()

"""What the site is measured against: Django with its default middleware and no site.

`/empty` answers with a plain HttpResponse. `/template` renders a page of as many bytes
as the question page it is compared with, from templates of the same build: one that is
extended, stylesheets and links by tag, a part included for each of four choices and for
two lines. Everything it shows is ready before it is asked.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

settings.configure(
    SECRET_KEY="a key for measuring, of no worth to anybody anywhere at all",
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    STATIC_URL="/static/",
    USE_TZ=True,
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
        "django.contrib.staticfiles",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [Path(__file__).parent / "templates"],
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
)
django.setup()

LINE = {
    "slug": "line",
    "title": "Edition 1",
    "name": "A department",
    "since": datetime(2026, 11, 21, tzinfo=UTC),
}
SECTIONS = ["Can I …?", "Questions", "Memos", "Glossary", "Search"]
SITE = {
    "name": "A bare site",
    "line": LINE,
    "note": "What stands at the foot of every page of a site like this one. " * 4,
    "sections": [{"slug": f"section-{n}", "title": t} for n, t in enumerate(SECTIONS)],
}
PAGE: dict[str, Any] = {
    "slug": "page",
    "section": "section-0",
    "title": "What do they want?",
    "help": "Ask them. Go by the job they are doing, not by the patch they wear.",
    "left": 6,
    "ref": "h-want",
    "items": [
        {
            "number": number,
            "label": f"The answer with the number {number}, of an ordinary length",
            "url": f"/section/page/?first=yes&second=answer-{number}",
            "is_last": number == 4,
        }
        for number in range(1, 5)
    ],
    "answers": [{"question": "In custody?", "answer": "Yes", "url": "/section/page/"}],
    "lines": [],
}


def fill_up(size: int) -> None:
    """Add lines until the page has about `size` bytes."""
    request = HttpRequest()
    missing = size - len(template(request).content)
    PAGE["lines"] = ["A line of a page. " * 5] * max(0, missing // 100)


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with next to nothing."""
    return HttpResponse("ok")


def template(request: HttpRequest) -> HttpResponse:
    """Answer with the page, rendered anew."""
    return render(request, "page.html", {"site": SITE, "page": PAGE})


urlpatterns = [
    path("empty", empty, name="empty"),
    path("template", template, name="template"),
    path("section/<slug:slug>/", template, name="section"),
]

application = get_wsgi_application()
fill_up(int(os.environ.get("PAGE_BYTES", "5000")))

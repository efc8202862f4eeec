"""What the desk's people do on its pages, in a few words."""

from __future__ import annotations

import re

from django.test import Client
from django.utils import timezone

from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import Scenario
from guidance.review.models import Submission


def client_of(name: str, role: Role) -> Client:
    """Return the browser of somebody new who is signed in."""
    open_account(name, role)
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def text(response) -> str:
    return " ".join(response.content.decode().split())


def words(response) -> str:
    """Return what is read on a page: no tags, and nothing that is only heard."""
    page = re.sub(r'<span class="unseen">[^<]*</span>', "", text(response))
    return re.sub(r"<[^>]*>", "", page)


def edit_scenario(answer: str = "Leave it there.") -> Scenario:
    Scenario.objects.update(answer=answer)
    row = Scenario.objects.get()
    log_edit(row, by=User.objects.filter(username="tess").first(), at=timezone.now())
    return row


def submit(client: Client, kind: str = "scenario", slug: str = "") -> Submission:
    slug = slug or Scenario.objects.get().slug
    response = client.post(
        f"/review/submit/{kind}/{slug}/now/", {"note": "Said better."}
    )
    assert response.status_code == 302, text(response)
    return Submission.objects.latest("pk")


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def approve(client: Client, made: Submission, **changed: object):
    """Tick all that is offered, and press; `changed` is what is posted otherwise."""
    page = client.get(f"/review/submissions/{made.pk}/").content.decode()
    keys = re.findall(r'name="ticked" value="([^"]+)"', page)
    data = {"seen": field(page, "seen"), "ticked": keys} | changed
    return client.post(f"/review/submissions/{made.pk}/approve/", data)

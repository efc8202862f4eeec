"""What is done to several documents of a list at once: submit, topic, owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from guidance.accounts.models import User
from guidance.authoring.edit_log import document_named, log_edit
from guidance.authoring.models import Topic
from guidance.authoring.standing import about_to_save
from guidance.content.problems import Refused

MOST = 20
"""How many can be submitted at once: each is frozen and compared by itself."""

Submit = Callable[[str, str, str, Any, datetime], Any]
"""Puts the document of a kind and slug up for review, with a note, by somebody."""

_submits: list[Submit] = []


def register(submit: Submit) -> None:
    """Have `submit` put documents up: review knows how, and can't be imported here."""
    if submit not in _submits:
        _submits.append(submit)


def staff() -> QuerySet[User]:
    """Return whoever works at the desk, and may own a question."""
    people = User.objects.filter(is_active=True, is_staff=True)
    return people.order_by("name", "username")


class NoteAction(ActionForm):
    """What is asked beside the actions of every list of documents."""

    note = forms.CharField(
        required=False, max_length=500, label="Note, if submitted", strip=True
    )


class TopicAction(NoteAction):
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("order"), required=False, empty_label="no topic chosen"
    )


class OwnerAction(TopicAction):
    owner = forms.ModelChoiceField(staff(), required=False, empty_label="nobody")


@admin.action(description="Submit for review", permissions=["submit"])
def submit(page: Any, request: Any, rows: QuerySet[Any]) -> None:
    """Put each of the chosen up for review; what is refused says why, and the rest is
    submitted all the same."""
    chosen = list(rows.order_by("pk")[: MOST + 1])
    if len(chosen) > MOST:
        page.message_user(request, f"Choose {MOST} at most.", messages.WARNING)
        return
    note, at = request.POST.get("note", "")[:500], timezone.now()
    done = 0
    for row in chosen:
        kind, slug, _ = document_named(row)
        try:
            for put_up in _submits:
                put_up(kind, slug, note, request.user, at)
            done += 1
        except Refused as refused:
            said = " ".join(each.sentence for each in refused.problems)
            page.message_user(request, f"{row}: {said}", messages.ERROR)
    if done:
        page.message_user(request, f"{done} under review now.", messages.SUCCESS)


@admin.action(description="Set the owner to", permissions=["change"])
@transaction.atomic
def set_owner(page: Any, request: Any, rows: QuerySet[Any]) -> None:
    """Give the chosen questions to one owner, or to nobody.

    That is no edit of what they say, so it keeps nobody from approving them.
    """
    # The form of the actions has seen to it that it is one of them.
    key = request.POST["owner"]
    owner = staff().get(pk=key) if key else None
    about_to_save()
    chosen = _locked(rows)
    for row in chosen:
        row.owner = owner
        row.save(update_fields=["owner"])
        row.advance(by=request.user, at=timezone.now())
    told = f"{len(chosen)} now owned by {owner or 'nobody'}."
    page.message_user(request, told, messages.SUCCESS)


@admin.action(description="Set the topic to", permissions=["change"])
@transaction.atomic
def set_topic(page: Any, request: Any, rows: QuerySet[Any]) -> None:
    """Put the chosen into one topic: an edit of each that wasn't there."""
    key = request.POST["topic"]
    if not key:
        page.message_user(request, "Choose a topic first.", messages.WARNING)
        return
    topic, at = Topic.objects.get(pk=key), timezone.now()
    about_to_save()
    moved = [row for row in _locked(rows) if row.topic_id != topic.pk]
    for row in moved:
        row.topic = topic
        row.save(update_fields=["topic"])
        row.advance(by=request.user, at=at)
        log_edit(row, by=request.user, at=at)
    told = f"{len(moved)} moved to {topic}."
    page.message_user(request, told, messages.SUCCESS)


def _locked(rows: QuerySet[Any]) -> list[Any]:
    chosen = rows.model._default_manager.filter(pk__in=rows.values("pk"))
    return list(chosen.order_by("pk").select_for_update())

"""Calling an edition off before it is in force: a row, and the edition stays on record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guidance.accounts.models import User
from guidance.content.problems import Refused, problem
from guidance.editions.models import CallingOff, Edition
from guidance.editions.recording import one_at_a_time
from guidance.review.candidate import standing_editions
from guidance.review.holding import TooLate
from guidance.review.mailing import telling_what_is_voided


@transaction.atomic
@telling_what_is_voided()
def call_off(edition: Edition, reason: str, *, by: User, at: datetime) -> CallingOff:
    """Call `edition` off for a `reason`, and return the row that says so.

    Raises Refused without a reason, and where a later edition stands on it; TooLate
    where it is in force or was called off already.
    """
    one_at_a_time()
    if not reason.strip():
        sentence, remedy = "No reason is given.", "Say why it is called off."
        raise Refused([problem("no-reason", "", "", sentence, remedy)])
    _refuse_if_late(edition, at)
    _refuse_if_stood_on(edition)
    return CallingOff.objects.create(
        edition=edition, reason=reason.strip(), at=at, by=by
    )


def _refuse_if_late(edition: Edition, at: datetime) -> None:
    found = CallingOff.objects.filter(edition=edition).select_related("by").first()
    if found:
        raise TooLate(f"{found.by} has called {edition} off already.")
    if edition.in_force_from <= at:
        raise TooLate(f"{edition} is in force; publish another one instead.")


def _refuse_if_stood_on(edition: Edition) -> None:
    later = standing_editions().filter(
        number__gt=edition.number, in_force_from__gte=edition.in_force_from
    )
    found = later.order_by("-in_force_from", "-number").first()
    if found:
        sentence = f"{found} stands on {edition}, and comes into force after it."
        remedy = f"Call {found} off first."
        raise Refused([problem("stood-on", "", "", sentence, remedy)])

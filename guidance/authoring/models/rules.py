"""What the database itself refuses, and the words for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db.models import BaseConstraint, CheckConstraint, Q

from guidance.authoring.fields import WORDS_FOR_AN_ADDRESS

NAME = "%(class)s_{}"


def written_small(*fields: str) -> list[BaseConstraint]:
    """Hold `fields` to the letters of a slug."""
    return [
        CheckConstraint(
            condition=Q(**{f"{field}__regex": WORDS_FOR_AN_ADDRESS}),
            name=NAME.format(f"{field}_letters"),
            violation_error_message="Use small letters, digits and single hyphens.",
        )
        for field in fields
    ]


def one_of(field: str, words: type[StrEnum]) -> CheckConstraint:
    """Hold `field` to the values of `words`."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": [word.value for word in words]}),
        name=NAME.format(f"{field}_known"),
    )


def not_empty(*fields: str) -> list[BaseConstraint]:
    return [
        CheckConstraint(condition=~Q(**{field: ""}), name=NAME.format(f"{field}_given"))
        for field in fields
    ]


def labelled(words: Any) -> list[tuple[str, str]]:
    """Return the choices of a form for an enum of the content's vocabulary."""
    return [(word.value, word.label) for word in words]

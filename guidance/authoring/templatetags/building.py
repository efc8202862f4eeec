"""What the builder's templates ask of the judgement on a wizard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from guidance.authoring.building.judging import is_hard

register = template.Library()

register.filter("is_hard", is_hard)


@register.filter
def of(found: Mapping[str, Any], key: str) -> Any:
    """Return what was found of the node `key`, if anything."""
    return found.get(key)

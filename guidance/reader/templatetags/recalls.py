"""What a list says beside a thing that was recalled."""

from __future__ import annotations

from typing import Any

from django import template

from guidance.content.model import Wizard
from guidance.content.recalls import Pulled
from guidance.reader.recalled import NOTHING, Standing, Thing, standing, told
from guidance.reader.sources import Source

register = template.Library()


@register.simple_tag(takes_context=True)
def recall_of(
    context: dict[str, Any], thing: Thing, wizard: Wizard | None = None
) -> Standing:
    """Return what the page's own source says of `thing`."""
    source: Source | None = context.get("source")
    return standing(thing, source, wizard) if source else NOTHING


@register.simple_tag(takes_context=True)
def recalled_now(context: dict[str, Any]) -> list[tuple[Pulled, str]]:
    """Return what is recalled as the page is read, and since when, the latest first."""
    source: Source | None = context.get("source")
    if source is None:
        return []
    recalls = source.recalls or source.recalls_since
    return [(each, told(each.since, source)) for each in recalls.in_effect()]

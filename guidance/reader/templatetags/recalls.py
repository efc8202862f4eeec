"""What a list says beside a thing that was recalled."""

from __future__ import annotations

from typing import Any

from django import template

from guidance.content.model import Wizard
from guidance.reader.recalled import NOTHING, Standing, Thing, standing
from guidance.reader.sources import Source

register = template.Library()


@register.simple_tag(takes_context=True)
def recall_of(
    context: dict[str, Any], thing: Thing, wizard: Wizard | None = None
) -> Standing:
    """Return what the page's own source says of `thing`."""
    source: Source | None = context.get("source")
    return standing(thing, source, wizard) if source else NOTHING

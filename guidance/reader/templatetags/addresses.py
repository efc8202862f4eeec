"""Links of a reader page, made by its source so that they stay in its edition."""

from __future__ import annotations

from typing import Any

from django import template

from guidance.reader.sources import Source, address

register = template.Library()


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], name: str, *named: str | int) -> str:
    """Return the address of the reader page `name` inside the page's own source.

    A page without a source, which is an error page, links to what is in force.
    """
    source: Source | None = context.get("source")
    return source.url(name, *named) if source else address(name, *named)

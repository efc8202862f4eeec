"""An answer that is being written, as a reader page would show it.

The desk hands over content and knows nothing of how it is shown.
"""

from __future__ import annotations

from typing import Any, Protocol

from django import template
from django.utils import timezone

from guidance.content.lookup import Lookup
from guidance.content.model import Guidance, Outcome, Scenario
from guidance.editions.reading import Copy
from guidance.reader.answering import answer
from guidance.reader.sources import Source
from guidance.reader.words import Words

register = template.Library()


class Unsaved(Protocol):
    """An answer, and as much of the draft as it needs to be shown."""

    @property
    def part(self) -> Scenario | Outcome: ...

    @property
    def guidance(self) -> Guidance: ...


@register.inclusion_tag("reader/_preview.html")
def preview(unsaved: Unsaved) -> dict[str, Any]:
    """Show the answer of `unsaved` with what stands under it."""
    at = timezone.now()
    copy = Copy(0, "", "", at, at, Lookup(unsaved.guidance), {})
    source = Source(copy, kind="draft", prefix="/draft")
    words = Words(source.department.glossary)
    return {
        "part": unsaved.part,
        "source": source,
        "answer": answer(unsaved.part, source, words),
        "words": words,
    }

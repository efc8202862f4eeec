"""Boxes with a note below them, which is made anew while somebody types.

The note comes with the page, so that it is there without a script; with one, a look
(see `guidance.authoring.looking`) sends it again and htmx puts it in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Noted:
    """What a widget is mixed with to have a note; `note` is set by its form."""

    note: Callable[[], SafeString] | None = None

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        box = super().render(*args, **kwargs)  # type: ignore[misc]
        note = self.note() if self.note else ""
        return format_html('<div class="desk-noted">{}{}</div>', box, note)


class NotedText(Noted, forms.Textarea):
    """A box of several lines with a note."""


class NotedLine(Noted, forms.TextInput):
    """A box of one line with a note."""


def note_below(form: Any, name: str, note: Callable[[], SafeString]) -> None:
    """Have `note` stand below the box `name` of `form`, where the form has it."""
    if name not in form.fields:
        return  # whoever may only look is shown no boxes
    field = form.fields[name]
    old = field.widget
    box = NotedText if isinstance(old, forms.Textarea) else NotedLine
    field.widget = box(attrs=old.attrs)
    field.widget.is_required = field.required
    field.widget.note = note

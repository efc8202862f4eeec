"""A box with hundreds of entries, written in one go.

Django renders every entry of a box with a template of its own: a question of a wizard
with 200 nodes shows a thousand of them, which takes longer than all the rest.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        chosen = {str(each) for each in self.format_value(value)}
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        entries = [_entry(key, words, chosen) for key, words in self.choices]
        inside = format_html_join("", "{}", ((each,) for each in entries))
        return format_html("<select{}>{}</select>", flatatt(given), inside)


def _entry(key: Any, words: Any, chosen: set[str]) -> SafeString:
    if not isinstance(words, list | tuple):
        return _option(key, words, chosen)
    inside = format_html_join(
        "", "{}", ((_option(each[0], each[1], chosen),) for each in words)
    )
    return format_html('<optgroup label="{}">{}</optgroup>', key, inside)


def _option(key: Any, words: Any, chosen: set[str]) -> SafeString:
    value = "" if key is None else str(key)
    picked = " selected" if value in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', value, picked, words)

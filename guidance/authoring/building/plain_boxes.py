"""A box with hundreds of entries, written in one go.

Django renders every entry of a box with a template of its own: a question of a wizard
with 200 nodes shows a thousand of them, which takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class PlainSelect(forms.Select):
    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        chosen = {str(each) for each in self.format_value(value)}
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        entries = "".join(_entry(key, words, chosen) for key, words in self.choices)
        # Safe: every word of an entry is escaped where it is put in.
        return mark_safe(f"<select{flatatt(given)}>{entries}</select>")


def _entry(key: Any, words: Any, chosen: Container[str]) -> str:
    if not isinstance(words, list | tuple):
        return _option(key, words, chosen)
    entries = "".join(_option(each, said, chosen) for each, said in words)
    return f'<optgroup label="{escape(key)}">{entries}</optgroup>'


def _option(key: Any, words: Any, chosen: Container[str]) -> str:
    value = "" if key is None else str(key)
    picked = " selected" if value in chosen else ""
    return f'<option value="{escape(value)}"{picked}>{escape(words)}</option>'

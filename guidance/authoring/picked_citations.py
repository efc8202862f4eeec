"""The form of a citation whose section is found by typing, with its text below.

For any page with citations: the form brings its note along, and a page that looks (see
`guidance.authoring.looking`) keeps it up to date.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guidance.authoring.forms import CitationForm
from guidance.authoring.models import Section
from guidance.authoring.noted_boxes import note_below
from guidance.authoring.section_looks import look, section_named

HELP = "Type its ref, or a few words of it, and take it from what is found."
UNKNOWN = "There is no section “%(value)s”. Type a few of its words, and take it below."


class SectionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A section, said by its ref; its key is understood as well."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
        every = Section.objects.select_related("memo")
        super().__init__(every, to_field_name="ref", widget=box, **kwargs)
        self.error_messages["invalid_choice"] = UNKNOWN

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, Section):
            return value or None
        ProhibitNullCharactersValidator()(value)
        found = section_named(str(value))
        if found is None:
            told = self.error_messages["invalid_choice"]
            raise forms.ValidationError(told, "invalid_choice", {"value": value})
        return found


class PickedCitationForm(CitationForm):
    """A citation; below its words stand its section's text and what is wrong."""

    section = SectionField(help_text=HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.section_id:
            self.initial["section"] = self.instance.section.ref
        note_below(self, "words", self.note)
        self.notes = (self.note,)

    def note(self, *, swapped: bool = False) -> SafeString:
        """Return what stands below the words; `swapped` in for what stands there."""
        typed, words = (str(self[each].value() or "") for each in ("section", "words"))
        looked = look(str(self.prefix), typed, words.replace("\r\n", "\n"))
        # The text of what is quoted well, and was not touched, only takes up room.
        is_open = not looked.stands or (self.is_bound and self.has_changed())
        context = {"look": looked, "is_open": is_open, "swapped": swapped}
        return render_to_string("authoring/_citation_look.html", context)

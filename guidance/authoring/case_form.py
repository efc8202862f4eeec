"""The form of a case. A new one has its answers in one box, as the address of a walk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guidance.authoring.forms import PageForm
from guidance.authoring.models import Case, CaseAnswer, Choice, Wizard
from guidance.authoring.noted_boxes import NotedLine, note_below
from guidance.authoring.settled_paths import path_look, wizard_and_choices

LONGEST_ADDRESS = 10_000
HELP = (
    "Its answers, as the address of the walk: choose below, or walk the draft and copy "
    "the address. It can be left for later."
)


class CaseForm(PageForm):
    """A case; once it is there, its answers are rows below it."""

    path = forms.CharField(
        required=False,
        label="Its path",
        max_length=LONGEST_ADDRESS,
        help_text=HELP,
        widget=NotedLine(attrs={"class": "vTextField", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices: list[Choice] = []
        if self.instance.pk:
            del self.fields["path"]
            return
        note_below(self, "path", self.path_note)
        self.notes = (self.path_note,)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            wizard, self.choices = wizard_and_choices(cleaned.get("path", ""))
        except ValidationError as problem:
            self.add_error("path", problem)
            return cleaned
        if wizard and cleaned.get("wizard", wizard) != wizard:
            self.add_error("path", f"This is a path of “{wizard.title}”.")
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        CaseAnswer.objects.bulk_create(
            CaseAnswer(case=self.instance, choice=each) for each in self.choices
        )

    def path_note(self, *, swapped: bool = False) -> SafeString:
        """Return what stands below the path: where it leads, and what can follow."""
        every = Wizard.objects.order_by("order", "slug")
        context = path_look("path", self["path"].value(), every)
        context["swapped"] = swapped
        return render_to_string("authoring/_settled_path.html", context)

    class Meta:
        model = Case
        fields = "__all__"

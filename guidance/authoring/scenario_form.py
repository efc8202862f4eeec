"""The form of a scenario: its near twins below the question, and what settles it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guidance.authoring.forms import PageForm
from guidance.authoring.hints import near_questions
from guidance.authoring.looking import typed
from guidance.authoring.models import Choice, Scenario, ScenarioAnswer, Wizard
from guidance.authoring.noted_boxes import NotedLine, note_below
from guidance.authoring.settled_paths import (
    address_of,
    path_look,
    wizard_and_choices,
)

LONGEST_ADDRESS = 10_000
HELP = (
    "The path through a wizard that ends in this very case, as the address of the walk: "
    "choose below, or walk the draft and copy the address. The verdicts must agree."
)


class ScenarioForm(PageForm):
    """A scenario; the answers that settle it are one box here, an address."""

    # A path that was walked for it elsewhere; it stands in the box and isn't saved yet.
    offered = ""

    settled_by = forms.CharField(
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text=HELP,
        widget=NotedLine(attrs={"class": "vTextField", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices: list[Choice] = []
        if self.instance.pk:
            self.initial["settled_by"] = address_of(self._answers())
        if self.offered and not self.is_bound:
            self.initial["settled_by"] = self.offered
        note_below(self, "question", self.near_note)
        note_below(self, "settled_by", self.path_note)
        self.notes = (self.near_note, self.path_note)

    def _answers(self) -> list[Choice]:
        if not self.instance.pk:
            return []
        rows = ScenarioAnswer.objects.filter(scenario=self.instance).order_by("pk")
        rows = rows.select_related("choice__question__wizard")
        return [each.choice for each in rows]

    def clean_settled_by(self) -> str:
        text: str = self.cleaned_data["settled_by"]
        _, self.choices = wizard_and_choices(text)
        return text

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if "settled_by" in self.changed_data:
            ScenarioAnswer.objects.filter(scenario=self.instance).delete()
            ScenarioAnswer.objects.bulk_create(
                ScenarioAnswer(scenario=self.instance, choice=each)
                for each in self.choices
            )

    def near_note(self, *, swapped: bool = False) -> SafeString:
        """Return what stands below the question: others that ask nearly the same."""
        wordings = [typed(self, "question") or "", *(typed(self, "asked_as") or ())]
        near = near_questions([each for each in wordings if each], self.instance.pk)
        context = {"near": near, "swapped": swapped}
        return render_to_string("authoring/_near_questions.html", context)

    def path_note(self, *, swapped: bool = False) -> SafeString:
        """Return what stands below the path: where it leads, and what can follow."""
        typed_in = self["settled_by"].value()
        context = path_look("settled_by", typed_in, self._to_begin_with())
        context |= {"swapped": swapped, "verdict": self._verdict()}
        context["is_offered"] = bool(self.offered and not self.is_bound)
        return render_to_string("authoring/_settled_path.html", context)

    def _verdict(self) -> str:
        return str(typed(self, "verdict") or "")

    def _to_begin_with(self) -> Any:
        chosen = typed(self, "wizard")
        return [chosen] if chosen else Wizard.objects.order_by("order", "slug")

    class Meta:
        model = Scenario
        fields = "__all__"

"""Where a choice leads: one box over the questions and outcomes of its wizard."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from guidance.authoring.following import let_choices_follow
from guidance.authoring.forms import PartsFormSet, RowForm, filled_in_well
from guidance.authoring.models import Choice, Outcome, Question, Wizard

NOWHERE = ("", "(nowhere yet)")


class ChoiceForm(RowForm):
    """A choice; its two columns for a target are one box here."""

    leads_to = forms.ChoiceField(
        required=False,
        help_text="The question that follows, or the outcome this ends in.",
    )

    class Meta:
        model = Choice
        fields = ("label", "slug", "not_sure", "hint", "order")

    def __init__(self, *args: Any, targets: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leads_to: Any = self.fields["leads_to"]
        leads_to.choices = targets
        self.initial["leads_to"] = name_of(self.instance.leads_to)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, _, key = cleaned.get("leads_to", "").partition("-")
        self.instance.to_question_id = int(key) if kind == "question" else None
        self.instance.to_outcome_id = int(key) if kind == "outcome" else None
        return cleaned


class ChoicesFormSet(PartsFormSet):
    """The choices of a question, which all lead within its wizard."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        sure = [getattr(form, "cleaned_data", {}).get("not_sure") for form in kept]
        if sum(map(bool, sure)) > 1:
            raise forms.ValidationError("Only one choice can be “not sure”.")
        let_choices_follow(self.instance, [f for f in kept if filled_in_well(f)])

    def save(self, commit: bool = True) -> Any:
        # One at a time: the tick goes from the old choice before the new one gets it.
        gone = [f.instance.pk for f in self.initial_forms if f.has_changed()]
        Choice.objects.filter(pk__in=gone).update(not_sure=False)
        return super().save(commit)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"targets": self.targets}

    @cached_property
    def targets(self) -> list[Any]:
        """The boxes' entries, asked for once and not by every row."""
        return [
            NOWHERE,
            ("Questions", self._nodes(Question, but=self.instance.pk)),
            ("Outcomes", self._nodes(Outcome)),
        ]

    def _nodes(self, model: Any, but: int | None = None) -> list[tuple[str, str]]:
        own = model.objects.filter(wizard_id=self.instance.wizard_id)
        own = own.order_by("order", "pk")
        return [(name_of(node), str(node)) for node in own if node.pk != but]


def name_of(node: Question | Outcome | Wizard | None) -> str:
    """Return what the box calls `node`: `question-12`."""
    return f"{type(node).__name__.lower()}-{node.pk}" if node else ""

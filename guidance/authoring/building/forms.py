"""The forms of the builder: one for what is open, with the rows below it.

They are the forms of the admin's own pages with less to fill in: names and places are
made up where a trainer gives none, and a choice can lead to what isn't there yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms

from guidance.authoring.building.plain_boxes import PlainSelect
from guidance.authoring.building.tree import Node, Tree, label
from guidance.authoring.choice_forms import ChoiceForm, ChoicesFormSet, name_of
from guidance.authoring.fields import LineInput
from guidance.authoring.following import NodeForm
from guidance.authoring.forms import PageForm, PartsFormSet, RowForm
from guidance.authoring.models import (
    Choice,
    Contact,
    Outcome,
    OutcomeCitation,
    OutcomeContact,
    Question,
    Wizard,
)
from guidance.authoring.naming import slug_of
from guidance.authoring.picked_citations import PickedCitationForm
from guidance.content.vocabulary import Verdict

NEW_QUESTION = "new-question"
NEW_OUTCOME = "new-outcome-"
ANOTHER_WIZARD = "wizard-"
NEW = [
    ("A new question", [(NEW_QUESTION, "A new question")]),
    (
        "A new outcome",
        [(f"{NEW_OUTCOME}{each.value}", f"A new “{each.label}”") for each in Verdict],
    ),
]
WORDS_HELP = "The new question, or the sentence of the new outcome."


class BuilderForm(NodeForm):
    """The form of a node; its names can be left to us."""

    tree: Tree

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        self.tree = tree
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Make a slug where there is none; no two nodes of a wizard have the same."""
        slug = super().clean_slug()
        if slug in self.other_slugs():
            raise forms.ValidationError("Another part of the wizard has this slug.")
        return slug

    def other_slugs(self) -> set[str]:
        own = name_of(self.instance)
        return {node.slug for key, node in self.tree.nodes.items() if key != own}


class QuestionForm(BuilderForm):
    class Meta:
        model = Question
        fields = ("text", "help", "reference_list", "slug", "ref")


class OutcomeForm(BuilderForm):
    class Meta:
        model = Outcome
        fields = (
            "verdict",
            "headline",
            "steps",
            "detail",
            "not_asked",
            "next_wizard",
            "slug",
            "ref",
        )


class WizardForm(PageForm):
    """What the wizard says of itself."""

    class Meta:
        model = Wizard
        fields = ("title", "summary", "topic", "start", "unless", "slug", "ref")

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        start: Any = self.fields["start"]
        start.queryset = Question.objects.filter(wizard=tree.wizard)
        start.queryset = start.queryset.order_by("order", "pk")


class BuilderChoiceForm(ChoiceForm):
    """A choice, which may lead to what is made for it when it is saved."""

    leads_to = forms.ChoiceField(
        required=False,
        widget=PlainSelect,
        help_text="What follows, or something new, which is made when you save.",
    )
    words = LineInput(required=False, max_length=500, help_text=WORDS_HELP)
    moves_to = forms.ChoiceField(
        required=False,
        label="Move to",
        widget=PlainSelect,
        help_text="Another question; the branch behind the choice goes with it.",
    )

    class Meta(ChoiceForm.Meta):
        widgets = {"order": forms.HiddenInput}

    def __init__(
        self, *args: Any, homes: list[Any], taken: set[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._taken = taken
        self.led_to = self.instance.leads_to
        self.fields["slug"].required = False
        moves_to: Any = self.fields["moves_to"]
        moves_to.choices = homes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = slug_of(cleaned.get("label", ""), self._taken, "choice")
            self._taken.add(cleaned["slug"])
        if self.asked_for.startswith("new-") and not cleaned.get("words"):
            self.add_error("words", "Write what the new one says.")
        return cleaned

    @property
    def asked_for(self) -> str:
        """What is to be made for the choice to lead to, or ""."""
        leads_to = str(self.cleaned_data.get("leads_to", ""))
        return leads_to if leads_to.startswith(("new-", ANOTHER_WIZARD)) else ""


class BuilderChoices(ChoicesFormSet):
    """The choices of a question, and one more to fill in."""

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        self.tree = tree
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {
            "homes": self.homes,
            "taken": self.taken,
        }

    @cached_property
    def taken(self) -> set[str]:
        """The slugs that choices have or are given, none of which is made again."""
        sent = {v for name, v in self.data.items() if name.endswith("-slug")}
        return sent | {row.slug for row in self.get_queryset()}

    @cached_property
    def targets(self) -> list[Any]:
        own, others = self.tree.wizard, Wizard.objects.order_by("order", "slug")
        onward = [
            (f"{ANOTHER_WIZARD}{each.pk}", each.title) for each in others if each != own
        ]
        nodes = self.tree.nodes.items()
        questions = [(k, str(n)) for k, n in nodes if isinstance(n, Question)]
        outcomes = [(k, _outcome(n)) for k, n in nodes if isinstance(n, Outcome)]
        return [
            ("", "(nowhere yet)"),
            *NEW,
            ("Questions", [each for each in questions if each[0] != self._own]),
            ("Outcomes", outcomes),
            ("On to another wizard", onward),
        ]

    @cached_property
    def homes(self) -> list[Any]:
        """The questions that a choice can be moved to."""
        every = [(name_of(each), str(each)) for each in self.tree.questions]
        return [("", "(stays here)"), *(e for e in every if e[0] != self._own)]

    @property
    def _own(self) -> str:
        return name_of(self.instance)


def _outcome(outcome: Outcome) -> str:
    return f"{outcome.ref} · {outcome.get_verdict_display()}: {outcome.headline}"


class BuilderCitationForm(PickedCitationForm):
    class Meta:
        widgets = {"order": forms.HiddenInput}


class BuilderContactForm(RowForm):
    class Meta:
        widgets = {"order": forms.HiddenInput}


class CitationRows(PartsFormSet):
    def __init__(self, *args: Any, tree: Tree, queryset: Any, **kwargs: Any) -> None:
        rows = queryset.select_related("section__memo")
        super().__init__(*args, queryset=rows, **kwargs)


class ContactRows(PartsFormSet):
    """Rows that each pick one of the same list, which is asked for once."""

    def __init__(self, *args: Any, tree: Tree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["contact"].choices = [("", "---------"), *self.offered]

    @cached_property
    def offered(self) -> list[Any]:
        return [(row.pk, str(row)) for row in Contact.objects.order_by("order", "pk")]


CHOICES: Any = forms.inlineformset_factory(
    Question, Choice, form=BuilderChoiceForm, formset=BuilderChoices,
    fk_name="question", fields=("label", "slug", "not_sure", "hint", "order"), extra=1,
)  # fmt: skip
CITATIONS: Any = forms.inlineformset_factory(
    Outcome, OutcomeCitation, form=BuilderCitationForm, formset=CitationRows,
    fields=("section", "words", "order"), extra=1,
)  # fmt: skip
CONTACTS: Any = forms.inlineformset_factory(
    Outcome, OutcomeContact, form=BuilderContactForm, formset=ContactRows,
    fields=("contact", "order"), extra=1,
)  # fmt: skip


class LeadHere(forms.Form):
    """A choice, to be led to the node that is open."""

    from_choice = forms.ChoiceField(
        required=False,
        label="Lead a choice here",
        widget=PlainSelect,
        help_text="It then leads to this and no longer to where it leads now.",
    )

    def __init__(self, *args: Any, tree: Tree, node: Node, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["from_choice"]
        field.choices = [("", "---------"), *_leading_elsewhere(tree, node)]


def _leading_elsewhere(tree: Tree, node: Node) -> Iterable[tuple[str, Any]]:
    for question in tree.questions:
        choices = [
            (str(each.pk), f"{each.label} → {_target(each)}")
            for each in tree.ways[question.pk]
            if each.leads_to != node and question != node
        ]
        if choices:
            yield str(question), choices


def _target(choice: Choice) -> str:
    return label(choice.leads_to) if choice.leads_to else "nowhere yet"

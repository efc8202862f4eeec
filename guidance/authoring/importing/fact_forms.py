"""The form of what is true of a whole imported memo; its sections have their own."""

from __future__ import annotations

from typing import Any

from django import forms

from guidance.authoring.importing.correcting import paragraphs_of
from guidance.authoring.models import ImportedMemo, Memo, Section
from guidance.content.importing.splitting import split
from guidance.content.importing.stated_facts import differing_facts, stated_in
from guidance.content.importing.writing import seen

FACTS = ["title", "number", "kind", "issuer", "issued_on", "in_force_from", "source"]


class FactsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is said once of the whole, among it how far its words can be trusted.

    That is never guessed: a file can't say whether it is the official text.
    """

    provenance = forms.ChoiceField(
        label="How far its words can be trusted",
        help_text="Yours to say: a file can't tell whether it is the official text. "
        "It holds for every section that says nothing else.",
    )

    class Meta:
        model = Memo
        fields = [*FACTS, "numbering_is_ours"]
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for name in ("issued_on", "in_force_from")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["provenance"]
        field.choices = [("", "Choose one"), *provenances()]


class NewMemoForm(FactsForm):
    class Meta(FactsForm.Meta):
        fields = [*FACTS, "slug", "ref", "numbering_is_ours"]


def provenances() -> list[tuple[str, str]]:
    choices: Any = Section._meta.get_field("provenance").choices
    return list(choices)


def facts_form(row: ImportedMemo, *, sent: bool = False) -> FactsForm:
    """Return the form as it was left; with what is wrong in it if it was `sent`."""
    kind = FactsForm if row.is_revision else NewMemoForm
    memo = row.memo if row.is_revision else None
    if sent or (row.is_revision and row.facts):
        form = kind(row.facts, instance=memo)
        return form if sent else _unjudged(form)
    initial = {} if row.is_revision else row.facts
    return kind(initial=initial, instance=memo)


def fact_notes(row: ImportedMemo, form: FactsForm) -> dict[str, str]:
    """Return what the text states of itself where a box says something else, by field."""
    paragraphs = paragraphs_of(row)
    stated = stated_in(split(paragraphs).title, paragraphs)
    said = {name: str(form[name].value() or "") for name in form.fields}
    return differing_facts(stated, said)


def _unjudged(form: FactsForm) -> FactsForm:
    return type(form)(initial=form.data, instance=form.instance)


def as_sent(form: FactsForm, data: Any) -> dict[str, str]:
    """Return what `data` says in the fields of `form`, to be kept."""
    return {name: seen(str(data[name]))[:1_000] for name in form.fields if name in data}

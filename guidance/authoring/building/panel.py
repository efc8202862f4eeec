"""What is open in the outline: the form of a node or of the wizard, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from guidance.authoring.building.acting import Builder
from guidance.authoring.building.forms import (
    ANOTHER_WIZARD,
    CHOICES,
    CITATIONS,
    CONTACTS,
    NEW_OUTCOME,
    NEW_QUESTION,
    LeadHere,
    OutcomeForm,
    QuestionForm,
    WizardForm,
)
from guidance.authoring.building.tree import Node, Tree
from guidance.authoring.choice_forms import name_of
from guidance.authoring.conflicts import Difference, differences
from guidance.authoring.hints import Hints, hints
from guidance.authoring.models import Choice, Outcome, Question, Wizard
from guidance.authoring.opened_values import marks_in, opened_values
from guidance.authoring.taking_sides import is_chosen, taking_theirs
from guidance.content.vocabulary import Verdict

FORMS: dict[Any, tuple[Any, dict[str, Any]]] = {
    Question: (QuestionForm, {"choices": CHOICES}),
    Outcome: (OutcomeForm, {"citations": CITATIONS, "contacts": CONTACTS}),
    Wizard: (WizardForm, {}),
}


SAID: dict[Any, tuple[dict[str, tuple[str, ...]], tuple[str, ...]]] = {
    Question: ({"the question": ("text", "help")}, ()),
    Outcome: ({"the answer": ("headline", "detail", "steps")}, ("not_asked",)),
    Wizard: ({}, ("title", "summary")),
}
"""The fields of each text that is graded, as the checks do, and what else is said."""


@dataclass
class Panel:
    """The open form. What it said when it was sent is in it until it is saved."""

    tree: Tree
    key: str
    row: Any
    form: Any
    formsets: dict[str, Any]
    lead_here: LeadHere | None

    @property
    def opened_values(self) -> str:
        """A mark of each field's words as they were when the form was opened."""
        if self.form.is_bound:
            return str(self.form.data.get("opened_values", ""))
        return opened_values(self.rows())

    @property
    def conflict(self) -> list[Difference] | None:
        """What somebody else saved meanwhile; None where nobody did."""
        if not self.form.stale:
            return None
        saved = _filled(self.tree, self.key, self.row, None).rows()
        marks = marks_in(self.opened_values)
        return differences(self.form, self.formsets.values(), marks, saved)

    @property
    def page(self) -> str:
        """Where the row's own page in the admin is."""
        name = f"admin:authoring_{type(self.row)._meta.model_name}_change"
        return reverse(name, args=[self.row.pk])

    def is_valid(self) -> bool:
        """Look at every form, so that all that is wrong is said at once."""
        every = [self.form, *self.formsets.values()]
        every += [self.lead_here] if self.lead_here else []
        wrong = [each for each in every if not each.is_valid()]
        return not wrong

    def rows(self) -> Iterator[Any]:
        yield self.form
        for formset in self.formsets.values():
            yield from formset.forms

    @property
    def hints(self) -> Hints:
        """What there is to say of the words, as they stand in the boxes now."""
        graded, others = SAID[type(self.row)]
        texts = {
            called: [line for name in names for line in _lines(self.form, name)]
            for called, names in graded.items()
        }
        return hints(texts, self._also(others))

    def _also(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the lines of the fields `names`, and what the choices say."""
        for name in names:
            yield from _lines(self.form, name)
        for form in getattr(self.formsets.get("choices"), "forms", ()):
            for name in ("label", "hint"):
                yield from _lines(form, name)

    def notes(self) -> list[str]:
        """Return the hints and the notes below the boxes, each for its place."""
        context = {"hints": self.hints, "swapped": True}
        told = render_to_string("authoring/_build_hints.html", context)
        every = (note for row in self.rows() for note in getattr(row, "notes", ()))
        return [told, *(note(swapped=True) for note in every)]

    def save(self, builder: Builder) -> None:
        """Save what was sent, and make what choices are to lead to."""
        if self.form.has_changed() or any(
            f.has_changed() for f in self.formsets.values()
        ):
            self.form.save()
            for formset in self.formsets.values():
                formset.save()
            builder.touch(self.row)
        for form in self._choice_forms():
            _make(form, builder)
        if self.lead_here and (given := self.lead_here.cleaned_data["from_choice"]):
            builder.lead(self.tree.choices[int(given)], self.row)

    def _choice_forms(self) -> Iterator[Any]:
        choices: Any = self.formsets.get("choices")
        if choices:
            gone = choices.deleted_forms
            yield from (f for f in choices.forms if f.instance.pk and f not in gone)

    def choice(self, prefix: str) -> Choice | None:
        """Return the saved choice whose form is called `prefix`."""
        found = (each for each in self._choice_forms() if each.prefix == prefix)
        return next((form.instance for form in found), None)


def _make(form: Any, builder: Builder) -> None:
    """Make what the choice of `form` is to lead to, and move it where it is to go."""
    choice, asked, words = form.instance, form.asked_for, form.cleaned_data.get("words")
    if asked == NEW_QUESTION:
        before: Node | None = form.led_to
        builder.lead(choice, builder.add_question(words, then=before))
    elif asked.startswith(NEW_OUTCOME):
        verdict = Verdict(asked.removeprefix(NEW_OUTCOME))
        builder.lead(choice, builder.add_outcome(words, verdict))
    elif asked:
        other = Wizard.objects.get(pk=int(asked.removeprefix(ANOTHER_WIZARD)))
        headline = words or f"Go on with “{other.title}”"[:500]
        made = builder.add_outcome(headline, Verdict.ONLY_IF, onward=other)
        builder.lead(choice, made)
    if home := form.cleaned_data.get("moves_to"):
        builder.move(choice, _question(builder.tree, home))


def _lines(form: Any, name: str) -> list[str]:
    return str(form[name].value() or "").splitlines()


def _question(tree: Tree, key: str) -> Question:
    node = tree.nodes[key]
    assert isinstance(node, Question)  # the form offers nothing else
    return node


def panel(tree: Tree, key: str, data: Any = None) -> Panel | None:
    """Return what is open by the name of `key`, filled in with `data`; None for none."""
    own = name_of(tree.wizard)
    row: Any = tree.wizard if key == own else tree.nodes.get(key)
    if row is None:
        return None
    if data is not None and is_chosen(data):
        saved = _filled(tree, key, row, None)
        data = taking_theirs(data, saved.rows())
    return _filled(tree, key, row, data)


def _filled(tree: Tree, key: str, row: Any, data: Any) -> Panel:
    form, formsets = FORMS[type(row)]
    lead_here = None
    if row is not tree.wizard:
        lead_here = LeadHere(data, tree=tree, node=row)
    return Panel(
        tree,
        key,
        row,
        form(data, instance=row, tree=tree),
        {
            prefix: rows(
                data,
                instance=row,
                prefix=prefix,
                tree=tree,
                queryset=rows.model.objects.order_by("order", "pk"),
            )
            for prefix, rows in formsets.items()
        },
        lead_here,
    )

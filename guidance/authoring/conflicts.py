"""Two people, one page: what a stale form says beside what was saved meanwhile.

A form is compared with the rows as they are now. Nothing that was typed is lost: the
form comes back as it was sent, with the differences above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model

from guidance.authoring.opened_values import (
    called,
    is_untouched,
    mark,
    mark_of_row,
)
from guidance.authoring.taking_sides import Saved, saved_forms

UNSEEN = {"id", "DELETE"}


@dataclass(frozen=True)
class Difference:
    """One field that says something else in the form than in the database, or a row
    that is only in one of the two: then the other side is "".

    `name` is what the form calls it, "" where nothing can be chosen. What is untouched
    says what it did when the form was opened: theirs should stand.
    """

    place: str
    theirs: str
    yours: str
    name: str = ""
    mark: int = 0
    is_untouched: bool = False
    is_row: bool = False


def differences(
    form: Any, formsets: Iterable[Any], marks: dict[str, Any], rows: Iterable[Any]
) -> list[Difference]:
    """Return where what was sent differs from what is saved now.

    `marks` are those of the form when it was opened, `rows` the unbound forms of what
    is saved.
    """
    saved, found = saved_forms(rows), list(_in_form(form, "", marks))
    for formset in formsets:
        found += _in_formset(formset, marks, saved)
    return found


def _in_formset(
    formset: Any, marks: dict[str, Any], saved: Saved
) -> Iterator[Difference]:
    kind = _capitalised(formset.model._meta.verbose_name)
    for form in formset.forms:
        if form in formset.deleted_forms:
            if form.instance.pk:
                yield _taken_out(kind, form, saved)
        elif form.instance.pk:
            yield from _in_form(form, f"{kind} “{form.instance}”: ", marks)
        elif form.has_changed():
            yield _only_yours(kind, formset, form, marks)
    sent = {form.instance.pk for form in formset.forms}
    for row in formset.get_queryset():
        if row.pk not in sent:
            yield _only_theirs(kind, formset, saved[formset.prefix, str(row.pk)])


def _taken_out(kind: str, form: Any, saved: Saved) -> Difference:
    theirs, box = saved[called(form.prefix, form.instance.pk)], form["DELETE"]
    place = f"{kind} that you take out"
    return Difference(
        place, _saved_row(theirs), "", box.html_name, mark(box), is_row=True
    )


def _only_yours(
    kind: str, formset: Any, form: Any, marks: dict[str, Any]
) -> Difference:
    """Return a row that is new in the form, or that somebody else took out."""
    key = formset.vanished.get(form.prefix)
    names = [name for name in form.fields if name not in UNSEEN]
    return Difference(
        f"{kind} that somebody else took out" if key else f"{kind} new in your form",
        "",
        _sent_row(form),
        form.prefix if formset.can_delete else "",
        mark_of_row(form.data, form.prefix),
        bool(key) and all(is_untouched(marks, form, name, key) for name in names),
        is_row=True,
    )


def _only_theirs(kind: str, formset: Any, form: Any) -> Difference:
    name = f"{formset.prefix}+{form.instance.pk}" if formset.can_delete else ""
    place = f"{kind} that somebody else added"
    return Difference(place, _saved_row(form), "", name, is_untouched=True, is_row=True)


def _saved_row(form: Any) -> str:
    """Return what the unbound `form` of a row says, in one line."""
    return _row_in_words(form, {b.name: b.initial for b in form.visible_fields()})


def _sent_row(form: Any) -> str:
    return _row_in_words(form, {b.name: b.data for b in form.visible_fields()})


def _row_in_words(form: Any, values: dict[str, Any]) -> str:
    said = [
        f"{form[name].label}: {shown(form.fields[name], value)}"
        for name, value in values.items()
        if value and name not in UNSEEN and name != "order"
    ]
    return "; ".join(said)


def _in_form(form: Any, before: str, marks: dict[str, Any]) -> Iterator[Difference]:
    for name in form.changed_data:
        field = form.fields[name]
        if field.widget.is_hidden or name in UNSEEN:
            continue
        bound, theirs = form[name], form.get_initial_for_field(field, name)
        yield Difference(
            f"{before}{bound.label}",
            shown(field, theirs),
            shown(field, bound.data),
            bound.html_name,
            mark(bound),
            is_untouched(marks, form, name),
        )


def shown(field: Any, value: Any) -> str:
    """Return `value`, saved or as it was sent, the way a person reads it in `field`."""
    if isinstance(field, forms.ModelChoiceField):
        return _row(field, value)
    if isinstance(field, forms.ChoiceField):
        return _label(field, value)
    if isinstance(field, forms.BooleanField):
        return "yes" if field.to_python(value) else "no"
    return str(field.prepare_value(value) or "(empty)").replace("\r\n", "\n")


def _row(field: Any, value: Any) -> str:
    if isinstance(value, Model):
        return str(value)
    try:
        return str(field.to_python(value) or "(none)")
    except forms.ValidationError:
        return "(something that is no longer there)"


def _label(field: Any, value: Any) -> str:
    labels: dict[str, str] = {}
    for key, label in field.choices:
        pairs = label if isinstance(label, list | tuple) else [(key, label)]
        labels |= {str(each): str(words) for each, words in pairs}
    return labels.get(str(value or ""), str(value))


def _capitalised(words: Any) -> str:
    return str(words)[:1].upper() + str(words)[1:]

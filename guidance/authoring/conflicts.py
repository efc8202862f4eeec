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

from guidance.authoring.opened_values import called, is_untouched, mark, mark_of

NOT_THERE = "(not there)"
TAKE, THEIRS, YOURS = "take:", "theirs", "yours"
"""A form says `take:answer` with one of the two for each field that differs.

Behind “theirs” stands the mark of what was offered as yours: where the field says
something else by now, it was written after the choice, and stands.
"""


@dataclass(frozen=True)
class Difference:
    """One field that says something else in the form than in the database.

    `name` is what the form calls it, "" for a row that is only in one of the two. What
    is untouched says what it did when the form was opened: theirs should stand.
    """

    place: str
    theirs: str
    yours: str
    name: str = ""
    mark: int = 0
    is_untouched: bool = False


def differences(
    form: Any, formsets: Iterable[Any], marks: dict[str, Any]
) -> list[Difference]:
    """Return where what was sent differs from what is saved now.

    `marks` are those of the form when it was opened.
    """
    found = list(_in_form(form, "", marks))
    for formset in formsets:
        found += _in_formset(formset, marks)
    return found


def is_chosen(data: Any) -> bool:
    """Say whether `data` chooses between theirs and yours."""
    return any(name.startswith(TAKE) for name in data)


def taking_theirs(data: Any, rows: Iterable[Any]) -> Any:
    """Return what was sent, with what is saved now in each field that says so.

    `rows` are the unbound forms of what is saved. Those below a page are known by
    their keys: they may stand in another place by now.
    """
    saved = {called(form.prefix, form.instance.pk): form for form in rows}
    chosen = data.copy()
    for name in {sent.removeprefix(TAKE) for sent in data}:
        if wants_theirs(data, name):
            _take(chosen, name, saved)
    return chosen


def wants_theirs(data: Any, name: str) -> bool:
    """Say whether theirs was chosen for the field, and nothing written into it since."""
    choice, _, offered = str(data.get(f"{TAKE}{name}", "")).partition(" ")
    return choice == THEIRS and offered in ("", str(mark_of(data.get(name))))


def _take(chosen: Any, name: str, saved: dict[Any, Any]) -> None:
    prefix, _, field = name.rpartition("-")
    key = chosen.get(f"{prefix}-id", "") if prefix else ""
    form = saved.get(called(prefix, key))
    if form is None or field not in form.fields:
        return
    value = form[field].value()
    if value is False or field == "DELETE":
        chosen.pop(name, None)  # as a browser sends a box that is not ticked
    else:
        chosen[name] = "on" if value is True else _sent(form.fields[field], value)


def _sent(field: Any, value: Any) -> str:
    prepared = field.prepare_value(value)
    return "" if prepared is None else str(prepared)


def _in_formset(formset: Any, marks: dict[str, Any]) -> Iterator[Difference]:
    kind = _capitalised(formset.model._meta.verbose_name)
    for form in formset.forms:
        if form in formset.deleted_forms:
            if form.instance.pk:
                box = form["DELETE"]
                said = (kind, str(form.instance), "(taken out)")
                yield Difference(*said, box.html_name, mark(box))
        elif form.instance.pk or form.has_changed():
            yield from _in_form(form, f"{kind} {_title(form)}: ", marks)
    sent = {form.instance.pk for form in formset.forms}
    for row in formset.get_queryset():
        if row.pk not in sent:
            yield Difference(kind, str(row), "(not in your form; it stays)")


def _title(form: Any) -> str:
    return f"“{form.instance}”" if form.instance.pk else "(new in your form)"


def _in_form(form: Any, before: str, marks: dict[str, Any]) -> Iterator[Difference]:
    is_new = form.instance.pk is None
    for name in form.changed_data:
        field = form.fields[name]
        if field.widget.is_hidden or name in {"DELETE", "id"}:
            continue
        theirs = (
            NOT_THERE
            if is_new
            else shown(field, form.get_initial_for_field(field, name))
        )
        yours = shown(field, form[name].data)
        said = (f"{before}{form[name].label}", theirs, yours)
        if is_new:
            yield Difference(*said)
        else:
            bound, left = form[name], is_untouched(marks, form, name)
            yield Difference(*said, bound.html_name, mark(bound), left)


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

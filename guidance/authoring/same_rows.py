"""Rows of one list that can't stand beside each other, because their keys are the same.

Django compares the rows that were sent with one another. Here they are compared with
what a colleague added since the form was opened, and rows that change places make
room for each other, which the database would not wait for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import UniqueConstraint

HERE_ALREADY = (
    "This is here already: somebody else added it. Take this row out, or make it "
    "another one."
)


def tell_rows_here_already(formset: Any) -> None:
    """Put an error on every row of `formset` that is in the database already."""
    sent = {form.instance.pk for form in formset.initial_forms}
    others = [row for row in formset.get_queryset() if row.pk not in sent]
    for rule in _keys(formset.model) if others else ():
        taken = {_key(rule, row) for row in others if _holds_of(rule, row)}
        for form in _kept(formset):
            row = form.instance
            if _key(rule, row) in taken and _holds_of(rule, row):
                _tell(form, rule)


def make_room(formset: Any) -> None:
    """Take out the rows that go and those whose key changes, before any is saved.

    Saving puts the latter back under their old number, so this is only for rows that
    nothing points at.
    """
    if formset.model._meta.related_objects:
        return
    keys = {name for rule in _keys(formset.model) for name in rule.fields}
    moving = [
        form.instance.pk
        for form in formset.initial_forms
        if form in formset.deleted_forms or not keys.isdisjoint(form.changed_data)
    ]
    if keys and moving:
        formset.get_queryset().filter(pk__in=moving).delete()


def _keys(model: Any) -> list[UniqueConstraint]:
    rules = model._meta.constraints
    return [each for each in rules if isinstance(each, UniqueConstraint)]


def _kept(formset: Any) -> Iterator[Any]:
    """Yield the forms with something in them that are to stay."""
    for form in formset.forms:
        sent = getattr(form, "cleaned_data", None)
        if sent and form.has_changed() and not sent.get("DELETE"):
            yield form


def _key(rule: UniqueConstraint, row: Any) -> tuple[Any, ...]:
    fields = (row._meta.get_field(name) for name in rule.fields)
    return tuple(getattr(row, field.attname) for field in fields)


def _holds_of(rule: UniqueConstraint, row: Any) -> bool:
    """Say whether `rule` is about `row`: some are only about rows of a sort."""
    if rule.condition is None:
        return True
    return bool(rule.condition.check(row._get_field_expression_map(row._meta)))


def _tell(form: Any, rule: UniqueConstraint) -> None:
    own: Any = rule.violation_error_message
    said = HERE_ALREADY if own == rule.default_violation_error_message else own
    seen = [name for name in rule.fields if name in form.fields]
    seen = [name for name in seen if not form[name].is_hidden]
    form.add_error(seen[-1] if seen else None, said)

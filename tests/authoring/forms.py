"""Filling in the forms of the desk the way a browser does: what stands there is sent."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse


def page_of(row: Any) -> str:
    """Return the address of the page of `row`."""
    return reverse(f"admin:authoring_{row._meta.model_name}_change", args=[row.pk])


def opened(client: Client, address: str) -> dict[str, str]:
    """Return what the form at `address` would send if nothing were typed."""
    context: Any = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {name: value for form in forms for name, value in fields_of(form).items()}


def fields_of(form: Any) -> dict[str, str]:
    values = {bound.html_name: bound.value() for bound in form}
    # A box that is not ticked sends nothing; text has its lines end as browsers do.
    return {
        name: "on" if value is True else _text(value)
        for name, value in values.items()
        if value is not False
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value).replace("\n", "\r\n")


def adding(data: dict[str, str], prefix: str, **fields: Any) -> dict[str, str]:
    """Return `data` with one more row in the list `prefix`."""
    count = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{count}-{name}": str(value) for name, value in fields.items()}
    return data | row | {f"{prefix}-TOTAL_FORMS": str(count + 1)}

"""Looking without saving: a form sent to be shown again, with what there is to say.

A page that looks is sent to its own address with `_look`, or with `_put` and a field's
name and what to put there, as the buttons in notes do. Nothing is saved or locked: the
form comes back as it was typed. htmx gets only the notes, each for its place; a browser
without a script gets the whole page.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

LOOK, PUT = "_look", "_put"


def is_look(request: HttpRequest) -> bool:
    return request.method == "POST" and (LOOK in request.POST or PUT in request.POST)


def with_put(data: QueryDict) -> QueryDict:
    """Return `data` with what a pressed button says put into its field."""
    name, equals, text = data.get(PUT, "").partition("=")
    changed = data.copy()
    if equals and not name.startswith("_"):
        changed[name] = text
    return changed


def typed(form: Any, name: str) -> Any:
    """Return what stands in the field `name` of `form`: as it was sent, if it can be
    read, else as it is saved; None for nothing."""
    if form.is_bound:
        return getattr(form, "cleaned_data", {}).get(name)
    return getattr(form.instance, name, None)


def kept_rows(formset: Any) -> list[Any]:
    """Return the forms of `formset` that stand for a row, in the rows' order."""
    forms = [form for form in formset.forms if not typed(form, "DELETE")]
    kept = [form for form in forms if form.instance.pk or form.has_changed()]
    return sorted(kept, key=_place)


def _place(form: Any) -> float:
    order = typed(form, "order")
    return float("inf") if order is None else order

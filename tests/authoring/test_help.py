"""Every box of the desk says in plain words what belongs into it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from guidance.authoring.building.panel import panel
from guidance.authoring.building.tree import read_tree
from guidance.authoring.models import Outcome, Question, Wizard
from tests.authoring.forms import page_of
from tests.authoring.test_pages import with_pages

# What the desk makes itself beside each row.
OURS = {"DELETE", "id"}


def forms_of(page: Any) -> Iterator[Any]:
    yield page.context["adminform"].form
    for inline in page.context["inline_admin_formsets"]:
        yield inline.formset.empty_form


def unexplained(forms: Any) -> set[str]:
    return {
        f"{type(form.instance).__name__}.{bound.name}"
        for form in forms
        for bound in form.visible_fields()
        if not bound.help_text and bound.name not in OURS
    }


def test_every_box_of_every_form_has_help(tess):
    found: set[str] = set()
    for model in with_pages():
        add = reverse(f"admin:authoring_{model._meta.model_name}_add")
        addresses = [add, *(page_of(each) for each in model.objects.all()[:1])]
        for address in addresses:
            page = tess.get(address)
            if page.status_code == 200 and "adminform" in (page.context or {}):
                found |= unexplained(forms_of(page))

    assert found == set()


def test_every_box_of_the_builder_has_help(tess):
    wizard = Wizard.objects.get()
    tree = read_tree(wizard.pk)
    assert tree
    found: set[str] = set()
    for row in (wizard, Question.objects.all()[0], Outcome.objects.all()[0]):
        key = f"{row._meta.model_name}-{row.pk}"
        opened = panel(tree, key)
        assert opened
        found |= unexplained(opened.rows())

    assert found == set()

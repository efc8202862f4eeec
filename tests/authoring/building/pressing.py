"""Using the builder the way a browser does: what stands in the open form is sent."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.test import Client
from django.urls import reverse

from guidance.authoring.building.tree import read_tree
from guidance.authoring.choice_forms import name_of
from guidance.authoring.models import Outcome, Question, Wizard
from tests.authoring.forms import fields_of

HTMX = {"HX-Request": "true"}


def question(slug: str) -> Question:
    """Return the question with this `slug`, or that had it before it was reworded."""
    return Question.objects.get(Q(slug=slug) | Q(ref=f"q-{slug}"))


def outcome(slug: str) -> Outcome:
    return Outcome.objects.get(slug=slug)


def the_wizard() -> Wizard:
    return Wizard.objects.get(slug="take-a-bicycle")


def as_it_is() -> Any:
    """Return the wizard as content, unfinished as it may be."""
    tree = read_tree(the_wizard().pk)
    assert tree
    assert tree.content
    return tree.content


def screen(node: Any = None) -> str:
    where = reverse("admin:build", args=[the_wizard().pk])
    key = node if isinstance(node, str) else name_of(node)
    return f"{where}?node={key}" if key else where


def opened(client: Client, node: Any) -> dict[str, str]:
    """Return what the open form of `node` would send if nothing were typed."""
    context: Any = client.get(screen(node), headers=HTMX).context
    panel = context["panel"]
    forms = [*panel.rows(), *(each.management_form for each in panel.formsets.values())]
    sent = {name: value for form in forms for name, value in fields_of(form).items()}
    return sent | {"opened_values": panel.opened_values}


def press(client: Client, node: Any, do: str = "save", **typed: str) -> Any:
    """Open `node`, type what is to be `typed`, and press the button `do`."""
    return send(client, node, opened(client, node), do, **typed)


def send(
    client: Client, node: Any, data: dict[str, str], do: str = "save", **typed: str
) -> Any:
    changed = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(screen(node), data | changed | {"do": do})


def undo(client: Client) -> Any:
    """Press the button that takes the last change back, as the screen shows it."""
    context: Any = client.get(screen(), headers=HTMX).context
    step = context["step"].pk if context["step"] else 0
    return client.post(reverse("admin:undo", args=[the_wizard().pk]), {"step": step})


def errors(page: Any) -> str:
    """Return everything that the open form says is wrong, as one text."""
    panel = page.context["panel"]
    every = [panel.form, *panel.formsets.values()]
    return " ".join(str(each.errors) for each in every).replace("\\'", "'")

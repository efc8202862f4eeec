"""What a save in the wizard builder costs: `python -m benchmarks.building`.

A save with its redraw may take 300 ms at the server. The wall's clock says what somebody waits, this process's what it costs however busy the
machine is. One wizard of 200 nodes is put into the draft of a database of its own. Opening a node,
and saving it with the redraw that follows, are asked for as a browser does, through the
whole of Django; the picture of so large a wizard is asked for by itself.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guidance.settings")

import django

django.setup()  # before what follows, which needs it

# ruff: noqa: E402
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases
from django.urls import reverse

from benchmarks.generate import Size, generate
from guidance.accounts.models import User
from guidance.accounts.opening import open_account
from guidance.accounts.roles import Role
from guidance.authoring.building.panel import panel
from guidance.authoring.building.tree import read_tree
from guidance.authoring.filling import fill
from guidance.authoring.models import Outcome, Question, Wizard

ROUNDS = 9
Times = tuple[float, float]
"""Seconds by the clock on the wall, and of this process."""
HTMX = {"HX-Request": "true"}


def main() -> None:
    connection.settings_dict["OPTIONS"].pop("pool", None)
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        with override_settings(ALLOWED_HOSTS=["testserver"]):
            measure()
    finally:
        teardown_databases(made, verbosity=0)


def measure() -> None:
    """Say what each costs."""
    fill(generate(Size(wizards=1, sections=200, scenarios=20, nodes=200)))
    client = signed_in()
    question, outcome = Question.objects.all()[60], Outcome.objects.all()[10]
    where = reverse("admin:build", args=[Wizard.objects.get().pk])

    def save(node: str, name: str) -> Callable[[int], None]:
        def once(number: int) -> None:
            sent, address = sent_by(node), f"{where}?node={node}"
            sent[name] = f"Is it number {number}?"
            begun = clock()
            answer = client.post(address, sent | {"do": "save"}, headers=HTMX)
            assert answer.status_code == 303, answer.content
            client.get(answer["Location"], headers=HTMX)
            times.append(since(begun))

        return once

    def look(address: str) -> Callable[[int], None]:
        def once(_: int) -> None:
            begun = clock()
            client.get(address, headers=HTMX)
            times.append(since(begun))

        return once

    times: list[Times] = []
    for name, once in {
        "open a question": look(f"{where}?node=question-{question.pk}"),
        "save a question, and redraw": save(f"question-{question.pk}", "text"),
        "save an outcome, and redraw": save(f"outcome-{outcome.pk}", "headline"),
        "the picture": look(reverse("admin:picture", args=[Wizard.objects.get().pk])),
    }.items():
        times.clear()
        for number in range(ROUNDS):
            once(number)
        wall, own = (1000 * median(each) for each in zip(*times, strict=True))
        sys.stdout.write(f"{name:<32}{wall:>8.0f} ms, of them here {own:>5.0f} ms\n")


def clock() -> Times:
    return perf_counter(), process_time()


def since(begun: Times) -> Times:
    wall, own = clock()
    return wall - begun[0], own - begun[1]


def signed_in() -> Client:
    open_account("bench", Role.TRAINER)
    client = Client()
    client.force_login(User.objects.get(username="bench"))
    return client


def sent_by(node: str) -> dict[str, str]:
    """Return what the form of `node` sends when nothing is typed."""
    tree = read_tree(Wizard.objects.get().pk)
    assert tree
    opened = panel(tree, node)
    assert opened
    forms = [*opened.rows(), *(f.management_form for f in opened.formsets.values())]
    values = {bound.html_name: bound.value() for form in forms for bound in form}
    return {
        name: "on" if value is True else "" if value is None else str(value)
        for name, value in values.items()
        if value is not False
    }


if __name__ == "__main__":
    main()

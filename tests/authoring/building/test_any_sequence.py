"""Whatever is pressed in whatever order, the draft stays whole and undo is exact."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance.accounts.models import User
from guidance.authoring.building.acting import Builder
from guidance.authoring.building.judging import judge
from guidance.authoring.building.outline import Part, outline
from guidance.authoring.building.tree import Tree, read_tree
from guidance.authoring.building.undoing import change, last_step, snapshot, undo
from guidance.authoring.models import Question
from guidance.content.vocabulary import Verdict
from tests.authoring.building.pressing import screen, the_wizard
from tests.authoring.conftest import NOON, signed_in

pytestmark = pytest.mark.django_db

ACTS = [
    "question",
    "outcome",
    "lead",
    "nowhere",
    "move",
    "up",
    "delete",
    "branch",
    "copy",
]
PRESSES = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=6,
)


def picked(things: Any, number: int) -> Any:
    """Return one of `things`, if there are any."""
    every = list(things)
    return every[number % len(every)] if every else None


def act(builder: Builder, tree: Tree, what: str, first: int, second: int) -> None:
    """Do `what` to a node and a choice picked by the numbers, where there are any."""
    key, other = picked(tree.nodes, first), picked(tree.nodes.values(), second)
    choice = picked(tree.choices.values(), first)
    if what == "question":
        builder.add_question(f"Number {first}?", then=other)
    elif what == "outcome":
        builder.add_outcome(f"Number {first}.", picked(Verdict, second))
    elif what in TO_A_NODE and key:
        TO_A_NODE[what](builder, tree, key)
    elif what in TO_A_CHOICE and choice:
        TO_A_CHOICE[what](builder, choice, other, picked(tree.questions, second))


TO_A_NODE: dict[str, Any] = {
    "delete": lambda builder, tree, key: builder.delete([tree.nodes[key]]),
    "branch": lambda builder, tree, key: builder.delete(tree.branch(key)),
    "copy": lambda builder, tree, key: builder.duplicate(tree.branch(key)),
}
TO_A_CHOICE: dict[str, Any] = {
    "lead": lambda builder, choice, node, _: builder.lead(choice, node),
    "nowhere": lambda builder, choice, *_: builder.lead(choice, None),
    "move": lambda builder, choice, _, question: builder.move(choice, question),
    "up": lambda builder, choice, *_: builder.shift(choice, -1),
}


def told(parts: list[Part]) -> list[str]:
    found = []
    for part in parts:
        found += [part.key, *told([way.part for way in part.ways if way.part])]
    return found


# Each example rolls back what it did to the draft.
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=PRESSES)
def test_any_sequence_keeps_the_draft_sound_and_is_undone_exactly(draft, presses):
    client = signed_in("tess")
    tess, pk = User.objects.get(username="tess"), the_wizard().pk
    seen = [snapshot(pk)]
    with transaction.atomic():
        for press in presses:
            with change(pk, by=tess, at=NOON) as made:
                tree = read_tree(pk)
                assert tree
                act(Builder(made, tree), tree, *press)
            if snapshot(pk) != seen[-1]:
                seen.append(snapshot(pk))
        tree = read_tree(pk)
        assert tree
        lists = outline(tree, judge(tree))
        # Every node is told once, wherever the choices lead.
        assert sorted(told([*lists.parts, *lists.unreached])) == sorted(tree.nodes)
        assert (
            client.get(screen(picked(tree.nodes, presses[0][1]) or "")).status_code
            == 200
        )
        for before in seen[-2::-1]:
            step = last_step(pk)
            assert step
            undo(pk, step.pk, by=tess, at=NOON)
            assert snapshot(pk) == before
        connection.check_constraints()
        transaction.set_rollback(True)
    assert Question.objects.count() == 2

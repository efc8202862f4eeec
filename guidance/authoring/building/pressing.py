"""What the buttons of the builder do to a wizard, each inside `change`.

A button inside the open form saves the form first. What can't be done raises NotDone,
and the form comes back as it was sent.
"""

from __future__ import annotations

from django.http import HttpRequest

from guidance.authoring.building.acting import Builder
from guidance.authoring.building.panel import Panel, panel
from guidance.authoring.building.saying import short
from guidance.authoring.building.tree import read_tree
from guidance.authoring.building.undoing import Change
from guidance.authoring.choice_forms import name_of
from guidance.authoring.models import Question
from guidance.content.vocabulary import Verdict

WRONG = "Nothing was saved yet: mend what is marked in red, and save again."
GONE = "Nothing was saved: somebody else deleted what you had open."
STALE = "Nothing was deleted: somebody else changed it meanwhile. Look again."
ADDING = {"add-question", "add-outcome"}
DELETING = {"delete", "delete-branch"}
SHIFTS = {"up": -1, "down": 1}


class NotDone(Exception):
    """Nothing was changed; the text says why, and `panel` keeps what was sent."""

    def __init__(self, why: str = "", panel: Panel | None = None, status: int = 409):
        super().__init__(why)
        self.panel, self.status = panel, status


def do_pressed(
    request: HttpRequest, builder: Builder, made: Change, pressed: str, about: str
) -> str:
    """Do what was `pressed`, and return the key of what is open then. Raises NotDone."""
    if pressed in ADDING:
        return _added(request, builder, made, pressed)
    tree, key = builder.tree, request.GET.get("node", "")
    sent = request.POST.copy()
    if pressed == "drop":
        sent[f"{about}-DELETE"] = "on"
    opened = panel(tree, key, sent)
    if opened is None:
        raise NotDone(GONE)
    if pressed in DELETING and key in tree.nodes:
        return _deleted(request, builder, made, key, branch=pressed == "delete-branch")
    name = short(opened.row)  # as it was called so far
    if not opened.is_valid():
        stale = opened.form.stale  # which is said in the form
        raise NotDone("" if stale else WRONG, opened, 409 if stale else 422)
    opened.save(builder)
    made.what = f"Saved {name}"
    if pressed in SHIFTS and (choice := opened.choice(about)):
        builder.shift(choice, SHIFTS[pressed])
        builder.touch(opened.row)
    if pressed == "duplicate" and key in tree.nodes:
        saved = read_tree(tree.wizard.pk, whole=False)
        assert saved  # nobody else is at work on it
        copy = builder.duplicate(saved.branch(key))
        made.what = f"Copied the branch of {name}"
        return name_of(copy)
    return key


def _added(request: HttpRequest, builder: Builder, made: Change, pressed: str) -> str:
    """Add a node that no choice leads to yet."""
    words = " ".join(request.POST.get("words", "").split())
    if not words or len(words) > 500 or not words.isprintable():
        raise NotDone(
            "Write what it says: one line of at most 500 characters.", None, 422
        )
    made.what = f"Added “{words}”"[:190]
    if pressed == "add-question":
        return name_of(builder.add_question(words))
    verdict = request.POST.get("verdict", "")
    if verdict not in set(Verdict):
        raise NotDone("Say which verdict the outcome gives.", None, 422)
    return name_of(builder.add_outcome(words, Verdict(verdict)))


def _deleted(
    request: HttpRequest, builder: Builder, made: Change, key: str, *, branch: bool
) -> str:
    node = builder.tree.nodes[key]
    if request.POST.get("opened_version") != str(node.version):
        raise NotDone(STALE)
    led = builder.tree.led_to_by[key]
    nodes = builder.tree.branch(key) if branch else [node]
    made.what = f"Deleted {short(node)}"
    if len(nodes) > 1:
        made.what += f" and {len(nodes) - 1} more behind it"
    gone = {each.pk for each in nodes if isinstance(each, Question)}
    builder.delete(nodes)
    above = [each.question for each in led if each.question_id not in gone]
    return name_of(above[0]) if above else ""

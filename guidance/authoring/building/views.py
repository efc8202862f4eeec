"""The builder's screen and what its buttons do: plain forms at one address.

`?node=` says what is open. A button inside the open form saves the form first, so
nothing that was typed is lost by it. After a change the browser is sent on to the
screen as it is now, and htmx swaps only the screen.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from guidance.authoring.building.acting import Builder
from guidance.authoring.building.judging import judge
from guidance.authoring.building.outline import outline
from guidance.authoring.building.panel import Panel, panel
from guidance.authoring.building.picture import FEW_LINES, picture
from guidance.authoring.building.presence import be_here, others_here
from guidance.authoring.building.pressing import GONE, NotDone, do_pressed
from guidance.authoring.building.saying import in_use
from guidance.authoring.building.tree import Tree, label, label_of, read_tree
from guidance.authoring.building.undoing import (
    CantUndo,
    change,
    last_step,
    undo,
)
from guidance.authoring.choice_forms import name_of
from guidance.authoring.freezing import document_of
from guidance.authoring.looking import is_look, with_put
from guidance.authoring.models import Wizard
from guidance.authoring.typed_words import typed_words
from guidance.content.vocabulary import Verdict
from guidance.web.pages import render_page

SCREEN = "authoring/build.html"
CLASH = (
    "Nothing was saved: something that somebody else saved meanwhile can't stand beside "
    "this. Change it, and save again."
)


@require_http_methods(["GET", "HEAD", "POST"])
def build(request: HttpRequest, wizard: int) -> HttpResponse:
    """Show the builder, or do what a button of it says."""
    _needs(request, "authoring.view_wizard")
    if request.method != "POST":
        return _screen(request, wizard)
    _needs(request, "authoring.change_wizard")
    if is_look(request):
        return _looked(request, wizard)
    try:
        opened = _done(request, wizard)
    except Wizard.DoesNotExist:
        raise Http404("There is no such wizard.") from None
    except NotDone as refused:
        if str(refused):
            messages.error(request, str(refused))
        return _screen(request, wizard, refused.panel, refused.status)
    return _sent_on(wizard, opened)


@require_POST
def undo_last(request: HttpRequest, wizard: int) -> HttpResponse:
    """Take back the last change, if it is still the last."""
    _needs(request, "authoring.change_wizard")
    given = request.POST.get("step", "")
    step = int(given) if given.isascii() and given.isdigit() else 0
    try:
        what = undo(wizard, step, by=request.user, at=timezone.now())
    except Wizard.DoesNotExist:
        raise Http404("There is no such wizard.") from None
    except CantUndo as refused:
        messages.error(request, str(refused))
        return _screen(request, wizard, status=409)
    messages.success(request, f"Undone: {what}")
    return _sent_on(wizard, request.GET.get("node", ""))


@require_POST
def say_here(request: HttpRequest, wizard: int) -> HttpResponse:
    """Note that somebody has the screen open, and show who else has."""
    _needs(request, "authoring.change_wizard")
    row, at = get_object_or_404(Wizard, pk=wizard), timezone.now()
    node = label_of(wizard, request.GET.get("node", ""))
    be_here(row, by=request.user, at=at, node=node)
    if not request.htmx:  # type: ignore[attr-defined]
        return _sent_on(wizard, request.GET.get("node", ""))
    context = _company(request, wizard) | {"polled": True}
    return render_page(request, SCREEN, context, fragment="company")


def _needs(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _tree(pk: int, *, whole: bool = True) -> Tree:
    tree = read_tree(pk, whole=whole)
    if tree is None:
        raise Http404("There is no such wizard.")
    return tree


def _sent_on(wizard: int, opened: str) -> HttpResponse:
    where = address(wizard, opened)
    return HttpResponseRedirect(where, status=303)


def address(wizard: int, opened: str = "") -> str:
    """Return where the builder has the node `opened`."""
    where = reverse("admin:build", args=[wizard])
    return f"{where}?{urlencode({'node': opened})}#{opened}" if opened else where


def _done(request: HttpRequest, pk: int) -> str:
    """Do what was pressed, and return the key of what is open then. Raises NotDone."""
    at, key = timezone.now(), request.GET.get("node", "")
    pressed, _, about = request.POST.get("do", "save").partition(" ")
    try:
        with change(pk, by=request.user, at=at) as made:
            tree = _tree(pk, whole=False)
            opened = do_pressed(request, Builder(made, tree), made, pressed, about)
            node = tree.nodes.get(key)
            be_here(made.wizard, by=made.by, at=at, node=label(node) if node else "")
    except (RestrictedError, ProtectedError) as refused:
        raise NotDone(in_use(refused), _again(request, pk)) from None
    except IntegrityError:
        raise NotDone(CLASH, _again(request, pk)) from None
    if made.what:
        messages.success(request, f"{made.what}.")
    return opened


def _again(request: HttpRequest, pk: int) -> Panel | None:
    """Return the form as it was sent, beside the rows as they are."""
    return panel(_tree(pk, whole=False), request.GET.get("node", ""), request.POST)


def _looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the open form as it was typed, or only what there is to say of its words."""
    key, typed = request.GET.get("node", ""), with_put(request.POST)
    opened = panel(_tree(pk, whole=False), key, typed)
    if opened is None:
        messages.error(request, GONE)
        return _screen(request, pk, status=409)
    opened.form.looks = True
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "authoring/_notes.html", {"notes": opened.notes()})
    return _screen(request, pk, opened)


def _screen(
    request: HttpRequest, pk: int, unsaved: Panel | None = None, status: int = 200
) -> HttpResponse:
    tree, key = _tree(pk), request.GET.get("node", "")
    may_edit = request.user.has_perm("authoring.change_wizard")
    judged = judge(tree)
    part: Any = request
    swapped = bool(part.htmx) and not part.htmx.history_restore_request
    context = (
        admin.site.each_context(request)
        | {
            "title": f"Build: {tree.wizard.title}",
            "here": address(pk),
            "is_nav_sidebar_enabled": False,
            "tree": tree,
            "wizard": tree.wizard,
            "wizard_key": name_of(tree.wizard),
            "document": document_of(tree.wizard),
            "outline": outline(tree, judged),
            "judged": judged,
            "opened": key,
            "panel": unsaved or (panel(tree, key) if may_edit else None),
            "may_edit": may_edit,
            "verdicts": list(Verdict),
            "typed": request.POST.get("words", ""),
            "not_added": status == 422 and unsaved is None,
            "lost": typed_words(request.POST) if status == 409 and not unsaved else [],
            "late_picture": swapped and len(tree.choices) > FEW_LINES,
        }
        | _company(request, pk)
    )
    if not context["late_picture"]:
        context["picture"] = picture(tree, key)
    return render_page(request, SCREEN, context, fragment="builder", status=status)


def only_picture(request: HttpRequest, wizard: int) -> HttpResponse:
    """Show the picture alone: it takes as long as all the rest of a large wizard."""
    _needs(request, "authoring.view_wizard")
    tree = _tree(wizard)
    key = request.GET.get("node", "")
    if not request.htmx:  # type: ignore[attr-defined]
        return _sent_on(wizard, key)
    context = {
        "here": address(wizard),
        "tree": tree,
        "wizard": tree.wizard,
        "picture": picture(tree, key),
    }
    return render_page(request, SCREEN, context, fragment="picture")


def _company(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return who else is here, and what was done last."""
    step = last_step(pk)
    mine = bool(step and step.by_id == request.user.pk)
    return {
        "wizard_pk": pk,
        "others": others_here(pk, but=request.user, at=timezone.now()),
        "step": step,
        "may_undo": mine,
        "opened": request.GET.get("node", ""),
        "seen_step": request.POST.get("seen_step", ""),
    }

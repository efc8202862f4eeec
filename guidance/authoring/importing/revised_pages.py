"""The pages of a revised memo: the comparison, and the work list that follows it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from guidance.authoring.importing.drafting import NotYet, Obstacle
from guidance.authoring.importing.pages import needs, page, see
from guidance.authoring.importing.resting import rests
from guidance.authoring.importing.revising import accept, chosen_matches, compare
from guidance.authoring.importing.working_off import (
    NotAccepted,
    delete_idle,
    point,
    was,
    work_list,
)
from guidance.authoring.models import ImportedMemo, Memo

PAGES = ["GET", "HEAD", "POST"]


@require_http_methods(PAGES)
def compared(request: HttpRequest, key: int) -> HttpResponse:
    """Show a revised memo beside the memo, and take it into the draft."""
    needs(request, "authoring.change_memo")
    rows = ImportedMemo.objects.defer("source").select_related("memo")
    row = get_object_or_404(rows, pk=key, is_revision=True, memo__isnull=False)
    assert row.memo
    if row.saved_at:
        return see(reverse("admin:work", args=[row.memo.pk]))
    if request.method != "POST":
        return _compared(request, row)
    return _pressed(request, row)


def _pressed(request: HttpRequest, row: ImportedMemo) -> HttpResponse:
    row.matches = chosen_matches(row, request.POST)
    row.save(update_fields=["matches"])
    if request.POST.get("act") != "accept":
        return see(request.path)
    try:
        opened = request.POST.get("memo_version", "")
        memo = accept(row.pk, opened=opened, by=request.user, at=timezone.now())
    except NotYet as reason:
        return _compared(request, row, reason.obstacles)
    messages.success(request, f"The draft has the new text of {memo}.")
    return see(reverse("admin:work", args=[memo.pk]))


def _compared(
    request: HttpRequest, row: ImportedMemo, obstacles: list[Obstacle] | None = None
) -> HttpResponse:
    comparison = compare(row)
    resting = rests(comparison.sections)
    return page(
        request,
        "import_compare.html",
        {
            "title": f"What changes in {row.memo}",
            "row": row,
            "pairs": comparison.pairs,
            "gone": [
                (each, [rest for rest in resting if rest.row.section_id == each.pk])
                for each in comparison.gone
            ],
            "sections": comparison.sections,
            "obstacles": obstacles,
        },
        status=422 if obstacles else 200,
    )


@require_http_methods(PAGES)
def work(request: HttpRequest, key: int) -> HttpResponse:
    """Show what rested on words of a memo that are gone, and mend it one by one."""
    needs(request, "authoring.view_memo")
    memo = get_object_or_404(Memo, pk=key)
    if request.method != "POST":
        return _work(request, memo)
    needs(request, "authoring.change_scenario", "authoring.change_memo")
    name = request.POST.get("task", "")
    try:
        _do(request, memo, name)
    except NotAccepted as reason:
        return _work(request, memo, name=name, refusal=str(reason))
    return see(request.path)


def _do(request: HttpRequest, memo: Memo, name: str) -> None:
    by, at = request.user, timezone.now()
    if "delete" in request.POST:
        delete_idle(memo, request.POST["delete"], by=by, at=at)
        messages.success(request, "The section was deleted.")
        return
    sent = {each: request.POST.get(each, "") for each in ("section", "words", "was")}
    sent["was"] = sent["was"].replace("\r\n", "\n")
    rest = point(memo, name, sent=sent, by=by, at=at)
    messages.success(request, f"Done: {rest.says} {rest.whole}")


def _work(
    request: HttpRequest, memo: Memo, *, name: str = "", refusal: str = ""
) -> HttpResponse:
    found = work_list(memo)
    is_beside = any(each.rest.name == name for each in found.tasks)
    return page(
        request,
        "work.html",
        {
            "title": f"Work list of {memo}",
            "memo": memo,
            "tasks": [_shown(request, each, name) for each in found.tasks],
            "idle": found.idle,
            "around": found.around,
            "sections": found.sections,
            "name": name,
            "refusal": refusal,
            "refusal_above": "" if is_beside else refusal,
            "may_change": request.user.has_perm("authoring.change_scenario"),
        },
        status=422 if refusal else 200,
    )


def _shown(request: HttpRequest, task: Any, name: str) -> dict[str, Any]:
    """Return a task for its form, with what was typed where that was refused."""
    is_own = task.rest.name == name
    section = task.section.pk if task.section else ""
    return {
        "task": task,
        "was": was(task.rest),
        "words": request.POST.get("words", "") if is_own else task.words,
        "section": request.POST.get("section", "") if is_own else str(section),
    }

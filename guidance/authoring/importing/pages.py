"""The pages of an import: choosing a file, correcting what was read, its file back.

Every button is one of a single form, which is saved as a whole with each press; so
nothing typed gets lost, and no page needs a script.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from guidance.authoring.importing.correcting import (
    corrected,
    parts_of,
    pressed,
    proposed,
)
from guidance.authoring.importing.drafting import (
    NotYet,
    Obstacle,
    checked,
    locked,
    save_as_memo,
)
from guidance.authoring.importing.fact_forms import (
    as_sent,
    fact_notes,
    facts_form,
    provenances,
)
from guidance.authoring.importing.overtaken import (
    as_typed,
    differing,
    opened_values,
    with_theirs,
)
from guidance.authoring.importing.taking_in import PASTED, take_in
from guidance.authoring.models import ImportedMemo, Memo
from guidance.content.importing.kinds import LARGEST_FILE, SUFFIXES
from guidance.content.markdown import to_html
from guidance.content.problems import Problem, Refused, problem

NOTHING_CHOSEN = "Choose a file, or paste the text."
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Show what is being imported, and take another file or pasted text in."""
    needs(request, "authoring.add_memo", "authoring.change_memo")
    if request.method != "POST":
        return _imports(request, request.GET.get("memo", ""))
    chosen = request.POST.get("memo", "")
    try:
        row = _taken_in(request, chosen)
    except Refused as refused:
        return _imports(request, chosen, refused.problems[0])
    return see(reverse("admin:import", args=[row.pk]))


def _taken_in(request: HttpRequest, chosen: str) -> ImportedMemo:
    """Return the import of what was sent. Raises Refused."""
    memo = get_object_or_404(Memo, pk=int(chosen)) if _is_key(chosen) else None
    file, text = request.FILES.get("file"), request.POST.get("text", "")
    if file and (file.size or 0) > LARGEST_FILE:
        sentence = f"The file has {file.size:,} bytes; {LARGEST_FILE:,} can be read."
        raise Refused([problem("file", "", "", sentence, "Paste its text instead.")])
    if not file and not text.strip():
        raise Refused([problem("file", "", "", NOTHING_CHOSEN, "")])
    data = file.read() if file else text.replace("\r\n", "\n").encode()
    name = str(file.name) if file else PASTED
    return take_in(data, name, by=request.user, at=timezone.now(), memo=memo)


def _imports(
    request: HttpRequest, chosen: str, refusal: Problem | None = None
) -> HttpResponse:
    rows = ImportedMemo.objects.defer("source", "reading", "parts", "before")
    rows = rows.select_related("memo", "imported_by").order_by("-imported_at")
    return page(
        request,
        "imports.html",
        {
            "title": "Import a memo",
            "memos": Memo.objects.order_by("order", "slug"),
            "chosen": chosen,
            "pasted": request.POST.get("text", ""),
            "refusal": refusal,
            "accepted": ",".join(SUFFIXES),
            "open": rows.filter(saved_at=None)[:SHOWN],
            "done": rows.exclude(saved_at=None)[:SHOWN],
        },
        status=422 if refusal else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Show what was read of a file beside what it becomes, and take corrections."""
    needs(request, "authoring.add_memo", "authoring.change_memo")
    row = get_object_or_404(ImportedMemo.objects.defer("source"), pk=key)
    if row.saved_at:
        return see(_afterwards(row))
    if request.method != "POST":
        return _correcting(request, row)
    return _press(request, row)


def _press(request: HttpRequest, row: ImportedMemo) -> HttpResponse:
    button = request.POST.get("act", "save")
    if button == "discard":
        ImportedMemo.objects.filter(pk=row.pk, saved_at=None).delete()
        messages.success(request, f"“{row.name}” was thrown away.")
        return see(reverse("admin:imports"))
    now, is_stale = _corrected(request, row.pk, button)
    if is_stale:
        return _correcting(request, now, sent=request.POST, status=409)
    try:
        return _go_on(request, now, button)
    except NotYet as reason:
        return _correcting(request, now, obstacles=reason.obstacles, status=422)


@transaction.atomic
def _corrected(
    request: HttpRequest, key: int, button: str
) -> tuple[ImportedMemo, bool]:
    """Save what the form says, and return the row, and whether it was overtaken."""
    row = locked(key)
    if request.POST.get("version") != str(row.version) or row.saved_at:
        return row, True
    sent = with_theirs(row, request.POST)
    parts = pressed(row, corrected(parts_of(row), sent), button)
    row.parts = [each.model_dump(mode="json") for each in parts]
    row.facts = as_sent(facts_form(row), sent)
    row.save(update_fields=["parts", "facts"])
    row.advance(by=request.user, at=timezone.now())
    return row, False


def _go_on(request: HttpRequest, row: ImportedMemo, button: str) -> HttpResponse:
    """Return where the pressed `button` leads. Raises NotYet."""
    if button == "compare" and row.is_revision:
        checked(row)
        return see(reverse("admin:import-compare", args=[row.pk]))
    if button == "make" and not row.is_revision:
        memo = save_as_memo(row.pk, by=request.user, at=timezone.now())
        messages.success(request, f"Saved as a draft memo: {memo}.")
        return see(reverse("admin:authoring_memo_change", args=[memo.pk]))
    act, _, start = button.partition("-")
    if act in ("save", "renumber"):
        messages.success(request, "The corrections were saved.")
    anchor = f"#part-{start}" if start.isdigit() else ""
    return see(reverse("admin:import", args=[row.pk]) + anchor)


def _correcting(
    request: HttpRequest,
    row: ImportedMemo,
    *,
    obstacles: list[Obstacle] | None = None,
    sent: Any = None,
    status: int = 200,
) -> HttpResponse:
    opened, conflict = opened_values(row), None
    if sent is not None:
        opened, conflict = sent.get("opened_values", ""), differing(row, sent)
        row = as_typed(row, sent)
    form = facts_form(row, sent=bool(obstacles))
    memo_ref = row.memo.ref if row.memo else str(row.facts.get("ref", ""))
    notes = fact_notes(row, form)
    return page(
        request,
        "import.html",
        {
            "title": f"{'Revised memo' if row.is_revision else 'New memo'}: {row.name}",
            "row": row,
            "form": form,
            "facts": [(each, notes.get(each.name, "")) for each in form],
            "parts": [
                each.__dict__ | {"shown": _shown(each.paragraphs)}
                for each in proposed(row, memo_ref)
            ],
            "notes": row.reading.get("notes", []),
            "provenances": provenances(),
            "obstacles": obstacles,
            "opened_values": opened,
            "conflict": conflict,
        },
        status=status,
    )


def _shown(paragraphs: list[Any]) -> list[dict[str, Any]]:
    pages = [None, *(each.page for _, each in paragraphs)]
    return [
        {
            "place": place,
            "html": to_html(each.printed),
            "page": each.page if each.page and each.page != before else 0,
        }
        for (place, each), before in zip(paragraphs, pages, strict=False)
    ]


@require_GET
def source(request: HttpRequest, key: int) -> HttpResponse:
    """Hand out the file that was imported, to be saved and never opened here."""
    needs(request, "authoring.view_memo")
    row = get_object_or_404(ImportedMemo.objects.only("name", "source"), pk=key)
    response = HttpResponse(bytes(row.source), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, row.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _afterwards(row: ImportedMemo) -> str:
    if row.memo is None:
        return reverse("admin:imports")
    if row.is_revision:
        return reverse("admin:work", args=[row.memo.pk])
    return reverse("admin:authoring_memo_change", args=[row.memo.pk])


def needs(request: HttpRequest, *permissions: str) -> None:
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def see(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = admin.site.each_context(request) | context
    return TemplateResponse(request, f"authoring/{template}", context, status=status)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18

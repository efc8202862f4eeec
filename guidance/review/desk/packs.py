"""Packs at the desk: the draft and every edition as a zip, and a zip as the draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from guidance.authoring.freezing import draft_guidance
from guidance.authoring.models import UploadedPack
from guidance.authoring.pack_exchange import (
    DraftChanged,
    keep_upload,
    read_zip,
    take_over,
)
from guidance.content.model import Guidance
from guidance.content.problems import Problem, Refused
from guidance.content.zipped_packs import LARGEST_ZIP, zip_pack
from guidance.editions.library import NoEdition, library
from guidance.review.comparing import NothingThere, Side, compare_sides, draft
from guidance.review.desk.acting import action, page, person
from guidance.web.pages import render_page

READERS = ("authoring.view_scenario",)
WRITERS = ("authoring.change_department",)

CHANGED = (
    "Somebody changed the draft since. Nothing was taken over. Here is what the pack "
    "would change now."
)
NO_FILE = Problem(
    "zip", "", "", "No file was chosen.", "Choose the zip file of a pack."
)


@page(*READERS)
def packs(request: HttpRequest) -> HttpResponse:
    """Offer the draft and the editions as zips, and a place to upload one."""
    return _page(request)


def _page(
    request: HttpRequest,
    problems: list[Problem] | None = None,
    because: str = "Nothing was changed",
) -> HttpResponse:
    context = {
        "because": because,
        "editions": library.editions(),
        "problems": problems or [],
        "waiting": UploadedPack.objects.filter(by=request.user.pk).first(),
    }
    status = 422 if problems else 200
    return render_page(request, "review/packs.html", context, status=status)


@page(*READERS)
def draft_zip(request: HttpRequest) -> HttpResponse:
    """Send the draft as a zip; where it can't be read, the page that says why."""
    try:
        return _zip(draft_guidance(), "draft")
    except Refused as refused:
        return _page(request, refused.problems, "The draft can’t be downloaded yet")


@page(*READERS)
def edition_zip(request: HttpRequest, number: int) -> HttpResponse:
    try:
        return _zip(library.numbered(number).guidance, f"edition-{number}")
    except NoEdition:
        raise Http404 from None


def _zip(guidance: Guidance, name: str) -> HttpResponse:
    file = f"{guidance.department.slug}-{name}.zip"
    return HttpResponse(
        zip_pack(guidance),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


@action(*WRITERS)
def upload(request: HttpRequest) -> HttpResponse:
    """Read an uploaded pack and lead to what it would change, or say what is wrong."""
    file = request.FILES.get("pack")
    if file is None:
        return _page(request, [NO_FILE])
    try:
        # One byte more than may be, so that what is too long shows without being read.
        data = file.read(LARGEST_ZIP + 1)
        keep_upload(str(file.name), data, by=person(request), at=timezone.now())
    except Refused as refused:
        return _page(request, refused.problems)
    return redirect("review:uploaded_pack")


@page(*WRITERS)
def uploaded_pack(request: HttpRequest) -> HttpResponse:
    """Show what the uploaded pack would change in the draft."""
    waiting = UploadedPack.objects.filter(by=request.user.pk).first()
    if waiting is None:
        return redirect("review:packs")
    try:
        before = draft()
    except NothingThere:
        before = None
    try:
        pack = Side(waiting.name, read_zip(bytes(waiting.zipped)))
    except Refused as refused:  # a newer program is stricter than the one it came to
        waiting.delete()
        return _page(request, refused.problems)
    comparison = compare_sides(before, pack)
    report = comparison.report
    context = {"waiting": waiting, "comparison": comparison, "report": report}
    context["documents"] = [(each, "") for each in report.documents]
    return render_page(request, "review/uploaded_pack.html", context)


@action(*WRITERS)
def decide_on_pack(request: HttpRequest) -> HttpResponse:
    """Take the uploaded pack over as the draft, or drop it."""
    waiting = UploadedPack.objects.filter(by=request.user.pk).first()
    if waiting is None:
        messages.warning(request, "There is no uploaded pack any more.")
    elif "drop" in request.POST:
        waiting.delete()
        messages.info(request, f"{waiting.name} was dropped. The draft is as it was.")
    else:
        return _taken_over(request, waiting)
    return redirect("review:packs")


def _taken_over(request: HttpRequest, waiting: UploadedPack) -> HttpResponse:
    try:
        take_over(waiting, by=person(request), at=timezone.now())
    except DraftChanged:
        keep_upload(waiting.name, bytes(waiting.zipped), by=waiting.by, at=waiting.at)
        messages.warning(request, CHANGED)
        return redirect("review:uploaded_pack")
    except Refused as refused:
        return _page(request, refused.problems)
    messages.success(request, f"The draft now is what {waiting.name} says.")
    return redirect("review:changes")

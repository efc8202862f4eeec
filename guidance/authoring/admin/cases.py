"""Cases at the desk: a page each, and the paths of a wizard that have none yet."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from guidance.authoring.admin.pages import Bearings, TabularRows
from guidance.authoring.admin.wizards import NodePage, page_of
from guidance.authoring.admin.writing import Written
from guidance.authoring.case_form import CaseForm
from guidance.authoring.case_paths import (
    Changed,
    accept,
    frozen,
    path_of,
    reject,
    rejected,
    shown,
    walked,
)
from guidance.authoring.case_rows import case_document
from guidance.authoring.forms import PartsFormSet
from guidance.authoring.freezing import document_of, draft_problems, read_draft
from guidance.authoring.models import (
    Case,
    CaseAnswer,
    CaseSection,
    Choice,
    Outcome,
    Wizard,
)
from guidance.authoring.statuses import StatusFilter
from guidance.content.case_coverage import coverage, untested
from guidance.content.problems import Problem, Refused

AT_ONCE = 20
"""How many untested paths the page shows; pressing one makes room for another."""


class AnswersFormSet(PartsFormSet):
    """Answers that are one path: one to a question."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        given = [getattr(form, "cleaned_data", {}).get("choice") for form in kept]
        asked = [choice.question_id for choice in given if choice is not None]
        if len(set(asked)) < len(asked):
            raise forms.ValidationError("Give one answer to a question.")


class Answers(TabularRows):
    """The answers of a case, to be picked among those of its wizard."""

    model = CaseAnswer
    formset = AnswersFormSet
    fields = ("choice",)
    ordering = ("pk",)
    picked_only = frozenset({"choice"})

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        own = Choice.objects.filter(question__wizard__cases=_opened(request))
        kwargs["queryset"] = own.select_related("question").order_by(
            "question__order", "question__pk", "order", "pk"
        )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _opened(request: HttpRequest) -> int:
    """Return the key of the case whose page was asked for; 0 while adding one."""
    match = request.resolver_match
    key = match.kwargs.get("object_id", "") if match else ""
    return int(key) if key.isdecimal() else 0


class Sections(Bearings):
    model = CaseSection
    ordering = ("order", "pk")


@admin.register(Case)
class CasePage(NodePage, Written):
    form = CaseForm
    fieldsets = (
        (None, {"fields": ("wizard", "title")}),
        ("What must come out", {"fields": ("verdict", "outcome", "why")}),
        ("In dispute", {"fields": ("disputed",)}),
        ("Names and place", {"fields": (("slug", "order"),)}),
    )
    inlines = (Answers, Sections)
    autocomplete_fields = ("wizard",)
    picked_only = frozenset({"outcome"})
    list_display = ("title", "verdict", "wizard")
    list_display_links = ("title",)
    list_filter: ClassVar[Any] = (
        StatusFilter,
        "verdict",
        ("disputed", admin.EmptyFieldListFilter),
        "wizard",
    )
    list_select_related = ("wizard", "outcome")
    search_fields = ("title", "slug", "why", "wizard__title")
    prepopulated_fields = {"slug": ("title",)}

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return None  # officers see nothing of a case

    def get_list_display(self, request: HttpRequest) -> Any:
        return [*super().get_list_display(request), comes_out()]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(untested_paths)
        own = [path("untested/<int:wizard>/", view, name="untested")]
        return [*own, *super().get_urls()]

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """Ask for the outcome once there is a wizard to pick it from; for the path
        until there are rows for its answers."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            return fieldsets
        asked = [
            (title, {"fields": [each for each in said["fields"] if each != "outcome"]})
            for title, said in fieldsets
        ]
        return [asked[0], ("The answers", {"fields": ["path"]}), *asked[1:]]

    def tools(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        if row is None:
            return super().tools(request, row)
        others = reverse("admin:untested", args=[row.wizard_id])
        return super().tools(request, row) | {
            "document": case_document(row),
            "additions": [{"label": "Untested paths", "address": others}],
        }

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer only outcomes of the case's own wizard."""
        if db_field.name == "outcome":
            own = Outcome.objects.filter(wizard__cases=_opened(request))
            kwargs["queryset"] = own.order_by("order", "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def comes_out() -> Any:
    """Return a column that says of every case whether it comes out as it says.

    The draft is checked once for the list, when the first row is shown.
    """
    found: dict[str, list[Problem]] | None = None
    unread: set[str] = set()

    @admin.display(description="comes out")
    def column(row: Case) -> str:
        nonlocal found, unread
        if found is None:
            found, unread = _by_case(), {e.document for e in read_draft().problems}
        problems = found.get(f"{case_document(row)}/cases › {row.slug}", [])
        if problems:
            said = problems[0].sentence
        elif not unread.isdisjoint({document_of(row.wizard), case_document(row)}):
            said = "not run: unfinished"
        elif row.disputed:
            said = _dispute(row)
        else:
            return "as expected"
        where = f"{reverse('admin:check')}?document={case_document(row)}"
        return format_html('<a href="{}">{}</a>', where, said)

    return column


def _dispute(row: Case) -> str:
    """Say what the wizard answers meanwhile; without problems the row names it."""
    meanwhile = row.outcome
    if meanwhile is None:
        return "disputed"
    return f"disputed: “{meanwhile.get_verdict_display()}” ({meanwhile.ref}) meanwhile"


def _by_case() -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = defaultdict(list)
    for problem in draft_problems():
        case = " › ".join(problem.field.split(" › ")[:2])
        found[f"{problem.document}/{case}"].append(problem)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def untested_paths(request: HttpRequest, wizard: int) -> HttpResponse:
    """Show what the cases of a wizard cover, and paths to accept or turn down."""
    if not request.user.has_perm("authoring.view_case"):
        raise PermissionDenied
    row = get_object_or_404(Wizard, pk=wizard)
    if request.method != "POST":
        return _page(request, row)
    try:
        _press(request, row)
    except (Changed, Refused):
        messages.warning(request, CHANGED)
        return _page(request, row, status=409)
    return HttpResponseRedirect(request.path, status=303)


CHANGED = (
    "Nothing was saved: the wizard answers that path otherwise since you opened this "
    "page. Look again."
)


def _press(request: HttpRequest, wizard: Wizard) -> None:
    """Do what the button says: accept a path as a case, or turn it down."""
    given, at = request.POST.get("path", ""), timezone.now()
    if "accept" in request.POST:
        _needs(request, "authoring.add_case")
        seen = request.POST.get("seen", "")
        case = accept(wizard, given, seen=seen, by=request.user, at=at)
        said = format_html("Accepted as a case: {}", page_of(case, case.title))
        messages.success(request, said)
    else:
        _needs(request, "authoring.add_rejectedpath")
        reject(wizard, given, by=request.user, at=at)
        messages.success(request, "Turned down; it is not offered again.")


def _needs(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _page(request: HttpRequest, row: Wizard, status: int = 200) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "title": f"Untested paths of {row}",
        "wizard": row,
        "may_press": request.user.has_perm("authoring.add_case"),
    }
    try:
        context |= _paths(row)
    except Refused as refused:
        context["problems"] = refused.problems
    return TemplateResponse(request, "authoring/untested.html", context, status=status)


def _paths(row: Wizard) -> dict[str, Any]:
    wizard, tested, unwanted = frozen(row.pk), walked(row), rejected(row)
    found = untested(wizard, [*tested, *unwanted], limit=AT_ONCE)
    return {
        "coverage": coverage(wizard, tested),
        "rejected": len(unwanted),
        "disputed": row.cases.exclude(disputed="").count(),
        "found": [
            {
                "case": case,
                "path": path_of(case.answers),
                "seen": shown(case),
                "outcome": wizard.nodes[case.outcome or ""],
            }
            for case in found
        ],
    }

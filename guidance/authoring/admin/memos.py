"""Memos with their sections, and the sections one by one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from guidance.authoring.admin.bulk import NoteAction, submit
from guidance.authoring.admin.pages import Page, StackedRows, TabularRows
from guidance.authoring.forms import PageForm
from guidance.authoring.models import Memo, Section, SectionSource, Supersession
from guidance.authoring.problem_pages import with_problems
from guidance.authoring.published import address
from guidance.authoring.statuses import StatusFilter, status_column

SECTION_FIELDS = (
    ("number", "order"),
    "heading",
    ("slug", "ref"),
    "provenance",
    "body",
    "quotation",
    "attribution",
    "pinpoint",
    ("confidence", "text_seen"),
)


class Sections(StackedRows):
    """The sections in reading order. What they were read in is on their own pages."""

    model = Section
    fields = SECTION_FIELDS
    ordering = ("order", "pk")
    prepopulated_fields = {"slug": ("heading",)}
    show_change_link = True


class Supersessions(TabularRows):
    model = Supersession
    fk_name = "memo"
    autocomplete_fields = ("superseded",)
    fields = ("superseded", "order")
    ordering = ("order", "pk")


@admin.register(Memo)
class MemoPage(Page):
    fieldsets = (
        (None, {"fields": ("title", "number", ("kind", "issuer"), ("slug", "ref"))}),
        (
            "In force",
            {"fields": ("issued_on", "in_force_from", "in_force_until", "status")},
        ),
        (
            "What readers should know of it",
            {"fields": ("note", "source", "full_text_public", "numbering_is_ours")},
        ),
        ("On the site", {"fields": ("order",)}),
    )
    inlines = (Sections, Supersessions)
    list_display = ("ref", "title", "number", "kind", "issued_on", "in_force_until")
    list_display_links = ("ref", "title")
    list_filter = (StatusFilter, "kind", "numbering_is_ours", "full_text_public")
    actions = (submit,)
    action_form = NoteAction
    search_fields = ("ref", "slug", "title", "number")
    ordering = ("order", "slug")
    prepopulated_fields = {"slug": ("title",)}
    view_on_site = staticmethod(address)

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = [*super().get_list_display(request), status_column(request)]
        return with_problems(columns)

    def tools(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        if row is None:
            return super().tools(request, row)
        links = [
            {"label": "Work list", "address": reverse("admin:work", args=[row.pk])}
        ]
        if self.has_change_permission(request, row):
            new = f"{reverse('admin:imports')}?memo={row.pk}"
            links.insert(0, {"label": "Import its revised text", "address": new})
        for each in (
            row.imports.only("name").filter(saved_at__isnull=False).order_by("saved_at")
        ):
            file = reverse("admin:import-source", args=[each.pk])
            links.append({"label": f"Source: {each.name}", "address": file})
        return super().tools(request, row) | {"additions": links}


class Sources(TabularRows):
    model = SectionSource
    autocomplete_fields = ("source",)
    fields = ("source", "order")
    ordering = ("order", "pk")


class SectionForm(PageForm):
    class Meta:
        help_texts: ClassVar[dict[str, str]] = {
            "memo": "The memo it is a part of, for good."
        }


@admin.register(Section)
class SectionPage(Page):
    form = SectionForm
    part_of = "memo"
    is_edited_there = True
    fieldsets = (
        (None, {"fields": ("memo", "number", "heading", ("slug", "ref"), "order")}),
        ("What it says", {"fields": ("body", "quotation", "attribution")}),
        (
            "How far it can be trusted",
            {"fields": ("provenance", "pinpoint", "confidence", "text_seen")},
        ),
    )
    inlines = (Sources,)
    autocomplete_fields = ("memo",)
    list_display = ("ref", "number", "heading", "memo", "provenance")
    list_display_links = ("ref", "number", "heading")
    list_filter = (
        StatusFilter,
        "provenance",
        ("memo", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("memo",)
    search_fields = ("ref", "slug", "number", "heading", "memo__title", "body")
    ordering = ("memo__order", "memo__slug", "order", "pk")
    prepopulated_fields = {"slug": ("heading",)}
    view_on_site = staticmethod(address)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("memo",) if obj else ()

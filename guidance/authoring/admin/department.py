"""The department's own pages: its name, whom to call, its lists of words."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from guidance.authoring.admin.pages import Page
from guidance.authoring.admin.writing import Written
from guidance.authoring.models import (
    Contact,
    Department,
    Detail,
    PinnedResult,
    ReferenceList,
    Source,
    SynonymSet,
    Term,
    Topic,
)
from guidance.authoring.pinned_form import PinnedResultForm
from guidance.authoring.published import address


@admin.register(Department)
class DepartmentPage(Page):
    fieldsets = (
        (None, {"fields": ("name", "short_name", "kind", "slug")}),
        ("On every page", {"fields": ("note", "time_zone")}),
        ("For the search", {"fields": ("unanswered",)}),
        ("For whoever writes", {"fields": ("banned_words",)}),
    )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the one department there is instead of a list of one."""
        if Department.objects.exists():
            return HttpResponseRedirect(
                reverse("admin:authoring_department_change", args=[1])
            )
        return super().changelist_view(request, extra_context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Department.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Contact)
class ContactPage(Page):
    fields = ("name", "slug", "when", "reach", "hours", "order")
    list_display = ("name", "when", "reach", "hours", "order")
    search_fields = ("name", "slug", "when")
    ordering = ("order", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Topic)
class TopicPage(Page):
    fields = ("title", "slug", "summary", "two_approvers", "order")
    list_display = ("title", "summary", "order")
    search_fields = ("title", "slug", "summary")
    ordering = ("order", "slug")
    prepopulated_fields = {"slug": ("title",)}
    view_on_site = staticmethod(address)


@admin.register(Term)
class TermPage(Page):
    fields = ("term", "slug", "meaning", "section")
    list_display = ("term", "meaning", "section")
    list_select_related = ("section",)
    search_fields = ("term", "slug", "meaning")
    ordering = ("term",)
    autocomplete_fields = ("section",)
    prepopulated_fields = {"slug": ("term",)}
    view_on_site = staticmethod(address)


@admin.register(SynonymSet)
class SynonymsPage(Page):
    fields = ("words",)
    list_display = ("__str__",)
    search_fields = ("words__icontains",)
    ordering = ("pk",)


@admin.register(PinnedResult)
class PinnedResultPage(Written):
    form = PinnedResultForm
    fields = ("queries", "refs")
    list_display = ("__str__",)
    search_fields = ("queries__icontains", "refs__icontains")
    ordering = ("pk",)

    def tools(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Lead to what its first query finds in the draft."""
        if row is None or not row.queries:
            return super().tools(request, row)
        asked = urlencode({"q": row.queries[0]})
        link = {"label": "Try it", "address": f"{reverse('draft:search')}?{asked}"}
        return super().tools(request, row) | {"additions": [link]}


@admin.register(ReferenceList)
class ReferenceListPage(Page):
    fieldsets = (
        (None, {"fields": ("title", "law", ("slug", "ref"))}),
        ("The list", {"fields": ("notes", "entries", "added", "also", "excluded")}),
    )
    list_display = ("ref", "title", "law")
    list_display_links = ("ref", "title")
    search_fields = ("title", "ref", "slug", "law")
    ordering = ("ref",)


@admin.register(Source)
class SourcePage(Page):
    fields = ("name", "kind", "what", "where", "slug")
    list_display = ("slug", "name", "kind", "what")
    list_display_links = ("slug", "name")
    list_filter = ("kind",)
    search_fields = ("slug", "name", "what", "where")
    ordering = ("slug",)


@admin.register(Detail)
class DetailPage(Page):
    fields = ("label", "slug", "text")
    list_display = ("label", "text")
    search_fields = ("label", "slug", "text")
    ordering = ("pk",)
    prepopulated_fields = {"slug": ("label",)}

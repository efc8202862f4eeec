"""Scenarios, with what they rest on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from guidance.authoring.admin.bulk import (
    OwnerAction,
    set_owner,
    set_topic,
    staff,
    submit,
)
from guidance.authoring.admin.pages import (
    Bearings,
    Contacts,
    TabularRows,
)
from guidance.authoring.admin.settling import settle
from guidance.authoring.admin.writing import Citations, Written
from guidance.authoring.models import (
    Scenario,
    ScenarioBearing,
    ScenarioCitation,
    ScenarioContact,
    SeeAlso,
)
from guidance.authoring.problem_pages import with_problems
from guidance.authoring.published import address
from guidance.authoring.scenario_form import ScenarioForm
from guidance.authoring.statuses import StatusFilter, status_column
from guidance.authoring.unsaved_answers import unsaved_scenario

FOUND = "How officers find it"


class ScenarioCitations(Citations):
    model = ScenarioCitation
    ordering = ("order", "pk")


class ScenarioContacts(Contacts):
    model = ScenarioContact
    ordering = ("order", "pk")


class ScenarioBearings(Bearings):
    model = ScenarioBearing
    ordering = ("order", "pk")


class SeeAlsos(TabularRows):
    model = SeeAlso
    fk_name = "scenario"
    autocomplete_fields = ("other",)
    fields = ("other", "order")
    ordering = ("order", "pk")


@admin.display(description="search")
def found_column(row: Scenario) -> str:
    """Lead to how officers find the scenario."""
    where, label = reverse("how_found", args=[row.pk]), f"{FOUND}: {row.ref}"
    return format_html('<a href="{}" aria-label="{}">Try</a>', where, label)


@admin.register(Scenario)
class ScenarioPage(Written):
    form = ScenarioForm
    said: ClassVar[Any] = {
        "the question": ("question",),
        "the answer": ("answer", "detail", "steps"),
    }
    preview = staticmethod(unsaved_scenario)
    fieldsets = (
        ("The question", {"fields": ("question", "asked_as", "asked_by", "topic")}),
        ("The answer", {"fields": ("verdict", "answer", "steps", "detail")}),
        (
            "How sure it is",
            {"fields": ("basis", "unverified", "review_every", "owner")},
        ),
        ("The wizard", {"fields": ("wizard", "settled_by")}),
        ("Names", {"fields": (("slug", "ref"),)}),
    )
    inlines = (ScenarioCitations, ScenarioContacts, ScenarioBearings, SeeAlsos)
    autocomplete_fields = ("topic", "wizard")
    picked_only = frozenset({"owner"})
    actions = (submit, set_topic, set_owner)
    action_form = OwnerAction
    list_display = ("ref", "question", "verdict", "topic", "owner")
    list_display_links = ("ref", "question")
    list_filter = (
        StatusFilter,
        "verdict",
        "topic",
        "basis",
        "asked_by",
        "wizard",
        ("owner", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("topic", "owner")
    search_fields = ("ref", "slug", "question", "answer", "asked_as__icontains")
    ordering = ("ref",)
    prepopulated_fields = {"slug": ("question",)}
    view_on_site = staticmethod(address)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(settle)
        return [path("settle/", view, name="settle"), *super().get_urls()]

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.offered = request.GET.get("settled_by", "")
        return form

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer as an owner whoever works at the desk."""
        if db_field.name == "owner":
            kwargs["queryset"] = staff()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = [*super().get_list_display(request), status_column(request)]
        return [*with_problems(columns), found_column]

    def tools(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Offer to see how officers find it beside what every document has."""
        tools = super().tools(request, row)
        if row is None:
            return tools
        link = {"label": FOUND, "address": reverse("how_found", args=[row.pk])}
        return tools | {"additions": [link]}

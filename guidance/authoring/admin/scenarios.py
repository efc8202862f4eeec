"""Scenarios, with what they rest on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from guidance.accounts.models import User
from guidance.authoring.admin.pages import (
    Bearings,
    Contacts,
    TabularRows,
)
from guidance.authoring.admin.settling import settle
from guidance.authoring.admin.writing import Citations, Written
from guidance.authoring.edit_log import log_edit
from guidance.authoring.models import (
    Scenario,
    ScenarioBearing,
    ScenarioCitation,
    ScenarioContact,
    SeeAlso,
    Topic,
)
from guidance.authoring.problem_pages import with_problems
from guidance.authoring.published import address
from guidance.authoring.scenario_form import ScenarioForm
from guidance.authoring.standing import about_to_save
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


def staff() -> QuerySet[User]:
    """Return whoever works at the desk, and may own a question."""
    people = User.objects.filter(is_active=True, is_staff=True)
    return people.order_by("name", "username")


class OwnerAction(ActionForm):
    """What is asked beside the actions of the list."""

    owner = ModelChoiceField(staff(), required=False, empty_label="nobody")
    topic = ModelChoiceField(
        Topic.objects.order_by("order"), required=False, empty_label="no topic chosen"
    )


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
    actions = ("set_owner", "set_topic")
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

    @admin.action(description="Set the owner to", permissions=["change"])
    @transaction.atomic
    def set_owner(self, request: Any, rows: QuerySet[Scenario]) -> None:
        """Give the chosen questions to one owner, or to nobody.

        That is no edit of what they say, so it keeps nobody from approving them.
        """
        # The form of the actions has seen to it that it is one of them.
        key = request.POST["owner"]
        owner = staff().get(pk=key) if key else None
        about_to_save()
        chosen = Scenario.objects.filter(pk__in=rows.values("pk")).order_by("pk")
        chosen = chosen.select_for_update()
        for row in chosen:
            row.owner = owner
            row.save(update_fields=["owner"])
            row.advance(by=request.user, at=timezone.now())
        told = f"{len(chosen)} now owned by {owner or 'nobody'}."
        self.message_user(request, told, messages.SUCCESS)

    @admin.action(description="Set the topic to", permissions=["change"])
    @transaction.atomic
    def set_topic(self, request: Any, rows: QuerySet[Scenario]) -> None:
        """Put the chosen questions into one topic: an edit of each that wasn't there."""
        key = request.POST["topic"]
        if not key:
            self.message_user(request, "Choose a topic first.", messages.WARNING)
            return
        topic, at = Topic.objects.get(pk=key), timezone.now()
        about_to_save()
        chosen = Scenario.objects.filter(pk__in=rows.values("pk")).order_by("pk")
        moved = list(chosen.exclude(topic=topic).select_for_update())
        for row in moved:
            row.topic = topic
            row.save(update_fields=["topic"])
            row.advance(by=request.user, at=at)
            log_edit(row, by=request.user, at=at)
        told = f"{len(moved)} moved to {topic}."
        self.message_user(request, told, messages.SUCCESS)

"""Wizards: the tree on one page, each question and each outcome on its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html

from guidance.authoring.admin.bulk import TopicAction, set_topic, submit
from guidance.authoring.admin.pages import (
    Bearings,
    Contacts,
    Page,
    StackedRows,
)
from guidance.authoring.admin.writing import Citations, Written
from guidance.authoring.building.urls import building_urls
from guidance.authoring.building.views import address as where_built
from guidance.authoring.choice_forms import ChoiceForm, ChoicesFormSet, name_of
from guidance.authoring.following import NodeForm
from guidance.authoring.forms import RowsFormSet
from guidance.authoring.models import (
    Choice,
    Outcome,
    OutcomeBearing,
    OutcomeCitation,
    OutcomeContact,
    Question,
    Wizard,
)
from guidance.authoring.problem_pages import with_problems
from guidance.authoring.published import address
from guidance.authoring.statuses import StatusFilter, status_column
from guidance.authoring.unsaved_answers import unsaved_outcome


class Nodes(admin.TabularInline):  # type: ignore[type-arg]
    """A list of what the wizard is made of, with links to where it is edited."""

    fk_name = "wizard"
    formset = RowsFormSet
    extra = 0
    can_delete = False
    ordering = ("order", "pk")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def page_of(row: Any, words: str) -> str:
    """Return a link to the page of `row`."""
    name = f"admin:authoring_{type(row)._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(name, args=[row.pk]), words)


class Questions(Nodes):
    model = Question
    fields = readonly_fields = ("page", "choice_labels")

    def get_queryset(self, request: HttpRequest) -> Any:
        choices = "choices__to_question", "choices__to_outcome"
        return super().get_queryset(request).prefetch_related(*choices)

    @admin.display(description="question")
    def page(self, row: Question) -> str:
        return page_of(row, str(row))

    @admin.display(description="choices, and where they lead")
    def choice_labels(self, row: Question) -> str:
        choices = sorted(row.choices.all(), key=lambda each: (each.order, each.pk))
        return "\n".join(f"{each.label} → {_short(each)}" for each in choices)


def _short(choice: Choice) -> str:
    return choice.leads_to.ref if choice.leads_to else "nowhere yet"


class Outcomes(Nodes):
    model = Outcome
    fields = readonly_fields = ("page", "verdict")

    @admin.display(description="outcome")
    def page(self, row: Outcome) -> str:
        return page_of(row, str(row))


@admin.register(Wizard)
class WizardPage(Page):
    fieldsets = (
        (None, {"fields": ("title", "summary", "topic", "start", "unless")}),
        ("Names and place", {"fields": (("slug", "ref"), "order")}),
    )
    inlines = (Questions, Outcomes)
    picked_only = frozenset({"start"})
    autocomplete_fields = ("topic",)
    list_display = ("ref", "title", "topic", "order")
    list_display_links = ("ref", "title")
    list_filter = (StatusFilter, "topic")
    actions = (submit, set_topic)
    action_form = TopicAction
    list_select_related = ("topic",)
    search_fields = ("ref", "slug", "title", "summary")
    ordering = ("order", "slug")
    prepopulated_fields = {"slug": ("title",)}
    view_on_site = staticmethod(address)

    def get_urls(self) -> list[URLPattern]:
        return [*building_urls(self.admin_site), *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = [*super().get_list_display(request), status_column(request)]
        return [*with_problems(columns), "build"]

    def response_add(
        self, request: Any, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to the builder: the tree is still to be made."""
        if not {"_continue", "_addanother", "_popup"}.isdisjoint(request.POST):
            return super().response_add(request, obj, post_url_continue)
        super().response_add(request, obj)  # which says that it was added
        return HttpResponseRedirect(where_built(obj.pk))

    @admin.display(description="build")
    def build(self, row: Wizard) -> str:
        where = where_built(row.pk)
        return format_html(
            '<a href="{}">Build<span class="visually-hidden"> {}</span></a>',
            where,
            row.ref,
        )

    def tools(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        if row is None:
            return super().tools(request, row)
        links: list[dict[str, Any]] = [
            {"label": label, "address": reverse(f"admin:{name}", args=[row.pk])}
            for label, name in (("Build", "build"), ("Untested paths", "untested"))
        ]
        if self.has_change_permission(request, row):
            links += [
                {"label": f"Add {name}", "address": _adding(model, row), "adds": True}
                for name, model in (("question", Question), ("outcome", Outcome))
            ]
        return super().tools(request, row) | {"additions": links}

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer as a start only the wizard's own questions."""
        if db_field.name == "start":
            wizard = _opened(request)
            own = Question.objects.filter(wizard__pk=wizard or 0)
            kwargs["queryset"] = own.order_by("order", "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _adding(model: Any, wizard: Wizard) -> str:
    """Return where a node is added to `wizard`."""
    where = reverse(f"admin:authoring_{model._meta.model_name}_add")
    return f"{where}?wizard={wizard.pk}"


def _opened(request: HttpRequest) -> int | None:
    """Return the key of the row whose page was asked for; None while adding one."""
    match = request.resolver_match
    key = match.kwargs.get("object_id", "") if match else ""
    return int(key) if key.isdecimal() else None


class NodePage(Page):
    """A part of a wizard; it stays in the wizard it was made for."""

    part_of = "wizard"
    list_select_related: ClassVar[Any] = ("wizard",)
    ordering = ("wizard__order", "wizard__slug", "order", "pk")
    view_on_site = staticmethod(address)

    def tools(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        if not isinstance(row, Question | Outcome):
            return super().tools(request, row)
        link = {"label": "Build", "address": where_built(row.wizard_id, name_of(row))}
        return super().tools(request, row) | {"additions": [link]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("wizard",) if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Show what hangs on the row once there is a row."""
        return super().get_inlines(request, obj) if obj else ()

    def response_add(
        self, request: Any, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to the row's own page: its parts are still to be added."""
        if "_addanother" not in request.POST and "_popup" not in request.POST:
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)


class Choices(StackedRows):
    model = Choice
    form: Any = ChoiceForm
    formset = ChoicesFormSet
    fk_name = "question"
    fields = (("label", "slug"), ("leads_to", "not_sure"), "hint", "order")
    ordering = ("order", "pk")
    prepopulated_fields = {"slug": ("label",)}


@admin.register(Question)
class QuestionPage(NodePage, Written):
    form = NodeForm
    said: ClassVar[Any] = {"the question": ("text", "help")}
    fieldsets = (
        (None, {"fields": ("wizard", "text", "help", "reference_list")}),
        ("Names and place", {"fields": (("slug", "ref"), "order")}),
    )
    inlines = (Choices,)
    autocomplete_fields = ("wizard", "reference_list")
    list_display = ("ref", "text", "wizard")
    list_display_links = ("ref", "text")
    list_filter = (StatusFilter, "wizard")
    search_fields = ("ref", "slug", "text", "wizard__title")
    prepopulated_fields = {"slug": ("text",)}


class OutcomeCitations(Citations):
    model = OutcomeCitation
    ordering = ("order", "pk")


class OutcomeContacts(Contacts):
    model = OutcomeContact
    ordering = ("order", "pk")


class OutcomeBearings(Bearings):
    model = OutcomeBearing
    ordering = ("order", "pk")


@admin.register(Outcome)
class OutcomePage(NodePage, Written):
    form = NodeForm
    said: ClassVar[Any] = {"the answer": ("headline", "detail", "steps")}
    preview = staticmethod(unsaved_outcome)
    fieldsets = (
        (None, {"fields": ("wizard",)}),
        ("The answer", {"fields": ("verdict", "headline", "steps", "detail")}),
        ("What it leaves open", {"fields": ("not_asked", "next_wizard")}),
        ("Names and place", {"fields": (("slug", "ref"), "order")}),
    )
    inlines = (OutcomeCitations, OutcomeContacts, OutcomeBearings)
    autocomplete_fields = ("wizard", "next_wizard")
    list_display = ("ref", "headline", "verdict", "wizard")
    list_display_links = ("ref", "headline")
    list_filter = (StatusFilter, "verdict", "wizard")
    search_fields = ("ref", "slug", "headline", "wizard__title")
    prepopulated_fields = {"slug": ("headline",)}


@admin.register(Choice)
class ChoiceList(admin.ModelAdmin):  # type: ignore[type-arg]
    """Choices to pick from elsewhere; they are edited with their questions."""

    search_fields = (
        "label",
        "slug",
        "question__ref",
        "question__text",
        "question__wizard__title",
    )
    ordering = ("question__wizard__order", "question__order", "order", "pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("question")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

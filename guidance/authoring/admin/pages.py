"""What every page of the desk has in common: nobody overwrites anybody unseen.

A save locks the page's row before it reads it, refuses a form that was opened at
another version, and counts the version up; so of two that save at the same moment the
second finds the first's version and is shown what differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from guidance.authoring.admin.boxes import Boxes
from guidance.authoring.conflicts import differences
from guidance.authoring.edit_log import log_deletion, log_edit
from guidance.authoring.fields import LinesField
from guidance.authoring.forms import PageForm, PartsFormSet, RowForm
from guidance.authoring.freezing import document_of
from guidance.authoring.models import Edited, Memo, Scenario, Wizard
from guidance.authoring.opened_values import marks_in, opened_values
from guidance.authoring.standing import about_to_save
from guidance.authoring.taking_sides import is_chosen, taking_theirs
from guidance.authoring.typed_words import typed_words

LONGEST_LIST = 200
DOCUMENTS = {Memo, Scenario, Wizard}
CLASH = (
    "Nothing was saved: something that somebody else saved meanwhile can't stand beside "
    "this. Open the page a second time to see what is there, change this, and save."
)


class Page(Boxes, admin.ModelAdmin):  # type: ignore[type-arg]
    """A page over a row that keeps its version."""

    form = PageForm
    list_per_page = LONGEST_LIST
    # The row that this one is a part of, and whether that one's page edits it too: then
    # a save here makes that page stale as well.
    part_of: ClassVar[str] = ""
    is_edited_there: ClassVar[bool] = False

    class Media:
        js = ("desk/labels.js",)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """Show lists of lines line by line to whoever may only read them."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, options | {"fields": [self._read(f) for f in options["fields"]]})
            for title, options in fieldsets
        ]

    def _read(self, name: Any) -> Any:
        """Return what shows the field `name`: the name itself, for most."""
        columns = {each.name: each for each in self.opts.fields}
        column: Any = columns.get(name) if isinstance(name, str) else None
        if not isinstance(column, LinesField):
            return name

        @admin.display(description=column.verbose_name)
        def lines(row: Any) -> str:
            return "\n".join(getattr(row, name))

        return lines

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST":
            return self.shown(request, object_id, form_url, extra_context)
        self.take_theirs(request, object_id)
        try:
            return _marked(self._saved(request, object_id, form_url, extra_context))
        except IntegrityError:
            request.clash = CLASH  # type: ignore[attr-defined]
        response = self._saved(request, object_id, form_url, extra_context)
        response.status_code = 409
        return response

    def take_theirs(self, request: Any, object_id: str | None) -> None:
        """Put into what was sent what is saved now, where somebody chose that.

        If that has changed when the row is locked, the form is stale once more.
        """
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row is not None and is_chosen(request.POST):
            request.POST = taking_theirs(request.POST, self._as_saved(request, row))

    def _as_saved(self, request: HttpRequest, row: Any) -> Iterator[Any]:
        """Yield the forms of the page as they would be opened now."""
        yield self.get_form(request, row, change=True)(instance=row)
        for formset, inline in self.get_formsets_with_inlines(request, row):
            rows: Any = inline.get_queryset(request)
            prefix = formset.get_default_prefix()
            yield from formset(instance=row, prefix=prefix, queryset=rows).forms

    def shown(self, request: HttpRequest, *args: Any) -> Any:
        """Return the page with its form, with nothing locked and nothing saved."""
        return super().changeform_view(request, *args)

    @transaction.atomic
    def _saved(self, request: HttpRequest, object_id: str | None, *args: Any) -> Any:
        """Return what a save answers. Raises IntegrityError for all that is refused.

        Some of the database's rules wait for the end of a transaction; here they are
        asked for, while the form can still say what they found.
        """
        self._lock(object_id)
        response = super().changeform_view(request, object_id, *args)
        connection.check_constraints()
        return response

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.clash = getattr(request, "clash", "")
        return form

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> Any:
        """Show what was typed into a form whose row somebody deleted meanwhile; Django's
        own answer to a row that isn't there leads to the first page."""
        if request.method != "POST":
            django: Any = super()
            return django._get_obj_does_not_exist_redirect(request, opts, object_id)
        context = self.admin_site.each_context(request) | {
            "title": "It is not there any more",
            "typed": typed_words(request.POST),
            "list": reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"),
        }
        return TemplateResponse(request, "authoring/gone.html", context, status=409)

    @transaction.atomic
    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST":
            self._lock(object_id)
        return super().delete_view(request, object_id, extra_context)

    def _lock(self, object_id: str | None) -> None:
        """Lock the row, after the row it is part of: always in the same order."""
        about_to_save()
        try:
            key = self.opts.pk.to_python(unquote(object_id)) if object_id else None
        except ValidationError:
            return  # no such row; the view says so
        if key is None:
            return
        rows = self.model._default_manager.filter(pk=key)
        if self.part_of:
            whole: Any = self.opts.get_field(self.part_of).related_model
            wholes = whole.objects.filter(pk__in=rows.values(self.part_of))
            list(wholes.select_for_update())
        list(rows.select_for_update())

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.edited_at, obj.edited_by = timezone.now(), request.user
        if getattr(obj, "order", 0) is None:
            obj.order = self._last_place(obj) + 10
        super().save_model(request, obj, form, change)

    def _last_place(self, obj: Any) -> int:
        rows = self.model._default_manager.exclude(pk=obj.pk)
        if self.part_of:
            rows = rows.filter(**{self.part_of: getattr(obj, self.part_of)})
        return rows.aggregate(last=Max("order"))["last"] or 0

    def save_related(
        self, request: Any, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if not form.has_changed() and not any(each.has_changed() for each in formsets):
            return
        log_edit(form.instance, by=request.user, at=timezone.now())
        if change:
            self._advance(request, form.instance)
        self._advance_whole(request, form.instance)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for row, _ in formset.changed_objects:
            if isinstance(row, Edited):
                self._advance(request, row)

    def delete_model(self, request: Any, obj: Any) -> None:
        log_deletion(obj, by=request.user, at=timezone.now())
        super().delete_model(request, obj)
        self._advance_whole(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: Any, queryset: Any) -> None:
        about_to_save()
        for row in queryset:
            self.delete_model(request, row)

    def _advance(self, request: Any, row: Edited) -> None:
        row.advance(by=request.user, at=timezone.now())

    def _advance_whole(self, request: Any, row: Any) -> None:
        if self.is_edited_there:
            self._advance(request, getattr(row, self.part_of))

    def has_submit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("review.add_submission")

    def tools(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """Return what the links above the form need; `row` is None for a new one."""
        if row is None:
            return {}
        if type(row) in DOCUMENTS:
            return {"document": document_of(row)}
        if not self.part_of:
            return {}
        whole = getattr(row, self.part_of)
        name = f"admin:{whole._meta.app_label}_{whole._meta.model_name}_change"
        return {
            "document": document_of(whole),
            "part_address": reverse(name, args=[whole.pk]),
            "part_label": f"Its {whole._meta.verbose_name}",
        }

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        form = context["adminform"].form
        formsets = [each.formset for each in context["inline_admin_formsets"]]
        opened = request.POST.get("opened_values", "")
        if getattr(form, "stale", False):
            saved = self._as_saved(request, kwargs.get("obj"))
            marks = marks_in(opened)
            context["conflict"] = differences(form, formsets, marks, saved)
        if not form.is_bound:
            opened = opened_values([form, *(f for each in formsets for f in each)])
        context["opened_values"] = opened
        context |= self.tools(request, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)


def _marked(response: HttpResponse) -> HttpResponse:
    """Return `response` as 409 where it shows a conflict, for whoever reads no text."""
    context = getattr(response, "context_data", None) or {}
    if "conflict" in context:
        response.status_code = 409
    return response


class StackedRows(Boxes, admin.StackedInline):  # type: ignore[type-arg]
    """Rows with long texts, one under the other."""

    extra = 0
    form = RowForm
    formset = PartsFormSet


class TabularRows(Boxes, admin.TabularInline):  # type: ignore[type-arg]
    """Short rows, as a table."""

    is_unlabelled = True
    extra = 0
    form = RowForm
    formset = PartsFormSet


class Contacts(TabularRows):
    autocomplete_fields = ("contact",)
    fields = ("contact", "order")


class Bearings(TabularRows):
    autocomplete_fields = ("section",)
    fields = ("section", "order")

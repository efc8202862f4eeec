"""Pages where words for officers are written: hints and a preview beside the form.

Each is one form, sent to its own address: to save, or to look (see
`guidance.authoring.looking`). A look answers what there is to say about every part at
once, so that typing costs one request when the hands rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django.http import HttpRequest

from guidance.authoring.admin.pages import Page, StackedRows
from guidance.authoring.hints import hints
from guidance.authoring.looking import is_look, typed, with_put
from guidance.authoring.picked_citations import PickedCitationForm
from guidance.authoring.unsaved_answers import Unsaved

Formsets = Mapping[str, Any]


class Preview(Protocol):
    """Returns what stands in a form and its formsets, or None before it is an answer."""

    def __call__(self, form: Any, formsets: Formsets, /) -> Unsaved | None: ...


class Citations(StackedRows):
    """Sections and the words in them that carry an answer."""

    form = PickedCitationForm
    fields = ("section", "words", "order")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("section__memo")


class Written(Page):
    """A page whose words are looked at while they are written.

    `said` names the fields of each text, `preview` shows what officers would see.
    """

    said: ClassVar[dict[str, tuple[str, ...]]] = {}
    preview: ClassVar[Preview | None] = None

    class Media:
        css: ClassVar[Any] = {
            "all": ("css/tokens.css", "css/answering.css", "desk/writing.css")
        }
        js = ("desk/writing.js",)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if not is_look(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        self.take_theirs(request, object_id)
        request.POST = with_put(request.POST)  # type: ignore[assignment]
        shown = self.shown(request, object_id, form_url, extra_context)
        if request.htmx and hasattr(shown, "template_name"):  # type: ignore[attr-defined]
            shown.template_name = "authoring/_looked.html"
        return shown

    def get_form(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.looks = is_look(request)
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        if self._may_write(request, kwargs.get("obj")):
            form = context["adminform"].form
            inlines = context["inline_admin_formsets"]
            formsets = {each.formset.prefix: each.formset for each in inlines}
            context |= self._looked_at(form, formsets)
            context["only_looked"] = is_look(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_write(self, request: HttpRequest, row: Any) -> bool:
        if row is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, row)

    def _looked_at(self, form: Any, formsets: Formsets) -> dict[str, Any]:
        if form.is_bound:
            form.is_valid()  # reads what was sent
        texts = {
            label: [line for name in names for line in _lines(typed(form, name))]
            for label, names in self.said.items()
        }
        preview = self.preview
        return {
            "writes": True,
            "hints": hints(texts) if texts else None,
            "has_preview": preview is not None,
            "unsaved": preview(form, formsets) if preview else None,
            "notes": [
                note(swapped=True)
                for each in (form, *getattr(formsets.get("citations"), "forms", ()))
                for note in getattr(each, "notes", ())
            ],
        }


def _lines(said: Any) -> list[str]:
    return [said] if isinstance(said, str) else list(said or ())

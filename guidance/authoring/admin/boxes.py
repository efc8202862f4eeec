"""The boxes of the desk's forms that point at other rows."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)

LONGEST_KEY = 18
"""Digits; more would not be a key of any row."""


class PickedRow(AutocompleteSelect):
    """A box that finds rows as one types; what is no key of a row shows as nothing."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        kept = [each for each in value if could_be_a_key(str(each))]
        return super().optgroups(name, kept, attrs)


def could_be_a_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY


class Boxes(BaseModelAdmin):  # type: ignore[type-arg]
    """Boxes that point at other rows: they can be opened and added to, not emptied."""

    picked_only: ClassVar[frozenset[str]] = frozenset()
    # In a table the heads of the columns are no labels to a screen reader.
    is_unlabelled: ClassVar[bool] = False

    def formfield_for_foreignkey(
        self, db_field: Any, request: Any, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PickedRow(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget: Any = getattr(field, "widget", None)
        if field is None or widget is None:
            return field
        box = getattr(widget, "widget", widget)
        if self.is_unlabelled or isinstance(box, AutocompleteSelect):
            box.attrs["aria-label"] = str(field.label)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_delete_related = widget.can_view_related = False
            if db_field.name in self.picked_only:
                widget.can_add_related = False
        return field
